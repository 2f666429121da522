import {
  canonicalJson,
  isId,
  newId,
  ok,
  readForm,
  refuse,
  refuseAll,
  sumDong,
  todayIn,
  type FormFields,
  type LocalDate,
  type Result,
} from '#kernel';
import { holdCalendar, workingCalendarOn } from '#law/server';
import type { Role } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { moveDeadline, notify, recordEvent, settleNotices } from '#records/server';
import { communeOf } from '#territory/server';
import { freezeEstimate } from '../estimate/estimate.store.server.ts';
import { factsOf } from '../facts.server.ts';
import { rejudgeBeneficiary } from '../group/beneficiary.store.server.ts';
import { postMoves } from '../post-moves.server.ts';
import {
  insertAct,
  projectFor,
  projectSubject,
  searchText,
  updateProject,
  GROUP_WORDS,
  type Project,
  type ProjectPatch,
} from '../project.store.server.ts';
import { changeableStates, outdatedNames, type Terms } from './change.ts';
import { changeDecisionForm } from './change.form.ts';
import { askedByHandsOf, decidingRole } from './change.policy.ts';
import { changesOf, closeChange, lockChange, projectOfChange, type Change } from './change.store.server.ts';
import type { JudgedBeneficiary } from './judge-beneficiaries.server.ts';
import { againstChange, termsOf, weighChange } from './weigh-change.server.ts';

export interface ChangeDecision {
  readonly changeId: string;
  /** The revision of the project the decider was looking at. */
  readonly revision: number;
  readonly fields: FormFields;
}

/**
 * Decides a change. Approval carries it out at once, in one transaction: plan, estimate (as a new frozen version), contract,
 * money, deadline, and the act that says so; whatever refuses, none of it happens. Refuses `change_is_closed_meanwhile`,
 * `project_changed_meanwhile`, `change_is_outdated` (what it was asked against no longer stands), who asked themselves, and
 * what the norm, the plan and the ledger refuse on the day of the decision.
 */
export async function decideChange(cx: Context, input: ChangeDecision): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const found = await openChange(tx, cx, input.changeId);
    if (!found.ok) return found;
    const { project, change } = found.value;
    const role = decidingRole(cx.actor, project, change.roles);
    if (role === null) return refuse('change_not_permitted');
    if (askedByHandsOf(cx.actor, change)) return refuse('same_person_may_not');
    if (change.state !== 'requested') return refuse('change_is_closed_meanwhile');
    if (project.revision !== input.revision) return refuse('project_changed_meanwhile');
    const read = readForm(changeDecisionForm, input.fields);
    if (!read.ok) return read;
    const { verdict, ...decision } = read.value;
    const today = todayIn(cx.now);
    if (decision.decisionDate > today)
      return refuse('date_is_in_the_future', { date: decision.decisionDate }, 'decisionDate');
    if (verdict === 'refused' && decision.decisionReason === null)
      return refuse('field_is_empty', {}, 'decisionReason');

    if (verdict === 'approved') {
      const done = await carryOut(tx, cx, project, change, { ...decision, role }, today);
      if (!done.ok) return done;
      await closeChange(tx, cx, change.id, { state: verdict, ...decision, actId: done.value });
    } else {
      await closeChange(tx, cx, change.id, { state: verdict, ...decision });
      await recordEvent(tx, cx, {
        kind: 'project.change_refused',
        subject: projectSubject(project.id),
        after: { change: change.id, no: change.no, decisionNumber: decision.decisionNumber },
        reason: decision.decisionReason ?? undefined,
      });
    }
    await tellDecision(tx, cx, project, change);
    return ok(undefined);
  });
}

/** Takes a request back, by whoever sent it. */
export async function withdrawChange(cx: Context, changeId: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await openChange(tx, cx, changeId);
    if (!found.ok) return found;
    const { project, change } = found.value;
    if (!askedByHandsOf(cx.actor, change)) return refuse('change_not_permitted');
    if (change.state !== 'requested') return refuse('change_is_closed_meanwhile');
    await closeChange(tx, cx, change.id, { state: 'withdrawn' });
    await settleAsked(tx, cx, project);
    await recordEvent(tx, cx, {
      kind: 'project.change_withdrawn',
      subject: projectSubject(project.id),
      after: { change: change.id, no: change.no },
    });
    return ok(undefined);
  });
}

/** The project first, then the change: requests and decisions wait for each other in one order. */
async function openChange(
  tx: Tx,
  cx: Context,
  id: string,
): Promise<Result<{ project: Project; change: Change }>> {
  const projectId = isId(id) ? await projectOfChange(tx, cx.province, id) : undefined;
  const project = projectId && (await projectFor(tx, cx, projectId, { lock: true }));
  const change = project && (await lockChange(tx, cx.province, id));
  return change ? ok({ project, change }) : refuse('change_not_found');
}

async function carryOut(
  tx: Tx,
  cx: Context,
  project: Project,
  change: Change,
  decision: {
    readonly role: Role;
    readonly decisionNumber: string;
    readonly decisionDate: LocalDate;
    readonly decisionReason: string | null;
  },
  today: LocalDate,
): Promise<Result<string>> {
  if (!changeableStates.includes(project.state))
    return refuse('change_not_possible_now', { state: project.state });
  const facts = await factsOf(tx, cx, project, today);
  const now = termsOf(project, facts);
  const outdated = outdatedNames(change.before, now);
  if (outdated.length > 0) return refuse('change_is_outdated', { no: change.no });
  const next: Terms = { ...now, ...change.after };
  const weighed = await weighChange(tx, cx, project, { now, next, today }, { hold: true });
  if (!weighed.ok) return weighed;
  const against = againstChange(weighed.value, now, next);
  const { establishment, judged } = weighed.value;
  if (against.length > 0 || !weighed.value.effect.ok) return refuseAll(against);
  const effect = weighed.value.effect.value;

  const id = newId(cx.now.getTime());
  const { role, ...said } = decision;
  if (effect.moves.length > 0 && project.fundId !== null) {
    const about = { id, projectId: project.id, fundId: project.fundId, onDate: today, documentId: null };
    const moved = await postMoves(tx, cx, { ...about, reason: change.reason }, effect.moves);
    if (!moved.ok) return moved;
  }
  const own = sumDong((next.lines ?? []).map((line) => line.own));
  const data = {
    ...{ ...said, change: change.id, no: change.no, kinds: change.kinds },
    ...{ before: change.before, after: change.after },
    ...sinceWhen(cx, project, change),
    // Whole, not only what changed: what later acts read of estimate and contract.
    ...(next.lines === null ? {} : { lines: next.lines, support: next.support }),
    ...(next.endsOn === null ? {} : { contract: { endsOn: next.endsOn, support: next.support, own } }),
  };
  await insertAct(tx, cx, {
    ...{ id, projectId: project.id, seq: project.revision + 1, event: 'change', role, onDate: today },
    ...{ from: project.state, to: project.state, reason: change.reason, data: canonicalJson(data) },
    ...('support' in change.after ? { amount: next.support } : {}),
  });
  if ('lines' in change.after && next.lines !== null)
    await freezeEstimate(tx, cx.province, {
      ...{ projectId: project.id, actId: id, lines: next.lines, support: next.support },
      total: sumDong(next.lines.map((line) => line.amount)),
    });
  const commune = next.commune === null ? undefined : await communeOf(tx, next.commune, today);
  const { planned, estimate, contract } = effect.patch;
  await updateProject(tx, cx.province, project.id, {
    ...{ commune_code: next.commune, content_code: next.content, establishment_id: next.establishment },
    coordinating_unit: next.coordinatingUnit,
    ...(planned === undefined ? {} : { planned_support: planned }),
    ...(estimate === undefined ? {} : { estimate_support: estimate }),
    ...(contract === undefined ? {} : { contract_support: contract }),
    search: searchText([
      ...[project.number, project.title, establishment.name, commune?.name ?? null, establishment.taxCode],
      ...(project.kind === 'group' ? [GROUP_WORDS] : []),
    ]),
    ...(await newTerm(tx, cx, project, next, change)),
  });
  await keepJudged(tx, cx, judged);
  await recordEvent(tx, cx, {
    ...{ kind: 'project.change', subject: projectSubject(project.id), reason: change.reason },
    before: { ...change.before, state: project.state },
    after: { ...change.after, state: project.state, change: change.id },
  });
  return ok(id);
}

/** What the beneficiaries of a group project were found to be goes with the change that judged them anew. */
async function keepJudged(tx: Tx, cx: Context, judged: readonly JudgedBeneficiary[]): Promise<void> {
  for (const { attached, eligibility } of judged) {
    if (attached === null || !attached.cap.ok || eligibility.verdict === 'not_eligible') continue;
    const { amount: permitted, verified, set, explanation } = attached.cap.value;
    await rejudgeBeneficiary(tx, cx, {
      ...{ id: attached.id, permitted, verified, normSetId: set.id },
      ...{ explanation: canonicalJson(explanation), eligibility: eligibility.verdict },
    });
  }
}

/** When the beneficiary came in, or the content it is supported for, carried on by every change after it. */
function sinceWhen(cx: Context, project: Project, change: Change) {
  const earlier = project.lastActs.get('change')?.data['beneficiarySince'];
  const isNew = 'establishment' in change.after || 'content' in change.after;
  const since = isNew ? cx.now.toISOString() : earlier;
  return since === undefined ? {} : { beneficiarySince: since };
}

/**
 * A new last day of the contract moves the end of the works that are waited for; they go on being counted from where
 * they began. What was said of the old day is settled: the new one is reminded of anew.
 */
async function newTerm(
  tx: Tx,
  cx: Context,
  project: Project,
  next: Terms,
  change: Change,
): Promise<ProjectPatch> {
  if (!('endsOn' in change.after) || next.endsOn === null || project.state !== 'contracted') return {};
  const subject = projectSubject(project.id);
  const due = await moveDeadline(tx, cx.province, subject, next.endsOn, await workingCalendarOn(tx));
  if (due === null) return {};
  await settleNotices(tx, cx, subject, ['wait_soon', 'wait_late', 'wait_escalated']);
  return { due_on: due };
}

/** What was asked of the deciders is over once no change of the project waits any more. */
async function settleAsked(tx: Tx, cx: Context, project: Project): Promise<void> {
  const waits = (await changesOf(tx, cx.province, project.id)).some((c) => c.state === 'requested');
  if (!waits) await settleNotices(tx, cx, projectSubject(project.id), ['change_asked']);
}

/** Who asked and who is concerned hear of it; nobody else need decide. */
async function tellDecision(tx: Tx, cx: Context, project: Project, change: Change): Promise<void> {
  const subject = projectSubject(project.id);
  await settleAsked(tx, cx, project);
  const told = {
    ...({ kind: 'change_decided', subject, except: cx.actor.accountId } as const),
    fills: { number: project.number ?? '', title: project.title, no: String(change.no) },
  };
  await notify(tx, cx, { ...told, to: { account: change.requestedBy } });
  await notify(tx, cx, { ...told, to: { role: 'establishment_owner', unit: project.establishmentUnit } });
}
