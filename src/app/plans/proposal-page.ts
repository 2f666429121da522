import { error, redirect } from '@sveltejs/kit';
import { faultsOf, mayPlan, type PlanProblem } from '#appraisal';
import {
  askForProposal,
  cancelProposal,
  findPlan,
  findProposal,
  findScenario,
  readProblem,
  takeChoice,
} from '#appraisal/server';
import { isId, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { closedProjects } from '#projects/server';
import { planFaultSentence, reasonSentence } from '#text';
import { failWith, textFields } from '../answer.ts';
import { contentNames, namesOf } from './plan-names.ts';

/** A proposal with the reason of each candidate, or the constraints that conflict. */
export async function loadProposalPage(cx: Context, id: string, proposalId: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const asked = isId(proposalId) ? await findProposal(tx, cx.province, proposalId) : undefined;
    const plan = asked?.planId === id ? await findPlan(tx, cx.province, id) : undefined;
    const scenario = asked && (await findScenario(tx, cx.province, asked.scenarioId));
    if (!asked || !plan || !scenario) return undefined;
    // Asked every second while it is computed: only a result is shown beside its candidates.
    const problem: PlanProblem =
      asked.result === null
        ? { ...plan, candidates: [], funds: [], commitments: [], promised: [], unknown: [] }
        : await readProblem(tx, cx, plan);
    return {
      ...{ asked, plan, scenario, problem, contents: await contentNames(tx, cx, locale) },
      closed: await closedProjects(tx, cx),
    };
  });
  if (!page) error(404, 'Not found');
  const { asked, plan, scenario, problem, contents, closed } = page;
  const names = namesOf(problem, contents);
  const { result } = asked;
  const proposal = result?.kind === 'proposal' ? result.proposal : null;
  const changed = asked.scenarioRevision !== scenario.revision || asked.termsRevision !== plan.termsRevision;
  const stale = changed || (proposal !== null && faultsOf(problem, proposal, scenario.choice).length > 0);
  const numberOf = (of: string) => names.numbers.get(of) ?? '?';
  return {
    plan: { id, year: plan.year, no: plan.no },
    scenario: { id: scenario.id, name: scenario.name, revision: scenario.revision },
    asked: {
      id: asked.id,
      state: asked.state,
      stepsDone: asked.stepsDone,
      stepsTotal: asked.stepsTotal,
      by: asked.askedBy,
      at: asked.askedAt,
    },
    mayBuild: mayPlan(cx.actor, 'build') && plan.state === 'drafting',
    stale,
    closed,
    proposal: proposal && {
      ...{ worth: proposal.worth, ranking: proposal.ranking, gap: proposal.gap, timeIsUp: proposal.timeIsUp },
      more: proposal.more.map(({ fundId, worth, enters, leaves }) => ({
        ...{ fundId, fund: names.funds.get(fundId) ?? '?', worth },
        enters: enters.map(numberOf),
        leaves: leaves.map(numberOf),
      })),
      ...reasonsIn(problem.candidates, proposal.lines, (of) => {
        const reason = proposal.reasons[of];
        return reason ? reasonSentence(reason, names, locale) : '';
      }),
    },
    conflict:
      result?.kind === 'conflict' ? result.faults.map((one) => planFaultSentence(one, names, locale)) : null,
  };
}

type Rows = Awaited<ReturnType<typeof readProblem>>['candidates'];

function reasonsIn(
  candidates: Rows,
  lines: readonly { readonly projectId: string; readonly support: bigint }[],
  say: (id: string) => string,
) {
  const known = new Map(candidates.map((one) => [one.id, one]));
  const placed = new Set(lines.map(({ projectId }) => projectId));
  const row = (id: string, support: bigint) => {
    const { number = '?', title = '', establishment = '' } = known.get(id) ?? {};
    return { id, number, title, establishment, support, reason: say(id) };
  };
  return {
    inside: lines.map(({ projectId, support }) => row(projectId, support)),
    outside: candidates.filter(({ id }) => !placed.has(id)).map(({ id, most }) => row(id, most)),
  };
}

export async function proposalFromForm(
  cx: Context,
  ids: { readonly id: string; readonly proposal: string },
  locale: Locale,
  request: Request,
  action: 'take' | 'cancel' | 'again',
) {
  const fields = textFields(await request.formData());
  const { id, proposal } = ids;
  if (action === 'cancel') {
    const done = await cancelProposal(cx, proposal);
    return done.ok
      ? redirect(303, `/desk/plans/${id}/proposals/${proposal}`)
      : failWith(done.refusal, fields, locale);
  }
  const asked = await inProvince(cx, async (tx) =>
    isId(proposal) ? findProposal(tx, cx.province, proposal) : undefined,
  );
  if (!asked || asked.planId !== id) error(404, 'Not found');
  if (action === 'again') {
    const done = await askForProposal(cx, asked.scenarioId);
    if (!done.ok) return failWith(done.refusal, fields, locale);
    redirect(303, `/desk/plans/${id}/proposals/${done.value.id}`);
  }
  if (asked.result?.kind !== 'proposal') error(404, 'Not found');
  const { lines } = asked.result.proposal;
  const scenario = await inProvince(cx, (tx) => findScenario(tx, cx.province, asked.scenarioId));
  const choice = { lines, out: scenario?.choice.out ?? [] };
  // Against what it was computed from: somebody's change since is never written over.
  const done = await takeChoice(cx, asked.scenarioId, asked.scenarioRevision, choice);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/plans/${id}?scenario=${asked.scenarioId}&taken`);
}
