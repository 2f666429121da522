import { addVouchers, settlementStanding } from '#disbursements/server';
import { addDays, dong, formatDate, splitProportionally, todayIn, type FormFields } from '#kernel';
import { inProvince } from '#platform/server';
import { listDebts, planRecovery, projectFor } from '#projects/server';
import type { Cast } from '../cast.ts';

const SELLERS = [
  ['Công ty TNHH Cơ khí Vinh', '2901234567'],
  ['Công ty CP Thiết bị Sông Lam', '2900987654'],
] as const;

/** One paid project whose papers are being gathered, and one debt that comes back in three parts; done again, nothing changes. */
export async function makeSettlements(people: Cast, now: Date, ids: readonly string[]): Promise<void> {
  await gatherVouchers(people, now, ids);
  await planOneRecovery(people, now);
}

async function gatherVouchers(people: Cast, now: Date, ids: readonly string[]): Promise<void> {
  const officer = { ...people.centreOfficer, now };
  const today = todayIn(now);
  const found = await inProvince(officer, async (tx) => {
    for (const id of ids.toReversed()) {
      const project = await projectFor(tx, officer, id);
      if (project?.state !== 'paid') continue;
      return { id, lines: (await settlementStanding(tx, officer, project, today)).lines };
    }
    return undefined;
  });
  if (!found || found.lines.some((line) => line.count > 0)) return;
  const fields: Record<string, string> = {};
  for (const [i, line] of found.lines.entries()) {
    const [seller, sellerTax] = SELLERS[i % 2]!;
    const row: FormFields = {
      ...{ line: String(i + 1), source: i === 0 ? 'support' : 'own', number: `1C26TSL-${101 + i}` },
      ...{ issuedOn: formatDate(addDays(today, -20 - i)), seller, sellerTax, description: line.label },
      ...{ amount: String(line.estimated), vat: String((line.estimated * 8n) / 108n) },
    };
    for (const [name, value] of Object.entries(row)) fields[`rows.${i}.${name}`] = value;
  }
  await addVouchers(officer, found.id, { fields });
}

async function planOneRecovery(people: Cast, now: Date): Promise<void> {
  const director = { ...people.centreDirector, now };
  const today = todayIn(now);
  const found = await inProvince(director, async (tx) => {
    const page = { search: '', late: false, after: null, limit: 100 };
    const debts = await listDebts(tx, director.province, today, page);
    const debt = debts.some((one) => one.planNo !== null) ? undefined : debts[0];
    const project = debt && (await projectFor(tx, director, debt.projectId));
    return debt && project ? { debt, revision: project.revision } : undefined;
  });
  if (!found) return;
  const { debt, revision } = found;
  const rows: FormFields = Object.fromEntries(
    splitProportionally(
      debt.owed,
      [1, 1, 1].map((one) => dong(one)),
    ).flatMap((amount, i) => [
      [`rows.${i}.dueOn`, formatDate(addDays(today, 30 * (i + 1)))],
      [`rows.${i}.amount`, String(amount)],
    ]),
  );
  await planRecovery(director, {
    ...{ projectId: debt.projectId, revision, file: null },
    fields: {
      ...{ decisionNumber: '21/QĐ-TTKC', decidedOn: formatDate(today) },
      ...{ reason: 'Cơ sở đề nghị hoàn trả làm ba kỳ vì hàng tồn kho', ...rows },
    },
  });
}
