import { newId, ok, refuse, todayIn, type FormFields, type Result } from '#kernel';
import { findEstablishment } from '#establishments/server';
import { hasRole } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { mayReadNeed, readinessOf, type Need } from '#programmes';
import { findNeed, findRound, markRequested, papersOfNeed, stepsOn } from '#programmes/server';
import { requestPapersOn } from '#law/server';
import { addDocument, notify, recordEvent } from '#records/server';
import { insertDossierPaper } from './dossier/dossier-paper.store.server.ts';
import { insertDraft } from './draft.store.server.ts';
import { mayDraft } from './project.policy.ts';
import { insertProject } from './new-project.store.server.ts';
import { projectSubject } from './project.store.server.ts';

/** The centre's officers, and the establishment for itself. The draft is the establishment's either way. */
export function mayRequestNeed(cx: Pick<Context, 'actor'>, establishmentUnit: string | null): boolean {
  return (
    hasRole(cx.actor, 'centre_officer') ||
    (establishmentUnit !== null && mayDraft(cx.actor, establishmentUnit))
  );
}

/**
 * Turns a ready need into a draft request of its establishment, everything known filled in. Done once: whoever comes
 * second, at the same moment too, is answered the request that is there.
 */
export async function requestNeed(cx: Context, needId: string): Promise<Result<{ readonly id: string }>> {
  return transact(cx, async (tx) => {
    const need = await findNeed(tx, cx.province, needId, { lock: true });
    const establishment = need?.establishmentId
      ? await findEstablishment(tx, need.establishmentId)
      : undefined;
    const unit = establishment?.unitId ?? null;
    if (!need || !mayReadNeed(cx.actor, { commune: need.commune, establishmentUnit: unit }))
      return refuse('need_not_found');

    if (!mayRequestNeed(cx, unit)) return refuse('not_permitted');

    if (need.projectId !== null) return ok({ id: need.projectId });
    if (need.withdrawn) return refuse('need_is_withdrawn');
    const round = await findRound(tx, cx.province, need.roundId);
    const { steps } = await stepsOn(tx, cx.province, round!.openedOn);
    if (!establishment || readinessOf(need, steps).standing !== 'ready') return refuse('need_is_not_ready');

    const id = newId(cx.now.getTime());
    await insertProject(tx, cx, {
      id,
      of: { establishmentId: establishment.id, communeCode: establishment.commune },
      procedure: need.procedure,
      contentCode: need.contentCode,
      fiscalYear: round!.fiscalYear,
      title: need.title,
    });
    const quotation = await takePapers(tx, cx, need.id, id);
    await insertDraft(tx, cx, id, { ...draftOfNeed(need, round!.fiscalYear), ...quotation });
    if (!(await markRequested(tx, cx, need.id, id))) throw new Error('a need that was locked has a request');

    await recordEvent(tx, cx, {
      kind: 'project.drafted',
      subject: projectSubject(id),
      after: { need: need.id },
    });
    await recordEvent(tx, cx, {
      kind: 'need.requested',
      subject: { kind: 'need', id: need.id },
      after: { project: id },
    });
    await notify(tx, cx, {
      kind: 'turn',
      to: { role: 'establishment_owner', unit: establishment.unitId },
      subject: projectSubject(id),
      fills: { number: need.title, title: need.title, step: 'submit', due: '' },
      except: cx.actor.accountId,
    });
    return ok({ id });
  });
}

/** The need's papers, put into the dossier as far as its checklist asks for them; the first quotation stands by the machine. */
async function takePapers(tx: Tx, cx: Context, needId: string, projectId: string): Promise<FormFields> {
  const items = await requestPapersOn(tx, todayIn(cx.now));
  let quotation: string | undefined;
  for (const { paper, file } of await papersOfNeed(tx, cx.province, needId)) {
    const { kind, title } = paper;
    if (!items.some(({ code }) => code === kind)) continue;
    const document = await addDocument(tx, cx, { kind, title, subject: projectSubject(projectId), file });
    await insertDossierPaper(tx, cx, { projectId, documentId: document, item: kind });
    if (kind === 'quotation') quotation ??= document;
  }
  return quotation === undefined ? {} : { 'machines.0.quotation': quotation };
}

/** The form's fields as far as the need knows them; the rest is the establishment's to write. */
function draftOfNeed(need: Need, fiscalYear: number): FormFields {
  const price = need.cost === null ? '' : String(need.cost);
  const thing = need.machine ?? need.title;
  return {
    procedure: need.procedure,
    contentCode: need.contentCode,
    fiscalYear: String(fiscalYear),
    title: need.title,
    necessity: need.reason ?? '',
    'machines.0.name': thing,
    'machines.0.quantity': '1',
    'machines.0.unitPrice': price,
    'costLines.0.label': thing,
    'costLines.0.unit': 'bộ',
    'costLines.0.quantity': '1',
    'costLines.0.unitPrice': price,
    'costLines.0.eligible': 'on',
    asked: need.asked === null ? '' : String(need.asked),
  };
}
