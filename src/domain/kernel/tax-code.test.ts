import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectOk } from './result.ts';
import { mainTaxCode, parseTaxCode, taxCodeKind } from './tax-code.ts';

describe('parseTaxCode', () => {
  it.each([
    ['0100109106', 'Viettel'],
    ['0101248141', 'FPT'],
    ['0300588569', 'Vinamilk'],
    ['0100686174', 'Agribank'],
    ['0100112437', 'Vietcombank'],
    ['0100150619', 'BIDV'],
  ])('knows %s (%s)', (code) => {
    expect(parseTaxCode(code)).toEqual({ ok: true, value: code });
    expect(taxCodeKind(expectOk(parseTaxCode(code)))).toBe('organisation');
  });

  it.each([
    ['0100109106-001', '0100109106-001'],
    ['0100109106001', '0100109106-001'],
    [' 0100 109 106 . 001 ', '0100109106-001'],
    ['010\u20110109106', '0100109106'],
    ['０１００１０９１０６', '0100109106'],
    ['040 085 012 345', '040085012345'],
    ['001301000001', '001301000001'],
    ['124199000001', '124199000001'],
  ])('writes %j as %s', (text, code) => expect(parseTaxCode(text)).toEqual({ ok: true, value: code }));

  it('tells a branch from its organisation and from a person', () => {
    const branch = expectOk(parseTaxCode('0100109106-001'));
    const person = expectOk(parseTaxCode('040085012345'));
    expect([taxCodeKind(branch), taxCodeKind(person)]).toEqual(['branch', 'person']);
    expect([mainTaxCode(branch), mainTaxCode(person)]).toEqual(['0100109106', person]);
  });

  it.each([
    ['', 'tax_code_is_empty', {}],
    [' - ', 'tax_code_is_empty', {}],
    ['01001O9106', 'tax_code_has_other_signs', { found: 'O' }],
    ['010010910', 'tax_code_has_wrong_length', { digits: 9 }],
    ['01001091060', 'tax_code_has_wrong_length', { digits: 11 }],
    ['0100109107', 'tax_code_check_digit_is_wrong', { expected: 6, found: '7' }],
    ['0100109107-001', 'tax_code_check_digit_is_wrong', { expected: 6, found: '7' }],
    ['0100109106-000', 'tax_code_is_never_issued', { text: '0100109106000' }],
    ['0100000000', 'tax_code_is_never_issued', { text: '0100000000' }],
    ['003085012345', 'personal_number_place_is_unknown', { place: '003' }],
    ['098085012345', 'personal_number_place_is_unknown', { place: '098' }],
    ['040485012345', 'personal_number_century_is_wrong', { found: '4' }],
  ])('refuses %j: %s', (text, code, params) => {
    expect(parseTaxCode(text)).toEqual({ ok: false, refusal: { code, params } });
  });
});

describe('the check digit', () => {
  const bodies = fc.stringMatching(/^\d{2}\d{6}[1-9]$/);

  it('accepts at most one of the ten, and says which', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        const answers = Array.from({ length: 10 }, (_, digit) => parseTaxCode(`${body}${digit}`));
        const valid = answers.findIndex((answer) => answer.ok);
        expect(answers.filter((answer) => answer.ok)).toHaveLength(valid === -1 ? 0 : 1);
        for (const answer of answers) {
          if (answer.ok) continue;
          if (valid === -1) expect(answer.refusal.code).toBe('tax_code_is_never_issued');
          else expect(answer.refusal.params['expected']).toBe(valid);
        }
      }),
    );
  });

  it('notices every single mistyped digit', () => {
    fc.assert(
      fc.property(bodies, fc.nat(8), fc.integer({ min: 1, max: 9 }), (body, place, shift) => {
        const typed = String((Number(body[place]) + shift) % 10);
        const wrong = body.slice(0, place) + typed + body.slice(place + 1);
        for (let digit = 0; digit < 10; digit++) {
          expect(parseTaxCode(`${body}${digit}`).ok && parseTaxCode(`${wrong}${digit}`).ok).toBe(false);
        }
      }),
    );
  });
});
