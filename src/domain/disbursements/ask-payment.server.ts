import {
  isId,
  newId,
  ok,
  readForm,
  refuse,
  refuseAll,
  todayIn,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { isUnderContract } from '#agreements';
import { suspensionsOf } from '#agreements/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import type { ProjectFacts } from '#projects';
import { factsOf, projectFor, projectSubject, type Project } from '#projects/server';
import { addDocument, documentsOf, notify, recordEvent, type StoredFile } from '#records/server';
import { requestAdvance } from './advance.acts.ts';
import { isOfInterest, neededPapers } from './needed-papers.server.ts';
import { paymentRequestForm } from './payment-request.form.ts';
import {
  certifiedProgress,
  kindIn,
  mayAskPayment,
  openStates,
  type NeededPaper,
  type RequestKind,
} from './payment-request.ts';
import {
  insertRequest,
  insertStep,
  requestByKey,
  requestsOf,
  type RequestPaper,
} from './payment-request.store.server.ts';
import { requestPayment } from './payment.acts.ts';
import { reportsOf } from './progress.store.server.ts';

export interface PaymentAsked {
  readonly projectId: string;
  /** `papers.<code>` names a paper that is in the dossier already. */
  readonly fields: FormFields;
  /** Newly given, by code. */
  readonly files: ReadonlyMap<string, StoredFile>;
}

/**
 * Asks for an advance or a payment, as the project stands. Sent twice under the same key it is one request. Refuses all at
 * once: what the rule of the act refuses, progress that nobody certified, every missing paper by name, more than the
 * interest paid; and `payment_request_is_open` while another is under way.
 */
export async function askPayment(
  cx: Context,
  input: PaymentAsked,
): Promise<Result<{ id: string; no: number }>> {
  return transact(cx, async (tx) => {
    const project = isId(input.projectId)
      ? await projectFor(tx, cx, input.projectId, { lock: true })
      : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    if (!mayAskPayment(cx.actor, project)) return refuse('payment_request_not_permitted');
    const read = readForm(paymentRequestForm, input.fields);
    if (!read.ok) return read;
    const { key, ...asked } = read.value;
    const earlier = await requestByKey(tx, cx.province, key);
    if (earlier)
      return earlier.projectId === project.id && earlier.amount === asked.amount
        ? ok({ id: earlier.id, no: earlier.no })
        : refuse('idempotency_key_reused');
    if (!isUnderContract(project.state)) return refuse('contract_is_not_in_force');
    const open = (await requestsOf(tx, cx.province, project.id)).find((one) =>
      openStates.includes(one.state),
    );
    if (open) return refuse('payment_request_is_open', { no: String(open.no) });
    const kind = kindIn(project.state);
    if (kind === null) return refuse('payment_not_possible_now');
    const [rest] = await suspensionsOf(tx, cx.province, project.id);
    if (rest?.untilOn === null) return refuse('contract_is_suspended');

    const today = todayIn(cx.now);
    const facts = await factsOf(tx, cx, project, today);
    const needed = await neededPapers(tx, facts, kind, today);
    const progress = certifiedProgress(await reportsOf(tx, cx.province, project.id));
    const faults = [...ruleFaults(facts, kind, asked.amount, progress), ...interestFaults(needed, asked)];
    const papers = await givenPapers(tx, cx, project, needed, input);
    faults.push(...papers.missing);
    if (faults.length > 0) return refuseAll(faults);

    const id = newId(cx.now.getTime());
    const filed = await papers.file();
    const no = await insertRequest(
      tx,
      cx,
      {
        ...{ id, projectId: project.id, kind, key, ...asked },
        progress: kind === 'advance' ? (progress ?? 0) : null,
        interestPaid: isOfInterest(needed) ? asked.interestPaid : null,
      },
      filed,
    );
    await insertStep(tx, cx, { requestId: id, step: 'ask', role: roleOf(cx, project) });
    const subject = projectSubject(project.id);
    await recordEvent(tx, cx, {
      ...{ kind: 'payment.asked', subject },
      after: { request: id, no, kind, amount: String(asked.amount), papers: filed.map((one) => one.code) },
    });
    const fills = { number: project.number ?? '', title: project.title, no: String(no) };
    const told = { kind: 'payment_waits', subject, fills, except: cx.actor.accountId } as const;
    await notify(tx, cx, { ...told, to: { role: 'centre_officer' } });
    return ok({ id, no });
  });
}

const roleOf = (cx: Context, project: Project): string =>
  cx.actor.memberships.find(
    (one) => one.unitId === project.establishmentUnit || one.role === 'centre_officer',
  )!.role;

const faultsOf = (result: Result<unknown>): Refusal[] =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])];

/** What the rule of the act would refuse the accountant, said to whoever asks already. */
function ruleFaults(
  facts: ProjectFacts,
  kind: RequestKind,
  amount: bigint,
  progress: number | null,
): Refusal[] {
  if (kind === 'payment') return faultsOf(requestPayment.decide(facts, { amount }));
  const needs = facts.advanceRule !== null && facts.advanceRule.first.progress !== null;
  if (needs && progress === null) return faultsOf(refuse('progress_is_not_certified'));
  return faultsOf(requestAdvance.decide(facts, { amount, progressPercent: progress ?? 0 })).map((one) =>
    one.field === 'progressPercent' ? { code: one.code, params: one.params } : one,
  );
}

function interestFaults(
  needed: readonly NeededPaper[],
  asked: { readonly amount: bigint; readonly interestPaid: bigint },
): Refusal[] {
  if (!isOfInterest(needed) || asked.amount <= asked.interestPaid) return [];
  return faultsOf(refuse('payment_exceeds_interest', { paid: asked.interestPaid as never }, 'interestPaid'));
}

/** What is given of the papers needed; what is missing is named, each by itself. */
async function givenPapers(
  tx: Tx,
  cx: Context,
  project: Project,
  needed: readonly NeededPaper[],
  { fields, files }: PaymentAsked,
) {
  const subject = projectSubject(project.id);
  const known = new Set((await documentsOf(tx, cx.province, subject)).map((one) => one.id));
  const inDossier = (code: string) => {
    const id = fields[`papers.${code}`] ?? '';
    return known.has(id) ? id : null;
  };
  const missing = needed
    .filter(({ code, mandatory }) => mandatory && !files.has(code) && inDossier(code) === null)
    .flatMap(({ code, label }) =>
      faultsOf(refuse('payment_paper_is_missing', { paper: label.vi, paperEn: label.en }, `papers.${code}`)),
    );
  const file = async (): Promise<RequestPaper[]> => {
    const filed: RequestPaper[] = [];
    for (const { code, label } of needed) {
      const given = files.get(code);
      const documentId = given
        ? await addDocument(tx, cx, { kind: 'other', title: label.vi, subject, file: given })
        : inDossier(code);
      if (documentId !== null) filed.push({ code, label, documentId });
    }
    return filed;
  };
  return { missing, file };
}
