import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DONG_LIMIT, dong } from './money.ts';
import { dongJson, dongSchema, parseDongJson } from './money-json.ts';

describe('money in JSON', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n - DONG_LIMIT, max: DONG_LIMIT - 1n }).map(dong), (amount) => {
        expect(parseDongJson(JSON.parse(JSON.stringify(dongJson(amount))))).toEqual({
          ok: true,
          value: amount,
        });
        expect(dongSchema.parse(dongJson(amount))).toBe(amount);
      }),
    );
  });

  it.each([300, null, '', '1.5', '007', '-0', '+5', ' 5', '9223372036854775808', {}])('refuses %s', (bad) => {
    expect(parseDongJson(bad)).toMatchObject({ refusal: { code: 'amount_is_not_a_decimal_string' } });
    expect(dongSchema.safeParse(bad).success).toBe(false);
  });
});
