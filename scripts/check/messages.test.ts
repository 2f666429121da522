import { describe, expect, it } from 'vitest';
import { faultsOf, unusedKeys, type Sentences } from './messages.ts';

const area = (vi: Sentences, en: Sentences, name = 'funds') => ({ name, vi, en });

describe('sentences', () => {
  it.each([
    ['missing in one language', { funds_a: 'A' }, {}, 'is missing in en'],
    ['empty', { funds_a: ' ' }, { funds_a: 'A' }, 'is empty in vi'],
    ['with other holes', { funds_a: '{sum} đồng' }, { funds_a: '{total} đồng' }, 'other holes'],
    ['of another area', { people_a: 'A' }, { people_a: 'A' }, 'begins neither'],
  ])('are at fault when %s', (_, vi, en, fault) => {
    expect(faultsOf([area(vi, en)])).toEqual([expect.stringContaining(fault)]);
  });

  it('may be variants, whose declared inputs are the holes', () => {
    const variants = (one: string, other: string) => ({
      funds_count: [
        {
          declarations: ['input count', 'local plural = count: plural'],
          selectors: ['plural'],
          match: { 'plural=one': one, 'plural=other': other },
        },
      ],
    });
    const vi = { funds_count: '{count} dự án' };
    expect(faultsOf([area(vi, variants('{count} project', '{count} projects'))])).toEqual([]);
    expect(faultsOf([area(vi, variants('', '{count} projects'))])).toHaveLength(1);
  });

  it('are given once', () => {
    const both = [
      area({ refusal_x: 'X' }, { refusal_x: 'X' }),
      area({ refusal_x: 'X' }, { refusal_x: 'X' }, 'law'),
    ];
    expect(faultsOf(both)).toEqual([expect.stringContaining('given in messages/funds already')]);
  });

  it('count as used by name and by the pattern they begin like', () => {
    const sentences = { funds_title: 'A', funds_status_open: 'B', funds_forgotten: 'C' };
    const found = unusedKeys(
      [area(sentences, sentences)],
      ['m.funds_title()', 'm[`funds_status_${state}`]()'],
    );
    expect(found).toEqual([expect.stringContaining('funds_forgotten')]);
  });
});
