import { error, redirect } from '@sveltejs/kit';
import { planDecisionForm, planReturnForm, mayPlan, type ForwardLine } from '#appraisal';
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
import { projectFor } from '#projects/server';
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
  readonly support: ForwardLine['support'];
}

/** The plan as put forward or decided; undefined while it is built. */
async function readAnnex(tx: Tx, cx: Context, plan: Plan, locale: Locale): Promise<readonly AnnexRow[]> {
  const funds = new Map((await listFunds(tx, { year: plan.year })).map(({ id, name }) => [id, name]));
  const contents = await contentNames(tx, cx, locale);
  const rows: AnnexRow[] = [];
  for (const { projectId, fundId, support } of plan.forward?.lines ?? []) {
    const project = await projectFor(tx, cx, projectId);
    if (!project) continue;
    rows.push({
      id: projectId,
      number: project.number ?? '',
      title: project.title,
      establishment: project.establishmentName,
      commune: project.communeName,
      content: contents.get(project.contentCode) ?? project.contentCode,
      fund: funds.get(fundId) ?? '',
      support,
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
      builtIt: (await planBuilders(tx, cx.province, plan)).includes(cx.actor.accountId),
    };
  });
  if (!page) error(404, 'Not found');
  return {
    ...page,
    total: sumDong(page.rows.map(({ support }) => support)),
    mayReturn: page.plan.state === 'put_forward' && (page.mayDecide || mayPlan(cx.actor, 'build')),
    done: url.searchParams.has('done'),
  };
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
