import { error, fail, redirect } from '@sveltejs/kit';
import {
  addDays,
  dong,
  formatDate,
  isId,
  isLocalDate,
  parseLocalDate,
  splitProportionally,
  sumDong,
  todayIn,
  type FormFields,
  type Locale,
} from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { debtOf, standingOf } from '#projects';
import {
  factsOf,
  listDebts,
  mayPlanRecovery,
  MOST_INSTALMENTS,
  planRecovery,
  projectFor,
  recoveryPlans,
  withoutRecused,
  type DebtKey,
} from '#projects/server';
import { storeFile } from '#records/server';
import { stateLabel } from '#text';
import { failWith, fileField, sayRefusal, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { tableAsExcel } from '../table-file.ts';

const PAGE_SIZE = 50;
/** An Excel list of debts holds so many; a province has some hundreds. */
const MOST_ROWS = 20_000;

/** Everything that is owed back in the province, what is due first at the head. */
export async function loadDebts(cx: Context, url: URL) {
  const today = todayIn(cx.now);
  const filter = filterIn(url);
  const [found, shown] = await inProvince(cx, async (tx) => {
    const rows = await listDebts(tx, cx.province, today, {
      ...filter,
      after: keyIn(url.searchParams.get('after')),
      limit: PAGE_SIZE + 1,
    });
    return [rows, await withoutRecused(tx, cx, rows.slice(0, PAGE_SIZE), (one) => one.projectId)];
  });
  const last = found.length > PAGE_SIZE ? found[PAGE_SIZE - 1]!.key : null;
  return {
    ...filter,
    rows: shown,
    owed: sumDong(shown.map((one) => one.owed)),
    lateSum: sumDong(shown.map((one) => one.late)),
    next: last ? `${last.due}_${last.id}` : null,
    today,
  };
}

const filterIn = ({ searchParams }: URL) => ({
  search: (searchParams.get('q') ?? '').slice(0, 120),
  late: searchParams.get('late') === 'on',
});

function keyIn(text: string | null): DebtKey | null {
  const [due = '', id = ''] = (text ?? '').split('_');
  return isLocalDate(due) && isId(id) ? { due, id } : null;
}

export async function debtBook(cx: Context, locale: Locale, url: URL): Promise<Response> {
  const rows = await inProvince(cx, async (tx) => {
    const all = await listDebts(tx, cx.province, todayIn(cx.now), {
      ...filterIn(url),
      after: null,
      limit: MOST_ROWS,
    });
    return withoutRecused(tx, cx, all, (one) => one.projectId);
  });
  const title = (say: typeof m.debts_project, width = 18) => ({ title: say({}, { locale }), width });
  return tableAsExcel({
    name: 'phai-thu-hoi',
    columns: [
      title(m.debts_number_of),
      title(m.debts_project, 44),
      title(m.debts_establishment, 34),
      title(m.debts_state),
      title(m.debts_since),
      title(m.debts_owed),
      title(m.debts_next),
      title(m.debts_next_amount),
      title(m.debts_late),
    ],
    rows: rows.map((one) => [
      ...[one.number, one.title, one.establishmentName, stateLabel(one.state, locale), formatDate(one.since)],
      ...[one.owed, one.nextOn && formatDate(one.nextOn), one.nextLeft, one.late],
    ]),
  });
}

/** How the debt of one project comes back: the plan in force, what has come, and the form of a new decision. */
export async function loadRecovery(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const today = todayIn(cx.now);
    const owed =
      project.state === 'settled' || project.state === 'stopped'
        ? debtOf((await factsOf(tx, cx, project, today)).money)
        : dong(0);
    const [plan, ...earlier] = await recoveryPlans(tx, cx.province, id);
    const { number, title, establishmentName, revision } = project;
    return {
      project: { id, number, title, establishmentName, revision },
      owed,
      plan: plan ? { ...plan, ...standingOf(plan, owed, today) } : null,
      earlier,
      may: owed > 0n && mayPlanRecovery(cx.actor, project),
      proposed: proposal(owed, url, today),
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

const DAYS_OF_A_PART = 30;

/** Equal parts, thirty days apart, the remainder to the đồng; as many as asked for, else three. */
function proposal(
  owed: bigint,
  url: URL,
  today: string,
): { fields: FormFields; count: number; first: string } {
  const asked = Number(url.searchParams.get('count'));
  const count = Number.isInteger(asked) && asked >= 1 && asked <= MOST_INSTALMENTS ? asked : 3;
  const given = parseLocalDate(url.searchParams.get('first') ?? '');
  const first = given.ok ? given.value : addDays(today as never, DAYS_OF_A_PART);
  const amounts =
    owed > 0n
      ? splitProportionally(
          owed as never,
          Array.from({ length: count }, () => dong(1)),
        )
      : [];
  return {
    ...{ count, first: formatDate(first) },
    fields: Object.fromEntries(
      amounts.flatMap((amount, i) => [
        [`rows.${i}.dueOn`, formatDate(addDays(first, i * DAYS_OF_A_PART))],
        [`rows.${i}.amount`, String(amount)],
      ]),
    ),
  };
}

export async function planFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, { errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale), fields });
  const done = await planRecovery(cx, {
    ...{ projectId: id, revision: Number(fields['revision']), fields, file: stored?.value ?? null },
  });
  return done.ok
    ? redirect(303, `/desk/projects/${id}/recovery?said=planned`)
    : failWith(done.refusal, fields, locale);
}
