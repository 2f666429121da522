import { error, fail, redirect } from '@sveltejs/kit';
import { isUnderContract } from '#agreements';
import { contractVersions } from '#agreements/server';
import {
  certifiedProgress,
  didBefore,
  kindIn,
  mayApprove,
  mayAskPayment,
  openStates,
  requestSteps,
  returningRole,
} from '#disbursements';
import {
  askPayment,
  certifyProgress,
  isOfInterest,
  moveRequest,
  neededPapers,
  papersOf,
  paymentLevels,
  reportProgress,
  reportsOf,
  requestsOf,
  stepsOf,
  type MovingStep,
  type PaymentRequest,
} from '#disbursements/server';
import { newId, todayIn, type Locale, type Result } from '#kernel';
import { handsOf, hasRole, tiedEstablishments } from '#people';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  exceptAdvance,
  factsOf,
  mayExceptAdvance,
  ownAdvanceRules,
  projectFor,
  projectSubject,
  type Project,
} from '#projects/server';
import { documentsOf, storeFile, type StoredFile } from '#records/server';
import { failWith, fileField, sayRefusal, textFields, type FormAnswer } from '../answer.ts';
import { actFor } from '../acts.ts';
import { runtime } from '../runtime.ts';

/** Advances and payments of one project: what was asked, where it stands, and what the reader may do next. */
export async function loadPayments(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const today = todayIn(cx.now);
    const facts = await factsOf(tx, cx, project, today);
    const found = await requestsOf(tx, cx.province, id);
    const requests = [];
    for (const request of found) requests.push(await shown(tx, cx, project, request));
    const kind = kindIn(project.state);
    const isOpen = found.some((one) => openStates.includes(one.state));
    const reports = await reportsOf(tx, cx.province, id);
    const mayAsk = mayAskPayment(cx.actor, project) && project.contract !== null;
    const { number, title, establishmentName, revision, state, contract } = project;
    const { money } = facts;
    return {
      project: { id, number, title, establishmentName, revision, state, contract },
      today,
      money,
      requests,
      reports: reports.map((report) => ({
        ...report,
        mayCertify:
          report.certified === null &&
          hasRole(cx.actor, 'department_specialist', 'department_leader') &&
          !handsOf(cx.actor).includes(report.by) &&
          !tiedEstablishments(cx.actor).includes(project.establishmentUnit),
      })),
      mayReport: mayAsk && isUnderContract(project.state) && reports[0]?.certified !== null,
      asking:
        mayAsk && kind !== null && !isOpen
          ? await askingForm(tx, cx, { project, facts, kind, reports })
          : null,
      waitsForOther: mayAsk && isOpen,
      exception: mayExceptAdvance(cx.actor, project) && state === 'contracted',
      exceptions: await ownAdvanceRules(tx, cx.province, id),
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

interface Asking {
  readonly project: Project;
  readonly facts: Awaited<ReturnType<typeof factsOf>>;
  readonly kind: 'advance' | 'payment';
  readonly reports: Awaited<ReturnType<typeof reportsOf>>;
}

/** The form for the next request, driven by the rules of the day: its papers, the most that may be asked, whom to pay. */
async function askingForm(tx: Tx, cx: Context, { project, facts, kind, reports }: Asking) {
  const papers = await neededPapers(tx, facts, kind, facts.today);
  const act = actFor(kind === 'advance' ? 'request_advance' : 'request_payment')!;
  const unit = (await contractVersions(tx, cx, project)).at(-1)?.terms.unit;
  const documents = await documentsOf(tx, cx.province, projectSubject(project.id));
  const first = facts.advanceRule?.first;
  return {
    kind,
    papers,
    ofInterest: isOfInterest(papers),
    progress: certifiedProgress(reports),
    needsProgress: kind === 'advance' ? (first?.progress ?? null) : null,
    hasRule: kind === 'payment' || facts.advanceRule !== null,
    decision: kind === 'advance' ? (facts.advanceRule?.decision ?? null) : null,
    documents: documents
      .filter((one) => one.file_hash !== null)
      .map((one) => ({ value: one.id, label: one.title })),
    fields: {
      key: newId(cx.now.getTime()),
      ...act.propose?.(facts),
      payee: unit?.name ?? project.establishmentName,
      account: unit?.account ?? '',
      bank: unit?.bank ?? '',
    },
  };
}

async function shown(tx: Tx, cx: Context, project: Project, request: PaymentRequest) {
  const steps = await stepsOf(tx, cx.province, request.id);
  return {
    ...request,
    steps,
    papers: await papersOf(tx, cx.province, request.id),
    may: await stepsFor(tx, cx, { project, request, steps }),
  };
}

/** What the reader may do with a request now; the use case asks again. */
async function stepsFor(
  tx: Tx,
  cx: Context,
  of: { project: Project; request: PaymentRequest; steps: Awaited<ReturnType<typeof stepsOf>> },
): Promise<readonly MovingStep[]> {
  const { project, request, steps } = of;
  const { actor } = cx;
  const hands = handsOf(actor);
  const may: MovingStep[] = [];
  if (
    ['asked', 'checked'].includes(request.state) &&
    steps.some((one) => one.step === 'ask' && hands.includes(one.by))
  )
    may.push('withdraw');
  if (tiedEstablishments(actor).includes(project.establishmentUnit)) return may;
  for (const step of ['check', 'account', 'approve', 'decline', 'pay'] as const) {
    const { from, roles } = requestSteps[step];
    if (!from.includes(request.state) || !hasRole(actor, ...roles)) continue;
    const others = step === 'pay' ? steps.filter((one) => one.step !== 'approve') : steps;
    if (didBefore(others, hands)) continue;
    if (step === 'approve') {
      const levels = await paymentLevels(tx, cx.province, project.procedure, todayIn(cx.now));
      if (!mayApprove(actor, request.amount, levels)) continue;
    }
    may.push(step);
  }
  if (openStates.includes(request.state) && hasRole(actor, returningRole(request.state))) may.push('return');
  return may;
}

export interface PaymentPost {
  readonly cx: Context;
  readonly locale: Locale;
  readonly id: string;
  readonly request: Request;
  /** Where the page is. */
  readonly back: string;
}

export async function askFromForm({ cx, locale, id, request, back }: PaymentPost) {
  const data = await request.formData();
  const fields = textFields(data);
  const files = new Map<string, StoredFile>();
  for (const name of new Set([...data.keys()].filter((key) => key.startsWith('files.')))) {
    const upload = await fileField(data, name);
    if (!upload) continue;
    const code = name.slice('files.'.length);
    const stored = await storeFile(runtime().files, cx.province, upload);
    if (!stored.ok)
      return fail(422, {
        errors: sayRefusal({ ...stored.refusal, field: `papers.${code}` }, locale),
        fields,
      } satisfies FormAnswer);
    files.set(code, stored.value);
  }
  return answer(await askPayment(cx, { projectId: id, fields, files }), {
    fields,
    locale,
    back,
    said: 'asked',
  });
}

export async function moveFromForm({ cx, locale, request, back }: PaymentPost) {
  const fields = textFields(await request.formData());
  const step = fields['step'] ?? '';
  if (!(step in requestSteps) && step !== 'withdraw') error(400);
  const done = await moveRequest(cx, {
    ...{ id: fields['request'] ?? '', step: step as MovingStep, state: fields['state'] ?? '', fields },
  });
  return answer(done, { fields, locale, back, said: step });
}

export async function reportFromForm({ cx, locale, id, request, back }: PaymentPost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'report' };
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, { errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale), fields });
  const done = await reportProgress(cx, id, { fields, file: stored?.value ?? null });
  return answer(done, { fields, locale, back, said: 'reported' });
}

export async function certifyFromForm({ cx, locale, id, request, back }: PaymentPost) {
  const fields = { ...textFields(await request.formData()), form: 'certify' };
  return answer(await certifyProgress(cx, id, fields), { fields, locale, back, said: 'certified' });
}

export async function exceptFromForm({ cx, locale, id, request, back }: PaymentPost) {
  const fields = { ...textFields(await request.formData()), form: 'except' };
  return answer(await exceptAdvance(cx, id, fields), { fields, locale, back, said: 'excepted' });
}

function answer(
  done: Result<unknown>,
  {
    fields,
    locale,
    back,
    said,
  }: { fields: FormAnswer['fields']; locale: Locale; back: string; said: string },
) {
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `${back}?said=${said}`);
}
