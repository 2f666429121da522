import { describe, expect, it } from 'vitest';
import { expectOk, ok, refuse, refuseAll } from './result.ts';

describe('results', () => {
  it('name the field only when there is one', () => {
    expect(refuse('amount_is_empty')).toEqual({
      ok: false,
      refusal: { code: 'amount_is_empty', params: {} },
    });
    expect(refuse('amount_is_empty', {}, 'support').refusal.field).toBe('support');
  });

  it('carry all that was found in one pass', () => {
    const first = refuse('one').refusal;
    const second = refuse('two').refusal;
    expect(refuseAll([first]).refusal).toBe(first);
    expect(refuseAll([first, second]).refusal).toMatchObject({ code: 'one', also: [second] });
    expect(() => refuseAll([])).toThrow('nothing to refuse');
  });

  it('unwrap, or throw with the code and the amounts', () => {
    expect(expectOk(ok(5))).toBe(5);
    expect(() => expectOk(refuse('amount_is_negative', { amount: -5n }))).toThrow(
      'amount_is_negative {"amount":"-5"}',
    );
  });
});
