import { createHash } from 'node:crypto';
import {
  canonicalJson,
  newId,
  ok,
  refuse,
  refuseAll,
  todayIn,
  yearOf,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { checkAsked } from '#law';
import { holdCalendar, requestPapersOn } from '#law/server';
import { eligibilityOf, findEstablishment } from '#establishments/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent, takeNumber } from '#records/server';
import type { NormAnswer } from './applicable-norm.ts';
import { checklistFor, missingPapers } from './dossier/checklist.ts';
import { readConditions, refusedConditions } from './dossier/conditions.ts';
import { dossierPapers } from './dossier/dossier-paper.store.server.ts';
import { loadConditions } from './dossier/load-conditions.server.ts';
import { draftOf } from './draft.store.server.ts';
import { evaluateRequest } from './facts.server.ts';
import { rulesFor, turnAfter } from './procedure.server.ts';
import { permitAct } from './project.policy.ts';
import {
  insertAct,
  projectFor,
  projectSubject,
  searchText,
  updateProject,
  type Project,
} from './project.store.server.ts';
import { requestJson } from './request-json.ts';
import { readRequest } from './request.form.ts';
import { totalCost, type Machine, type Request } from './request.ts';
import { tellTurn } from './tell-turn.server.ts';
import { insertVersion } from './version.store.server.ts';

/**
 * Submits a draft, or answers a request for supplements with its next version. Freezes what was
 * written together with the norm's answer that day, and gives a number the first time.
 *
 * Refuses everything the form and the dossier lack at once, an establishment that is not eligible today
 * (`establishment_not_eligible`), and asking above the norm (`support_exceeds_norm`, with the sum).
 */
export async function submitRequest(
  cx: Context,
  input: { projectId: string; draftRevision: number },
): Promise<Result<{ number: string; version: number }>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const project = await projectFor(tx, cx, input.projectId, { lock: true });
    if (!project) return refuse('project_not_found');
    const draft = await draftOf(tx, cx.province, project.id);
    if (!draft) return refuse('draft_is_closed', { state: project.state });
    if (draft.revision !== input.draftRevision) return refuse('draft_changed_meanwhile');
    const today = todayIn(cx.now);

    const event = project.state === 'supplement_requested' ? 'answer_supplement' : 'submit';
    const establishment = project.establishmentId && (await findEstablishment(tx, project.establishmentId));
    if (!establishment) return refuse('establishment_not_found');
    const read = await readDossier(tx, cx, project, establishment.sector, draft.fields);
    if (!read.ok) return read;
    const request = read.value;
    const inForce = await rulesFor(tx, cx.province, request.procedure, today, project);
    if (!inForce.ok) return inForce;
    const rules = inForce.value;
    const permitted = permitAct(cx.actor, { ...project, procedure: request.procedure }, event, rules.ruleOf);
    if (!permitted.ok) return permitted;

    const eligibility = await eligibilityOf(tx, establishment, today);
    if (!eligibility.ok) return eligibility;
    if (eligibility.value.verdict === 'not_eligible')
      return refuse('establishment_not_eligible', { on: today });
    const evaluation = await evaluateRequest(
      tx,
      cx.province,
      { ...project, procedure: request.procedure },
      request,
      today,
    );
    if (!evaluation.ok) return evaluation;
    const within = checkAsked(request.asked, evaluation.value as Parameters<typeof checkAsked>[1]);
    if (!within.ok) return { ok: false, refusal: { ...within.refusal, field: 'asked' } };

    const version = project.versionNo + 1;
    const number = project.number ?? (await nextNumber(tx, cx.province, yearOf(today)));
    const stored = requestJson(request);
    const hash = createHash('sha256').update(stored).digest('hex');
    await insertVersion(tx, cx, {
      projectId: project.id,
      no: version,
      request: stored,
      evaluation: answerJson(evaluation.value),
      hash,
    });
    await insertAct(tx, cx, {
      id: newId(cx.now.getTime()),
      projectId: project.id,
      seq: project.revision + 1,
      event,
      from: project.state,
      to: 'submitted',
      role: permitted.value.role,
      onBehalfOf: permitted.value.onBehalfOf?.accountId ?? null,
      onDate: today,
      amount: request.asked,
      data: canonicalJson({ version, hash }),
    });
    const turn = await turnAfter(
      tx,
      cx,
      { ...project, procedure: request.procedure },
      permitted.value.transition,
      rules,
      today,
    );
    await updateProject(tx, cx.province, project.id, {
      ...headFrom(project, request, number),
      ...turn,
      version_no: version,
      state: 'submitted',
      state_since: cx.now,
    });

    await recordEvent(tx, cx, {
      kind: `project.${event}`,
      subject: projectSubject(project.id),
      before: { state: project.state },
      after: { state: 'submitted', version, hash, number },
    });
    const named = { ...project, procedure: request.procedure, number, title: request.title };
    await tellTurn(tx, cx, named, permitted.value.transition, turn);
    return ok({ number, version });
  });
}

/** The request with its papers and what it says of its conditions, or everything missing or wrong in all of it. */
async function readDossier(
  tx: Tx,
  cx: Context,
  project: Project,
  sector: string,
  fields: FormFields,
): Promise<Result<Request>> {
  const today = todayIn(cx.now);
  const papers = await dossierPapers(tx, cx.province, project.id);
  const procedure = fields['procedure'] === 'national' ? 'national' : 'provincial';
  const asked = { procedure, content: fields['contentCode'] ?? '' } as const;
  const missing = missingPapers(checklistFor(await requestPapersOn(tx, today), asked), papers);
  const commune = project.communeCode!; // a group project is sent otherwise
  const conditions = await loadConditions(tx, { ...asked, sector, commune }, today);
  const answers = readConditions(fields, conditions.asked);
  const unmet = refusedConditions(answers, conditions.asked, conditions.judge(answers));
  const read = readRequest(fields);
  const there = new Set(papers.map((paper) => paper.document));
  const gone = read.ok ? read.value.machines.flatMap((machine, i) => goneQuotation(machine, i, there)) : [];
  const found = [...gone, ...unmet, ...missing];
  if (read.ok)
    return found.length === 0 ? ok({ ...read.value, papers, conditions: answers }) : refuseAll(found);
  const { also = [], ...first } = read.refusal;
  return refuseAll([first, ...also, ...found]);
}

/** A machine's quotation that was taken out of the dossier again. */
function goneQuotation({ name, quotation }: Machine, i: number, there: ReadonlySet<string>): Refusal[] {
  if (quotation === null || there.has(quotation)) return [];
  return [refuse('quotation_is_missing', { machine: name }, `machines.${i}.quotation`).refusal];
}

export async function nextNumber(tx: Tx, province: string, year: number): Promise<string> {
  const n = await takeNumber(tx, province, 'project', year);
  return `KC-${year}-${String(n).padStart(4, '0')}`;
}

function headFrom(project: Project, request: Request, number: string) {
  return {
    number,
    title: request.title,
    procedure: request.procedure,
    content_code: request.contentCode,
    fiscal_year: request.fiscalYear,
    asked_support: request.asked,
    total_cost: totalCost(request.costLines),
    search: searchText([
      number,
      request.title,
      project.establishmentName,
      project.communeName,
      project.taxCode,
    ]),
  };
}

/** The norm's answer as kept with the version: the amount, its explanation, and the set it came from. */
export function answerJson(evaluation: NormAnswer): string {
  const { amount, units, explanation, verified, set } = evaluation;
  return canonicalJson({ amount, units, explanation, verified, set: set.id });
}
