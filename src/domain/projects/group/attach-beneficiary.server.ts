import { eligibilityOf, findEstablishment, holderOfTaxCode } from '#establishments/server';
import { projectMoney } from '#funds/server';
import {
  canonicalJson,
  isId,
  newId,
  ok,
  parseTaxCode,
  readForm,
  refuse,
  refuseAll,
  todayIn,
  type Dong,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { communeKeptFor } from '#territory/server';
import { lockBusiness, pastSupport } from '../dossier/past-support.store.server.ts';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { attachableStates, roomIn, supportedTwice, withoutRoom } from './beneficiary.ts';
import { beneficiariesOf, insertBeneficiary, markDetached } from './beneficiary.store.server.ts';
import { capOf } from './beneficiary-cap.server.ts';
import { beneficiaryForm, detachForm } from './group.form.ts';
import { mayAttach } from './group.policy.ts';

/** The group project, locked, if the actor may attach to it now. */
async function groupToChange(tx: Tx, cx: Context, projectId: string): Promise<Result<Project>> {
  const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
  if (!project || project.kind !== 'group') return refuse('project_not_found');
  const permitted = permit(mayAttach(cx.actor, project));
  if (!permitted.ok) return permitted;
  if (!attachableStates.includes(project.state)) return refuse('beneficiaries_not_possible_now');
  return ok(project);
}

/**
 * Names one beneficiary of a planned group project, by its tax code, with its place, cost and amount. It is judged on
 * its own: eligible under the law of the day the plan was approved, within its own cap by the norms frozen then, what
 * its business was granted before counted. The project is held meanwhile: of two officers who reach for the last unit
 * together one is refused.
 *
 * Refuses `project_not_found`, `not_permitted`, `beneficiaries_not_possible_now`, and everything that is wrong with the
 * beneficiary at once.
 */
export async function attachBeneficiary(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const found = await groupToChange(tx, cx, projectId);
    if (!found.ok) return found;
    const project = found.value;
    const read = readForm(beneficiaryForm, fields);
    if (!read.ok) return read;
    const { commune, eligibleCost, amount } = read.value;
    const code = parseTaxCode(read.value.taxCode);
    if (!code.ok) return { ok: false, refusal: { ...code.refusal, field: 'taxCode' } };
    const holder = await holderOfTaxCode(tx, code.value);
    const establishment = holder && (await findEstablishment(tx, holder));
    if (!establishment) return refuse('beneficiary_is_unknown', { code: code.value }, 'taxCode');
    const place = commune ?? establishment.commune;

    await lockBusiness(tx, establishment.taxCode);
    const today = todayIn(cx.now);
    const on = project.lastActs.get('approve_plan')?.onDate ?? today;
    const others = await pastSupport(tx, establishment.taxCode);
    const faults = supportedTwice(project, others);
    const room = roomIn(project, await beneficiariesOf(tx, cx.province, project.id));
    faults.push(...withoutRoom(room, amount));
    if (!(await communeKeptFor(tx, place, today)))
      faults.push(refuse('commune_is_unknown', { code: place }, 'commune').refusal);
    const eligibility = await eligibilityOf(tx, establishment, on);
    if (!eligibility.ok) return eligibility;
    const { verdict } = eligibility.value;
    if (verdict === 'not_eligible')
      faults.push(refuse('establishment_not_eligible', { on }, 'taxCode').refusal);
    if (amount > eligibleCost)
      faults.push(
        refuse('asked_exceeds_cost', { asked: amount, excess: (amount - eligibleCost) as Dong }, 'amount')
          .refusal,
      );
    const cap = await capOf(tx, cx, project, { place, eligibleCost, others }, on);
    if (!cap.ok) faults.push(...[cap.refusal, ...(cap.refusal.also ?? [])].map(besideTheForm));
    else if (amount > cap.value.amount)
      faults.push(
        refuse('beneficiary_passes_norm', { amount, permitted: cap.value.amount }, 'amount').refusal,
      );
    if (faults.length > 0 || !cap.ok || verdict === 'not_eligible') return refuseAll(faults);

    const id = newId(cx.now.getTime());
    const { amount: permitted, verified, set, explanation } = cap.value;
    await insertBeneficiary(tx, cx, {
      ...{ id, projectId: project.id, establishmentId: establishment.id, commune: place },
      ...{ eligibleCost, amount, permitted, normSetId: set.id, verified },
      ...{ explanation: canonicalJson(explanation), eligibility: verdict, on: today },
    });
    const { name, taxCode } = establishment;
    await recordEvent(tx, cx, {
      kind: 'project.beneficiary_attached',
      subject: projectSubject(project.id),
      after: { id, name, taxCode, commune: place, eligibleCost, amount, permitted, normSet: set.id },
    });
    return ok({ id });
  });
}

/** The norms name units of their question; here there is one form for one of them. */
const besideTheForm = ({ code, params, field }: Refusal): Refusal => ({
  ...{ code, params },
  field: field?.endsWith('eligibleCost') ? 'eligibleCost' : 'taxCode',
});

/**
 * Takes a beneficiary out again, with a reason; what it was stays in the list. Refuses what attaching refuses of the
 * project, `beneficiary_not_found`, `beneficiary_is_detached_meanwhile`, and `beneficiary_money_is_paid`: from the first
 * đồng paid out on, a change of beneficiary is a change of the project.
 */
export async function detachBeneficiary(
  cx: Context,
  projectId: string,
  input: { readonly id: string; readonly fields: FormFields },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await groupToChange(tx, cx, projectId);
    if (!found.ok) return found;
    const all = await beneficiariesOf(tx, cx.province, projectId);
    const one = all.find(({ id }) => id === input.id);
    if (!one) return refuse('beneficiary_not_found');
    if (one.detached) return refuse('beneficiary_is_detached_meanwhile', { name: one.establishmentName });
    const read = readForm(detachForm, input.fields);
    if (!read.ok) return read;
    if (await isPaid(tx, projectId)) return refuse('beneficiary_money_is_paid');
    const { reason } = read.value;
    if (!(await markDetached(tx, cx, one.id, reason)))
      return refuse('beneficiary_is_detached_meanwhile', { name: one.establishmentName });
    const { id, establishmentName: name, taxCode, amount } = one;
    await recordEvent(tx, cx, {
      kind: 'project.beneficiary_detached',
      subject: projectSubject(projectId),
      before: { id, name, taxCode, amount },
      reason,
    });
    return ok(undefined);
  });
}

/** Whether any of the project's money has left the fund. */
export async function isPaid(tx: Tx, projectId: string): Promise<boolean> {
  const moneys = await projectMoney(tx, projectId);
  return moneys.some(({ balances: { advanced, spent, settled } }) => advanced + spent + settled > 0n);
}
