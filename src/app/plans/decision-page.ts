import { error, redirect } from '@sveltejs/kit';
import {
  mayPlan,
  planDecisionForm,
  planReturnForm,
  thisYearOfLine,
  type ForwardLine,
  type YearPart,
} from '#appraisal';
import {
  decidePlan,
  findPlan,
  mayDecide,
  planBuilders,
  returnPlan,
  scenarioNames,
  type Plan,
} from '#appraisal/server';
import { isId, ok, readForm, sumDong, todayIn, type Locale } from '#kernel';
import { listFunds } from '#funds/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import type { sincePlan } from '#projects';
import { closedProjects, projectFor, readSincePlan } from '#projects/server';
import { storeFile } from '#records/server';
import { provinceOf } from '#territory/server';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { contentNames } from './plan-names.ts';

/** A row of the annex: what is decided of one project. */
export interface AnnexRow {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly establishment: string;
  readonly commune: string;
  readonly content: string;
  readonly fund: string;
  /** Of all years. */
  readonly support: ForwardLine['support'];
  /** What of it the plan's own year gives. */
  readonly now: ForwardLine['support'];
  readonly later: readonly YearPart[];
  /** Decided before: only the part of this year is taken. */
  readonly running: boolean;
  /** What stands today, and by which decisions since. */
  readonly since: ReturnType<typeof sincePlan>;
}

/** The plan as put forward or decided; undefined while it is built. */
async function readAnnex(tx: Tx, cx: Context, plan: Plan, locale: Locale): Promise<readonly AnnexRow[]> {
  const funds = new Map((await listFunds(tx, { year: plan.year })).map(({ id, name }) => [id, name]));
  const contents = await contentNames(tx, cx, locale);
  const rows: AnnexRow[] = [];
  const { lines = [], taken = [] } = plan.forward ?? {};
  const since = plan.decision ? await readSincePlan(tx, cx.province, lines) : new Map<string, never>();
  const all = [
    ...lines.map((line) => ({ ...line, now: thisYearOfLine(line), running: false })),
    ...taken.map((part) => ({
      ...{ projectId: part.projectId, fundId: part.fundId, running: true },
      ...{ support: part.amount, now: part.amount, later: [] },
    })),
  ];
  for (const { projectId, fundId, support, now, later, running } of all) {
    const project = await projectFor(tx, cx, projectId, { closedToo: true });
    if (!project) continue;
    rows.push({
      id: projectId,
      number: project.number ?? '',
      title: project.title,
      establishment: project.establishmentName,
      commune: project.communeName,
      content: contents.get(project.contentCode) ?? project.contentCode,
      fund: funds.get(fundId) ?? '',
      ...{ support, now, later, running },
      since: (running ? undefined : since.get(projectId)) ?? { today: support, steps: [] },
    });
  }
  return rows;
}

export async function findForwardPlan(cx: Context, id: string, locale: Locale) {
  return inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    return plan?.forward ? { plan, rows: await readAnnex(tx, cx, plan, locale) } : undefined;
  });
}

/** The plan put forward with its annex, and the form of its decision for whoever may decide. */
export async function loadDecisionPage(cx: Context, id: string, url: URL, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    if (!plan?.forward) return undefined;
    const names = await scenarioNames(tx, cx.province, plan.id);
    return {
      plan,
      rows: await readAnnex(tx, cx, plan, locale),
      scenario: names.get(plan.forward.scenarioId) ?? '',
      mayDecide: await mayDecide(tx, cx, plan),
      closed: await closedProjects(tx, cx),
      builtIt: (await planBuilders(tx, cx.province, plan)).includes(cx.actor.accountId),
    };
  });
  if (!page) error(404, 'Not found');
  return {
    ...page,
    total: sumDong(page.rows.map(({ support }) => support)),
    now: sumDong(page.rows.map(({ now }) => now)),
    today: sumDong(page.rows.map(({ since }) => since.today)),
    promised: promisedOf(page.rows),
    mayReturn: page.plan.state === 'put_forward' && (page.mayDecide || mayPlan(cx.actor, 'build')),
    done: url.searchParams.has('done'),
  };
}

/** What the plan promises of each following year. */
export function promisedOf(rows: readonly AnnexRow[]): readonly YearPart[] {
  const parts = rows.flatMap(({ later }) => later);
  return [...Map.groupBy(parts, ({ year }) => year)]
    .map(([year, own]) => ({ year, amount: sumDong(own.map(({ amount }) => amount)) }))
    .toSorted((a, b) => a.year - b.year);
}

export async function decideFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'paper');
  const stored = upload ? await storeFile(runtime().files, cx.province, upload) : ok(null);
  if (!stored.ok) return failWith({ ...stored.refusal, field: 'paper' }, fields, locale);
  const read = readForm(planDecisionForm, fields);
  const done = read.ok ? await decidePlan(cx, { planId: id, ...read.value, paper: stored.value }) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/plans/${id}/decision?done`);
}

export async function returnFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(planReturnForm, fields);
  const done = read.ok ? await returnPlan(cx, id, read.value.reason) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/plans/${id}`);
}

/** The authority whose decision it is. */
export async function issuerOf(cx: Context, { procedure }: Pick<Plan, 'procedure'>): Promise<string> {
  if (procedure === 'national') return 'Bộ Công Thương';
  const province = await provinceOf(cx.db, cx.province, todayIn(cx.now));
  return `Ủy ban nhân dân ${province?.name ?? ''}`.trim();
}
