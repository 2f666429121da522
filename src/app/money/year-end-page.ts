import { error, redirect } from '@sveltejs/kit';
import { carryField, mayFund, stationsUnderWay, type CarriedItem, type Fund } from '#funds';
import {
  carryForm,
  closeFund,
  findFund,
  fundStandings,
  lapse,
  lapseForm,
  listFunds,
  type FundStanding,
} from '#funds/server';
import {
  isId,
  newId,
  ok,
  parseAmount,
  readForm,
  refuseAll,
  sumDong,
  type Locale,
  type Refusal,
  type Result,
} from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { carryYearOver, closedProjects, projectNames } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/** Stations whose money can stand in the next year's fund. */
const CARRIED = ['appropriated', 'planned', 'committed', 'advanced'] as const;

const STEPS = ['carry', 'lapse', 'close'] as const;

/** What is left in a fund, row by row, and where it can go. */
export async function loadYearEndPage(cx: Context, id: string, asked: string | null) {
  if (!mayFund(cx.actor, 'decide') || !isId(id)) error(404, 'Not found');
  const found = await inProvince(cx, async (tx) => {
    const fund = await findFund(tx, id);
    if (!fund || fund.closedOn !== null) return undefined;
    const left = await fundStandings(tx, id);
    const names = await projectNames(
      tx,
      cx.province,
      left.flatMap((s) => s.projectId ?? []),
    );
    const nexts = await listFunds(tx, { year: fund.fiscalYear + 1 });
    return { fund, left, names, nexts, closed: await closedProjects(tx, cx) };
  });
  if (!found) error(404, 'Not found');
  const { fund, left, names, nexts, closed } = found;
  const named = left.map((row) => ({ ...row, project: (row.projectId && names.get(row.projectId)) || null }));
  return {
    fund,
    closed,
    carried: named.filter((row) => (CARRIED as readonly string[]).includes(row.station)),
    recovered: named.filter((row) => row.station === 'recovered'),
    free: left.find((row) => row.station === 'appropriated')?.amount ?? sumDong([]),
    underWay: sumDong(left.filter((row) => isUnderWay(row)).map((row) => row.amount)),
    nexts: nexts.filter((next) => next.source === fund.source && next.closedOn === null),
    step: STEPS.find((step) => step === asked) ?? STEPS[0],
    key: newId(cx.now.getTime()),
  };
}

function isUnderWay(row: FundStanding): boolean {
  return (stationsUnderWay as readonly string[]).includes(row.station);
}

export async function carryFromForm(cx: Context, locale: Locale, fundId: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(carryForm, fields);
  const items = await carriedItems(cx, fundId, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  if (!items.ok) return failWith(items.refusal, fields, locale);
  const { note, ...decision } = read.value;
  const carried = await carryYearOver(cx, {
    ...decision,
    ...(note === null ? {} : { note }),
    fromFundId: fundId,
    items: items.value,
  });
  if (!carried.ok) return failWith(carried.refusal, fields, locale);
  redirect(303, `/desk/money/funds/${fundId}/year-end?step=carry`);
}

/** The rows filled in, matched by `<station>.<project>` with what stands in the fund; the rest of the form's names is nobody's. */
async function carriedItems(
  cx: Context,
  fundId: string,
  fields: Readonly<Record<string, string>>,
): Promise<Result<CarriedItem[]>> {
  const left = await inProvince(cx, (tx) => fundStandings(tx, fundId));
  const refusals: Refusal[] = [];
  const items: CarriedItem[] = [];
  for (const { station, projectId } of left) {
    const field = carryField(station, projectId);
    const typed = fields[field]?.trim() ?? '';
    if (typed === '') continue;
    const amount = parseAmount(typed);
    if (!amount.ok) refusals.push({ ...amount.refusal, field });
    else if (station === 'appropriated') items.push({ station, amount: amount.value });
    else if (projectId && (station === 'planned' || station === 'committed' || station === 'advanced'))
      items.push({ station, projectId, amount: amount.value });
  }
  return refusals.length > 0 ? refuseAll(refusals) : ok(items);
}

export async function lapseFromForm(cx: Context, locale: Locale, fundId: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(lapseForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const { note, projectId, ...decision } = read.value;
  const lapsed = await lapse(cx, {
    ...decision,
    fundId,
    ...(note === null ? {} : { note }),
    ...(projectId === null ? {} : { projectId }),
  });
  if (!lapsed.ok) return failWith(lapsed.refusal, fields, locale);
  redirect(303, `/desk/money/funds/${fundId}/year-end?step=lapse`);
}

export async function closeFromForm(cx: Context, locale: Locale, fundId: string) {
  const closed = await closeFund(cx, { fundId });
  if (!closed.ok) return failWith(closed.refusal, {}, locale);
  redirect(303, `/desk/money?year=${await yearOfFund(cx, fundId)}#fund-${fundId}`);
}

async function yearOfFund(cx: Context, fundId: string): Promise<number> {
  const fund: Fund | undefined = await inProvince(cx, (tx) => findFund(tx, fundId));
  return fund?.fiscalYear ?? 0;
}
