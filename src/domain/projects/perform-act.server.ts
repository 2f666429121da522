import {
  canonicalJson,
  isId,
  isLocalDate,
  newId,
  ok,
  readForm,
  refuse,
  todayIn,
  type Dong,
  type FormFields,
  type LocalDate,
  type Result,
} from '#kernel';
import { findFund } from '#funds/server';
import { holdCalendar, holdNorms } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, moveDeadline, recordEvent, type StoredFile } from '#records/server';
import type { DocumentKind } from '#records';
import { owedAfter, type ActDecision, type ActDefinition, type ProjectFacts } from './act.ts';
import { lockBusiness } from './dossier/past-support.store.server.ts';
import { freezeEstimate } from './estimate/estimate.store.server.ts';
import { evaluateRequest, factsOf } from './facts.server.ts';
import { postMoves } from './post-moves.server.ts';
import { rulesFor, turnAfter } from './procedure.server.ts';
import { permitAct } from './project.policy.ts';
import {
  insertAct,
  projectFor,
  projectSubject,
  updateProject,
  type Project,
  type ProjectPatch,
} from './project.store.server.ts';
import { followInstalments } from './recovery/plan-recovery.server.ts';
import { tellTurn } from './tell-turn.server.ts';
import { YEARS_AHEAD } from './year-parts/years-ahead.ts';
import { keepYearParts } from './year-parts/year-part.store.server.ts';

export interface ActInput {
  readonly projectId: string;
  /** The revision of the project the actor was looking at. */
  readonly revision: number;
  readonly fields: FormFields;
  /** The plan whose decision it is part of. */
  readonly planId?: string;
  readonly paper?: { readonly file: StoredFile; readonly number?: string | null } | null;
}

/**
 * Performs one act of a project's life: the only way its state and its money change.
 *
 * Refuses `project_not_found`, `project_changed_meanwhile` (somebody acted since the page was
 * opened: nothing is done, what was typed is kept by the form), what `permitAct` refuses, what the
 * act's own rule refuses, and what the ledger refuses (`insufficient_funds`).
 */
export async function performAct(
  cx: Context,
  act: ActDefinition,
  input: ActInput,
): Promise<Result<{ actId: string }>> {
  return transact(cx, (tx) => performActIn(tx, cx, act, input));
}

/** The same in a transaction of the caller's, who gives it up when an act is refused: one decision on many projects. */
export async function performActIn(
  tx: Tx,
  cx: Context,
  act: ActDefinition,
  input: ActInput,
): Promise<Result<{ actId: string }>> {
  await holdCalendar(tx);
  const project = await projectFor(tx, cx, input.projectId, { lock: true });
  if (!project) return refuse('project_not_found');
  if (project.revision !== input.revision) return refuse('project_changed_meanwhile');
  const today = todayIn(cx.now);
  const inForce = await rulesFor(tx, cx.province, project.procedure, today, project);
  if (!inForce.ok) return inForce;
  const rules = inForce.value;

  const permitted = permitAct(cx.actor, project, act.event, rules.ruleOf);
  if (!permitted.ok) return permitted;

  const read = readForm(act.form, input.fields);
  if (!read.ok) return read;
  if (act.event === 'approve_plan') {
    if (project.taxCode !== null) await lockBusiness(tx, project.taxCode);
    // The norms read from here on are frozen on the project: nobody publishes others meanwhile.
    await holdNorms(tx, cx.province);
  }
  const { role, onBehalfOf, transition } = permitted.value;
  // Levels of approval are those of the role the act is done in, where that is another person's.
  const facts = await factsOf(tx, cx, project, today, onBehalfOf ? [role] : undefined);
  const decided = act.decide(facts, read.value);
  if (!decided.ok) return decided;
  const decision = decided.value;

  const actId = newId(cx.now.getTime());
  const documentId = input.paper ? await filePaper(tx, cx, act, project, input.paper) : null;
  const fundId = decision.patch?.fundId ?? project.fundId;
  // A request that found no room in its own year's plan enters a later one, and is of that year then.
  let fundYear = project.fiscalYear;
  if (decision.patch?.fundId !== undefined) {
    const fund = isId(decision.patch.fundId) ? await findFund(tx, decision.patch.fundId) : undefined;
    if (!fund) return refuse('fund_not_found', {}, 'fundId');
    if (fund.procedure !== project.procedure) return refuse('fund_is_for_other_procedure', {}, 'fundId');
    if (fund.fiscalYear < project.fiscalYear)
      return refuse(
        'fund_is_of_earlier_year',
        { year: fund.fiscalYear, asked: project.fiscalYear },
        'fundId',
      );
    fundYear = fund.fiscalYear;
  }
  const { promises } = decision;
  if (promises) {
    const last = fundYear + YEARS_AHEAD;
    if (promises.parts.some(({ year }) => year <= fundYear || year > last))
      return refuse(
        'plan_split_is_not_of_these_years',
        { from: String(fundYear + 1), until: String(last) },
        'later',
      );
    await keepYearParts(tx, cx, { ...promises, projectId: project.id, planId: input.planId ?? null });
  }
  if (decision.moves?.length && fundId !== null) {
    const about = {
      id: actId,
      projectId: project.id,
      fundId,
      onDate: today,
      documentId,
      reason: decision.reason,
    };
    const moved = await postMoves(tx, cx, about, decision.moves);
    if (!moved.ok) return moved;
  }
  await insertAct(tx, cx, {
    id: actId,
    projectId: project.id,
    seq: project.revision + 1,
    event: act.event,
    from: transition.from,
    to: transition.to,
    role,
    onBehalfOf: onBehalfOf?.accountId ?? null,
    onDate: today,
    amount: decision.amount,
    reason: decision.reason,
    data: canonicalJson(decision.data),
    documentId,
  });
  if (act.event === 'submit_estimate') {
    const { lines, support, total } = decision.data as { lines: unknown; support: Dong; total: Dong };
    await freezeEstimate(tx, cx.province, { projectId: project.id, actId, lines, support, total });
  }
  const awaiting = {
    owing: owedAfter(facts.money, decision.moves ?? []) > 0n,
    worksUntil: contractEnd(act.event === 'sign_contract' ? decision.data : facts.lastData('sign_contract')),
  };
  const turn = await turnAfter(tx, cx, project, transition, rules, today, awaiting);
  if (decision.waitUntil !== undefined) {
    const subject = projectSubject(project.id);
    const due = await moveDeadline(tx, cx.province, subject, decision.waitUntil, rules.calendar);
    if (due !== null) turn.due_on = due;
  }
  const patch = {
    ...(await patchOf(tx, cx, act, project, facts, decision)),
    ...turn,
    fiscal_year: fundYear,
  };
  await updateProject(tx, cx.province, project.id, {
    ...patch,
    state: transition.to,
    ...(transition.from === transition.to ? {} : { state_since: cx.now }),
  });

  if (awaiting.owing && ['recover', 'waive'].includes(act.event)) await followInstalments(tx, cx, project);

  await recordEvent(tx, cx, {
    kind: `project.${act.event}`,
    subject: projectSubject(project.id),
    before: { state: transition.from },
    after: { state: transition.to, ...decision.data },
    reason: decision.reason,
    onBehalfOf: onBehalfOf?.accountId ?? null,
  });
  await tellTurn(tx, cx, project, transition, turn, awaiting.owing);
  return ok({ actId });
}

function contractEnd(signed: Readonly<Record<string, unknown>> | undefined): LocalDate | null {
  const day = signed?.['endsOn'];
  return typeof day === 'string' && isLocalDate(day) ? day : null;
}

async function filePaper(
  tx: Tx,
  cx: Context,
  act: ActDefinition,
  project: Project,
  paper: NonNullable<ActInput['paper']>,
) {
  return addDocument(tx, cx, {
    kind: (act.paper?.kind ?? 'other') as DocumentKind,
    title: paper.file.fileName,
    number: paper.number ?? null,
    subject: projectSubject(project.id),
    file: paper.file,
  });
}

/** Columns an act changes besides the state. Approval into the plan freezes the norms in force that day. */
async function patchOf(
  tx: Tx,
  cx: Context,
  act: ActDefinition,
  project: Project,
  facts: ProjectFacts,
  decision: ActDecision,
): Promise<ProjectPatch> {
  const { fundId, planned, estimate, contract, settled } = decision.patch ?? {};
  const patch: ProjectPatch = {};
  if (fundId !== undefined) patch.fund_id = fundId;
  if (planned !== undefined) patch.planned_support = planned;
  if (estimate !== undefined) patch.estimate_support = estimate;
  if (contract !== undefined) patch.contract_support = contract;
  if (settled !== undefined) patch.settled_support = settled;
  if (act.event === 'approve_plan') {
    const answer = await evaluateRequest(tx, cx.province, project, facts.request, facts.today);
    if (answer.ok) patch.norm_set_id = answer.value.set.id;
  }
  return patch;
}
