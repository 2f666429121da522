import { dong, expectOk, localDate, type Dong } from '#kernel';
import type { Cast } from '#testing';
import { decideBudget } from '../decide-budget.server.ts';
import type { Fund } from '../fund.ts';
import { openFund } from '../open-fund.server.ts';

export const today = localDate('2026-11-23');

let made = 0;

/** A fund of its own for the test, with this much free money in it. */
export async function fundWith(people: Cast, amount: number | Dong = 0, year = 2026): Promise<Fund> {
  made++;
  const fund = expectOk(
    await openFund(people.financeOfficer, {
      name: `Kinh phí khuyến công địa phương ${made}`,
      fiscalYear: year,
      source: 'local',
      procedure: 'provincial',
      unitId: people.units.department,
    }),
  );
  if (BigInt(amount) === 0n) return fund;
  expectOk(
    await decideBudget(people.financeOfficer, {
      fundId: fund.id,
      kind: 'appropriate',
      number: `${made}/QĐ-UBND`,
      decidedOn: localDate(`${year}-01-05`),
      amount: dong(amount),
      key: `appropriate-${fund.id}`,
    }),
  );
  return fund;
}
