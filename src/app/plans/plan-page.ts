import { error, fail, redirect } from '@sveltejs/kit';
import {
  changeForm,
  commitmentForm,
  mayPlan,
  placeForm,
  ranked,
  scenarioForm,
  scoreOf,
  splitForm,
  type Candidate,
  type PlanProblem,
} from '#appraisal';
import {
  askForProposal,
  changeScenario,
  copyScenario,
  dropScenario,
  findPlan,
  findScenario,
  latestProposal,
  mayDecide,
  putForward,
  readProblem,
  renameScenario,
  scenariosOf,
  setCommitmentFund,
  setSplit,
  splitMark,
  stepsSince,
  undoChange,
  type ScenarioStep,
} from '#appraisal/server';
import { foldText, isId, readForm, type FormFields, type Locale, type Refusal, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { YEARS_AHEAD } from '#projects';
import { closedProjects, projectNames } from '#projects/server';
import { sayRefusal, statusOf, textFields } from '../answer.ts';
import { contentNames } from './plan-names.ts';

/** So many candidates a page shows unless asked for all; each is a form. */
const SHOWN = 60;
const RECENT = 8;
export const sorts = ['priority', 'score', 'support', 'number'] as const;

/** The builder: one scenario of a plan, with everything that its sums rest on. */
export async function loadPlanPage(cx: Context, id: string, url: URL, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const plan = isId(id) ? await findPlan(tx, cx.province, id) : undefined;
    if (!plan) return undefined;
    const scenarios = await scenariosOf(tx, cx.province, id);
    const open = scenarios.filter(({ dropped }) => !dropped);
    const wanted = url.searchParams.get('scenario') ?? plan.forward?.scenarioId;
    const scenario = open.find((one) => one.id === wanted) ?? open[0];
    if (!scenario) return undefined;
    const problem = await readProblem(tx, cx, plan);
    const seenAt = scenario.revision - RECENT;
    const proposal = await latestProposal(tx, cx.province, scenario.id);
    return {
      plan,
      problem,
      scenario,
      scenarios: open.map(({ id: of, name }) => ({ id: of, name })),
      dropped: scenarios.filter(({ dropped }) => dropped).map(({ id: of, name }) => ({ id: of, name })),
      recent: await said(tx, cx, await stepsSince(tx, cx.province, scenario.id, seenAt)),
      proposal: proposal && { id: proposal.id, state: proposal.state },
      contents: await contentNames(tx, cx, locale),
      numbers: await numbersOf(
        tx,
        cx,
        scenario.choice.lines.map(({ projectId }) => projectId),
      ),
      mayDecide: await mayDecide(tx, cx, plan),
      closed: await closedProjects(tx, cx),
    };
  });
  if (!page) error(404, 'Not found');
  const { plan, problem, scenario } = page;
  const filter = filterOf(url);
  const placed = new Set(scenario.choice.lines.map(({ projectId }) => projectId));
  const left = problem.candidates.filter((candidate) => !placed.has(candidate.id));
  const found = sorted(problem, left.filter(matching(filter.search)), filter.sort);
  return {
    ...page,
    mayBuild: mayPlan(cx.actor, 'build') && plan.state === 'drafting',
    filter,
    left: left.length,
    found: found.length,
    shown: (url.searchParams.has('all') ? found : found.slice(0, SHOWN)).map(({ id: of }) => of),
    marks: new Map(problem.candidates.map(({ id: of, split }) => [of, splitMark(split)])),
    following: Array.from({ length: YEARS_AHEAD }, (_, i) => plan.year + 1 + i),
    scores: new Map(problem.candidates.map((one) => [one.id, scoreOf(one, problem.terms)])),
    taken: url.searchParams.has('taken'),
    saved: url.searchParams.has('saved'),
  };
}

function filterOf(url: URL) {
  const sort = sorts.find((one) => one === url.searchParams.get('sort')) ?? 'priority';
  return { search: (url.searchParams.get('q') ?? '').slice(0, 100), sort };
}

function matching(search: string): (candidate: Candidate) => boolean {
  const words = foldText(search).split(' ').filter(Boolean);
  return ({ number, title, establishment, commune, content }) => {
    const text = foldText([number, title, establishment, commune, content].join(' '));
    return words.every((word) => text.includes(word));
  };
}

function sorted({ terms }: PlanProblem, candidates: readonly Candidate[], sort: (typeof sorts)[number]) {
  if (sort === 'priority') return ranked(candidates, terms);
  if (sort === 'number') return candidates.toSorted((a, b) => (a.number < b.number ? -1 : 1));
  const of = (one: Candidate) => (sort === 'support' ? one.most : BigInt(scoreOf(one, terms).whole));
  return candidates.toSorted((a, b) => (of(a) === of(b) ? 0 : of(a) > of(b) ? -1 : 1));
}

async function numbersOf(tx: Tx, cx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = await projectNames(tx, cx.province, ids);
  return new Map([...names.values()].map(({ id, number, title }) => [id, number ?? title]));
}

/** Steps with the numbers of the projects they are about. */
async function said(tx: Tx, cx: Context, steps: readonly ScenarioStep[]) {
  const ids = [...new Set(steps.flatMap(({ about }) => about ?? []))];
  const names = await numbersOf(tx, cx, ids);
  return steps.map(({ revision, what, about, by, at }) => ({
    ...{ revision, what, by, at },
    number: about === null ? null : (names.get(about) ?? null),
  }));
}

const pageOf = (url: URL, id: string, more: Readonly<Record<string, string | null>> = {}) => {
  const to = new URL(`/desk/plans/${id}`, url);
  for (const name of ['scenario', 'q', 'sort', 'all'])
    if (url.searchParams.has(name)) to.searchParams.set(name, url.searchParams.get(name)!);
  for (const [name, value] of Object.entries(more))
    if (value === null) to.searchParams.delete(name);
    else to.searchParams.set(name, value);
  return to.pathname + to.search;
};

interface Posted {
  readonly cx: Context;
  readonly locale: Locale;
  readonly url: URL;
  /** Of the plan. */
  readonly id: string;
  readonly request: Request;
}

type Steps = Awaited<ReturnType<typeof said>>;

/** A refusal with what others did since the page was opened, where that is why. */
async function refused({ cx, locale }: Posted, refusal: Refusal, fields: FormFields) {
  const status = statusOf(refusal);
  const errors = sayRefusal(refusal, locale);
  if (status === 404) error(404, errors[0]?.message ?? 'Not found');
  if (status !== 409) return fail(status, { errors, fields, since: [] as Steps });
  const { scenarioId = '', revision = '0' } = fields;
  const since = await inProvince(cx, async (tx) =>
    said(tx, cx, await stepsSince(tx, cx.province, scenarioId, Number(revision))),
  );
  return fail(status, { errors, fields, since });
}

export async function changeFromForm(posted: Posted) {
  const { cx, url, id, request } = posted;
  const fields = textFields(await request.formData());
  const { scenarioId = '' } = fields;
  const revision = Number(fields['revision'] ?? -1);
  const done = await change(cx, scenarioId, revision, fields);
  if (!done.ok) return refused(posted, beside(done.refusal, fields['projectId']), fields);
  redirect(303, pageOf(url, id, { scenario: scenarioId }));
}

async function change(
  cx: Context,
  scenarioId: string,
  revision: number,
  fields: FormFields,
): Promise<Result<unknown>> {
  if (!(await isThere(cx, scenarioId)))
    return { ok: false, refusal: { code: 'scenario_not_found', params: {} } };
  if (fields['kind'] === 'undo') return undoChange(cx, scenarioId, revision);
  if (fields['kind'] === 'place') {
    const read = readForm(placeForm, fields);
    return read.ok
      ? changeScenario(cx, { scenarioId, revision, change: { kind: 'place', ...read.value } })
      : read;
  }
  const read = readForm(changeForm, fields);
  return read.ok ? changeScenario(cx, { scenarioId, revision, change: read.value }) : read;
}

const isThere = (cx: Context, id: string) =>
  inProvince(cx, async (tx) => isId(id) && (await findScenario(tx, cx.province, id)) !== undefined);

/** Every row has the same fields: a sentence stands beside that of its project. */
function beside(refusal: Refusal, projectId = ''): Refusal {
  const one = (r: Refusal): Refusal =>
    r.field === undefined || r.field.includes('.') ? r : { ...r, field: `${r.field}.${projectId}` };
  return { ...one(refusal), ...(refusal.also ? { also: refusal.also.map(one) } : {}) };
}

/** The parts of years of one candidate. */
export async function splitFromForm(posted: Posted) {
  const { cx, url, id, request } = posted;
  const fields = textFields(await request.formData());
  const { projectId = '', seen = '' } = fields;
  const read = readForm(splitForm, fields);
  const year = await inProvince(cx, async (tx) =>
    isId(id) ? (await findPlan(tx, cx.province, id))?.year : 0,
  );
  const done = read.ok
    ? await setSplit(cx, id, {
        ...{ projectId, seen, whole: read.value.whole, now: read.value.now },
        later: read.value.later.map((amount, i) => ({ year: (year ?? 0) + 1 + i, amount })),
      })
    : read;
  if (!done.ok) return refused(posted, ofProject(done.refusal, projectId), fields);
  redirect(303, pageOf(url, id, { scenario: fields['scenarioId'] ?? null }));
}

/** The fund a running project's part of this year comes from. */
export async function commitmentFromForm(posted: Posted) {
  const { cx, url, id, request } = posted;
  const fields = textFields(await request.formData());
  const read = readForm(commitmentForm, fields);
  const done = read.ok ? await setCommitmentFund(cx, id, read.value) : read;
  if (!done.ok) return refused(posted, done.refusal, fields);
  redirect(303, pageOf(url, id, { scenario: fields['scenarioId'] ?? null }));
}

/** A sentence about a field of one project's own form. */
function ofProject(refusal: Refusal, projectId: string): Refusal {
  const one = (r: Refusal): Refusal =>
    r.field === undefined || r.field.endsWith(projectId) ? r : { ...r, field: `${r.field}.${projectId}` };
  return { ...one(refusal), ...(refusal.also ? { also: refusal.also.map(one) } : {}) };
}

/** Copy, rename, drop, bring back, propose, put forward: each by its own button. */
export async function scenarioFromForm(
  posted: Posted,
  action: 'copy' | 'rename' | 'drop' | 'bring_back' | 'propose' | 'forward',
) {
  const { cx, url, id, request } = posted;
  const fields = textFields(await request.formData());
  const { scenarioId = '' } = fields;
  const refuse = (refusal: Refusal) => refused(posted, refusal, fields);
  if (action === 'propose') {
    const asked = await askForProposal(cx, scenarioId);
    return asked.ok ? redirect(303, `/desk/plans/${id}/proposals/${asked.value.id}`) : refuse(asked.refusal);
  }
  if (action === 'forward') {
    const done = await putForward(cx, scenarioId, Number(fields['revision']));
    return done.ok ? redirect(303, `/desk/plans/${id}/decision`) : refuse(done.refusal);
  }
  if (action === 'drop' || action === 'bring_back') {
    const done = await dropScenario(cx, scenarioId, action === 'drop');
    if (!done.ok) return refuse(done.refusal);
    redirect(303, pageOf(url, id, { scenario: action === 'drop' ? null : scenarioId }));
  }
  const read = readForm(scenarioForm, fields);
  if (!read.ok) return refuse(read.refusal);
  const done =
    action === 'copy'
      ? await copyScenario(cx, scenarioId, read.value.name)
      : await renameScenario(cx, scenarioId, read.value.name);
  if (!done.ok) return refuse(done.refusal);
  redirect(303, pageOf(url, id, { scenario: done.value?.id ?? scenarioId }));
}
