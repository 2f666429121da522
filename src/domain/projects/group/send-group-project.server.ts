import { createHash } from 'node:crypto';
import {
  canonicalJson,
  isId,
  newId,
  ok,
  refuse,
  todayIn,
  yearOf,
  type FormFields,
  type Result,
} from '#kernel';
import { checkAsked } from '#law';
import { holdCalendar } from '#law/server';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { evaluateRequest } from '../facts.server.ts';
import { rulesFor, turnAfter } from '../procedure.server.ts';
import { insertProject } from '../new-project.store.server.ts';
import { permitAct } from '../project.policy.ts';
import {
  GROUP_WORDS,
  insertAct,
  projectFor,
  projectSubject,
  searchText,
  updateProject,
} from '../project.store.server.ts';
import { requestJson } from '../request-json.ts';
import { totalCost, type Request } from '../request.ts';
import { answerJson, nextNumber } from '../submit-request.server.ts';
import { tellTurn } from '../tell-turn.server.ts';
import { insertVersion } from '../version.store.server.ts';
import { readGroupRequest } from './group.form.ts';
import { mayBeginGroup, unitCarryingOut } from './group.policy.ts';

interface SentGroup {
  /** Of the project; chosen before a new one is sent, so that sending it twice makes one. */
  readonly id: string;
  /** The revision that was answered; null: it is new. */
  readonly revision: number | null;
  readonly fields: FormFields;
}

/**
 * A group project (đề án nhóm) as its unit writes it, sent in one go: without place and beneficiary, for as many units
 * of count as are foreseen. Or its next version, where a supplement was asked for.
 *
 * Refuses `not_permitted`, all that the form lacks, what the norms refuse, and asking above them (`support_exceeds_norm`:
 * units × cap); `project_changed_meanwhile` where somebody acted since.
 */
export async function sendGroupProject(
  cx: Context,
  { id, revision, fields }: SentGroup,
): Promise<Result<{ id: string; number: string }>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const unit = unitCarryingOut(cx.actor);
    const permitted = permit(mayBeginGroup(cx.actor));
    if (!permitted.ok || unit === undefined) return refuse('not_permitted');
    if (!isId(id)) return refuse('project_not_found');
    const before = await projectFor(tx, cx, id, { lock: true });
    if (before && revision === null && before.number) return ok({ id, number: before.number });
    if (revision !== null && before?.kind !== 'group') return refuse('project_not_found');
    if (before && before.revision !== revision) return refuse('project_changed_meanwhile');
    const read = readGroupRequest(fields);
    if (!read.ok) return read;
    if (!before) await insertGroup(tx, cx, id, unit, read.value);
    return send(tx, cx, id, read.value);
  });
}

async function insertGroup(tx: Tx, cx: Context, id: string, implementingUnit: string, request: Request) {
  const { procedure, contentCode, fiscalYear, title, group } = request;
  const of = { implementingUnit, unitsForeseen: group!.units };
  await insertProject(tx, cx, { id, of, procedure, contentCode, fiscalYear, title });
}

async function send(
  tx: Tx,
  cx: Context,
  id: string,
  request: Request,
): Promise<Result<{ id: string; number: string }>> {
  const today = todayIn(cx.now);
  const found = await projectFor(tx, cx, id, { lock: true, drafts: true });
  if (!found) return refuse('project_not_found');
  const project = { ...found, procedure: request.procedure };
  const rules = await rulesFor(tx, cx.province, project.procedure, today, { ...project, kind: 'group' });
  if (!rules.ok) return rules;
  const event = project.state === 'draft' ? 'submit' : 'answer_supplement';
  const permitted = permitAct(cx.actor, project, event, rules.value.ruleOf);
  if (!permitted.ok) return permitted;
  const { role, onBehalfOf, transition } = permitted.value;
  const answer = await evaluateRequest(tx, cx.province, project, request, today);
  if (!answer.ok) return { ok: false, refusal: besideItsField(answer.refusal) };
  const within = checkAsked(request.asked, answer.value as Parameters<typeof checkAsked>[1]);
  if (!within.ok) return { ok: false, refusal: { ...within.refusal, field: 'asked' } };

  const version = project.versionNo + 1;
  const number = project.number ?? (await nextNumber(tx, cx.province, yearOf(today)));
  const stored = requestJson(request);
  const hash = createHash('sha256').update(stored).digest('hex');
  const evaluation = answerJson(answer.value);
  await insertVersion(tx, cx, { projectId: id, no: version, request: stored, evaluation, hash });
  await insertAct(tx, cx, {
    ...{ id: newId(cx.now.getTime()), projectId: id, seq: project.revision + 1, event },
    ...{ from: project.state, to: 'submitted', onDate: today, amount: request.asked },
    role,
    onBehalfOf: onBehalfOf?.accountId ?? null,
    data: canonicalJson({ version, hash }),
  });
  const turn = await turnAfter(tx, cx, project, transition, rules.value, today);
  await updateProject(tx, cx.province, id, {
    ...turn,
    ...{ number, title: request.title, procedure: request.procedure, content_code: request.contentCode },
    ...{ fiscal_year: request.fiscalYear, units_foreseen: request.group!.units },
    ...{ asked_support: request.asked, total_cost: totalCost(request.costLines) },
    search: searchText([number, request.title, project.establishmentName, GROUP_WORDS]),
    ...{ version_no: version, state: 'submitted', state_since: cx.now },
  });
  await recordEvent(tx, cx, {
    kind: `project.${event}`,
    subject: projectSubject(id),
    before: { state: project.state },
    after: { state: 'submitted', version, hash, number, units: request.group!.units },
  });
  await tellTurn(tx, cx, { ...project, number, title: request.title }, transition, turn);
  return ok({ id, number });
}

type Refused = Extract<Awaited<ReturnType<typeof evaluateRequest>>, { ok: false }>['refusal'];

/** The norms speak of units and of the content; the form has its own names. */
function besideItsField({ also = [], ...first }: Refused): Refused {
  const renamed = ({ code, params, field }: Omit<Refused, 'also'>) => ({
    ...{ code, params },
    field: field?.startsWith('units') ? 'costPerUnit' : 'contentCode',
  });
  return { ...renamed(first), also: also.map(renamed) };
}
