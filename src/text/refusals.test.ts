import { describe, expect, it } from 'vitest';
import { dong, refuse, refuseAll, type Refusal } from '#kernel';
import { refusalSentence, refusalSentences } from './refusals.ts';

const refusal = (code: string, params: Refusal['params'] = {}): Refusal => ({ code, params });

describe('refusalSentence', () => {
  it('groups the digits of amounts in the manner of each language', () => {
    const short = refusal('insufficient_funds', { available: dong(1_500_000), asked: dong(2_000_000) });
    expect(refusalSentence(short, 'vi')).toBe('Không đủ tiền: còn 1.500.000 đồng, đề nghị 2.000.000 đồng.');
    expect(refusalSentence(short, 'en')).toContain('2,000,000');
  });

  it('leaves counts and years as they are', () => {
    expect(refusalSentence(refusal('count_is_out_of_range', { min: 2014, max: 20_000 }), 'vi')).toContain(
      'từ 2014 đến 20000',
    );
  });

  it('shows the code when there is no sentence', () => {
    expect(refusalSentence(refusal('never_heard_of'), 'vi')).toBe('never_heard_of');
  });
});

describe('refusalSentences', () => {
  it('tells all that was found, each with its field', () => {
    const { refusal: all } = refuseAll([
      refuse('amount_is_empty', {}, 'amount').refusal,
      refuse('date_is_empty', {}, 'date').refusal,
    ]);
    expect(refusalSentences(all, 'en').map((one) => one.field)).toEqual(['amount', 'date']);
  });
});
