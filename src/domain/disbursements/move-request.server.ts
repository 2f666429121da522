import { isId, ok, readForm, refuse, todayIn, type FormFields, type Result } from '#kernel';
import { handsOf, hasRole, tiedEstablishments } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { performActIn, projectFor, projectSubject, type Project } from '#projects/server';
import { notify, recordEvent, settleNotices } from '#records/server';
import { payAdvance, requestAdvance, returnAdvance } from './advance.acts.ts';
import { paymentLevels } from './payment-level.store.server.ts';
import { reasonForm } from './payment-request.form.ts';
import {
  didBefore,
  mayApprove,
  requestSteps,
  returningRole,
  type DoneStep,
  type RequestState,
  type RequestStep,
} from './payment-request.ts';
import {
  insertStep,
  requestById,
  setRequestState,
  stepsOf,
  type PaymentRequest,
} from './payment-request.store.server.ts';
import { pay, requestPayment, returnPayment } from './payment.acts.ts';

export type MovingStep = Exclude<RequestStep, 'ask'>;

interface Moving {
  readonly project: Project;
  readonly request: PaymentRequest;
  readonly steps: readonly DoneStep[];
}

/**
 * Moves a payment request one step on. The accountant's step does the act that asks for the money, paying the act that
 * moves it, handing back the act that returns it; the database sees to it that act and request never part. Refuses
 * `payment_request_moved_meanwhile` (somebody was quicker), who may not, who had a hand in it before, and all that the act
 * refuses.
 */
export async function moveRequest(
  cx: Context,
  input: {
    readonly id: string;
    readonly step: MovingStep;
    readonly state: string;
    readonly fields: FormFields;
  },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = isId(input.id) ? await requestById(tx, cx.province, input.id, { lock: false }) : undefined;
    // The project first, then the request: whoever acts on either waits in one order.
    const project = found && (await projectFor(tx, cx, found.projectId, { lock: true }));
    const request = project && (await requestById(tx, cx.province, input.id, { lock: true }));
    if (!project || !request) return refuse('payment_request_not_found');
    const moving = { project, request, steps: await stepsOf(tx, cx.province, request.id) };
    const permitted = await permit(tx, cx, moving, input.step);
    if (!permitted.ok) return permitted;
    if (request.state !== input.state) return refuse('payment_request_moved_meanwhile');
    const done = await carryOut(tx, cx, moving, input.step, input.fields);
    if (!done.ok) return done;
    const subject = projectSubject(project.id);
    await settleNotices(tx, cx, subject, ['payment_waits']);
    await recordEvent(tx, cx, {
      ...{ kind: `payment.${input.step}`, subject, after: { request: request.id, no: request.no } },
      ...(done.value === null ? {} : { reason: done.value }),
    });
    await tell(tx, cx, moving, input.step);
    return ok(undefined);
  });
}

async function permit(
  tx: Tx,
  cx: Context,
  { project, request, steps }: Moving,
  step: MovingStep,
): Promise<Result<void>> {
  const { actor } = cx;
  const hands = handsOf(actor);
  if (step === 'withdraw') {
    const mine = steps.some((one) => one.step === 'ask' && hands.includes(one.by));
    if (!mine) return refuse('payment_request_not_permitted');
    return ['asked', 'checked'].includes(request.state)
      ? ok(undefined)
      : refuse('payment_request_moved_meanwhile');
  }
  const { from, roles } = requestSteps[step];
  if (tiedEstablishments(actor).includes(project.establishmentUnit))
    return refuse('payment_request_not_permitted');
  if (!hasRole(actor, ...roles)) return refuse('payment_request_not_permitted');
  if (!from.includes(request.state)) return refuse('payment_request_moved_meanwhile');
  if (step === 'return')
    return hasRole(actor, returningRole(request.state))
      ? ok(undefined)
      : refuse('payment_request_not_permitted');
  // Who approved may order what they approved to be paid.
  const others = step === 'pay' ? steps.filter((one) => one.step !== 'approve') : steps;
  if (didBefore(others, hands)) return refuse('same_person_may_not');
  if (step !== 'approve') return ok(undefined);
  const levels = await paymentLevels(tx, cx.province, project.procedure, todayIn(cx.now));
  return mayApprove(actor, request.amount, levels)
    ? ok(undefined)
    : refuse('payment_is_above_level', { amount: request.amount });
}

/** Answers the reason that was given, where one is. */
async function carryOut(
  tx: Tx,
  cx: Context,
  { project, request }: Moving,
  step: MovingStep,
  fields: FormFields,
): Promise<Result<string | null>> {
  const isAdvance = request.kind === 'advance';
  const input = { projectId: project.id, revision: project.revision };
  if (step === 'pay') {
    const act = isAdvance ? payAdvance : pay;
    const paid = await performActIn(tx, cx, act, { ...input, fields });
    return paid.ok ? ok(null) : paid;
  }
  let reason: string | null = null;
  if (step === 'return' || step === 'decline') {
    const read = readForm(reasonForm, fields);
    if (!read.ok) return read;
    ({ reason } = read.value);
  }
  if (
    step === 'return' &&
    (['accounted', 'approved', 'declined'] as RequestState[]).includes(request.state)
  ) {
    const act = isAdvance ? returnAdvance : returnPayment;
    const returned = await performActIn(tx, cx, act, { ...input, fields: { reason: reason! } });
    return returned.ok ? ok(reason) : returned;
  }
  const to = step === 'withdraw' ? 'withdrawn' : requestSteps[step].to;
  await setRequestState(tx, cx, request.id, to);
  const role = step === 'withdraw' ? 'asker' : roleIn(cx, step, request.state);
  await insertStep(tx, cx, { requestId: request.id, step, role, ...(reason === null ? {} : { reason }) });
  if (step !== 'account') return ok(reason);
  const amount = String(request.amount);
  const asked = await performActIn(tx, cx, isAdvance ? requestAdvance : requestPayment, {
    ...input,
    fields: isAdvance ? { amount, progressPercent: String(request.progress ?? 0) } : { amount },
  });
  return asked.ok ? ok(reason) : asked;
}

function roleIn(cx: Context, step: Exclude<MovingStep, 'withdraw'>, state: RequestState): string {
  const roles = step === 'return' ? [returningRole(state)] : requestSteps[step].roles;
  return roles.find((role) => hasRole(cx.actor, role))!;
}

const nextRole = {
  check: 'centre_accountant',
  account: 'centre_director',
  approve: 'centre_director',
  decline: 'centre_director',
} as const;

/** Whose turn it is hears of it, and whoever asked how it ended. */
async function tell(tx: Tx, cx: Context, { project, request }: Moving, step: MovingStep): Promise<void> {
  const subject = projectSubject(project.id);
  const fills = { number: project.number ?? '', title: project.title, no: String(request.no) };
  const told = { subject, fills, except: cx.actor.accountId };
  if (step in nextRole)
    await notify(tx, cx, {
      ...{ ...told, kind: 'payment_waits' as const },
      to: { role: nextRole[step as keyof typeof nextRole] },
    });
  if (step === 'pay' || step === 'return')
    await notify(tx, cx, {
      ...{ ...told, kind: 'payment_ended' as const, to: { account: request.askedBy } },
    });
}
