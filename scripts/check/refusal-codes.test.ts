import { describe, expect, it } from 'vitest';
import { productSources, readAreas } from './product.ts';
import { refusalCodesIn, silentCodes } from './refusal-codes.ts';

describe('refusal codes', () => {
  it('are found wherever a source gives or declares them', () => {
    const text = `
      type PlanRefusal = 'plan_is_closed' | OtherRefusal | 'plan_is_unknown';
      return refuse('support_exceeds_norm', { max });
      perform platform.refuse('fund_is_closed');
      if (empty) return refuseHere(ctx, 'field_is_empty');
      ctx.addIssue({ code: 'custom', message: 'rows_are_missing' });`;
    expect(refusalCodesIn(text).sort()).toEqual([
      'field_is_empty',
      'fund_is_closed',
      'plan_is_closed',
      'plan_is_unknown',
      'rows_are_missing',
      'support_exceeds_norm',
    ]);
  });

  it('without a sentence are named', () => {
    const area = { name: 'plans', vi: { refusal_plan_is_closed: 'Đã khóa.' }, en: {} };
    const text = `refuse('plan_is_closed'); refuse('plan_is_unknown')`;
    const found = silentCodes([{ file: 'a.ts', text }], [area]);
    expect(found).toEqual([expect.stringContaining('refusal_plan_is_unknown')]);
  });

  it('of the project have a sentence, every one', () => {
    expect(silentCodes(productSources(), readAreas())).toEqual([]);
  });
});
