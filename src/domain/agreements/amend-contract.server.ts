import { findEstablishment } from '#establishments/server';
import { isId, newId, ok, readForm, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { changeableStates, lineFields } from '#projects';
import { projectSubject, requestChangeIn } from '#projects/server';
import { recordEvent } from '#records/server';
import { agreedAsFields, amendedForm, annexForm, keyed } from './contract.form.ts';
import { rebased } from './contract.ts';
import { mayKeepContract, maySignContract } from './contract.policy.ts';
import {
  amendmentsOf,
  insertAmendment,
  insertVersion,
  updateAmendment,
  type Amendment,
} from './contract.store.server.ts';
import { holdContract, type HeldContract } from './hold-contract.server.ts';

/** The form of an amendment as the contract stands. */
function amendmentFields({ terms, latest }: Pick<HeldContract, 'terms' | 'latest'>): FormFields {
  return {
    endsOn: terms.endsOn ?? '',
    ...lineFields(terms.lines ?? []),
    ...agreedAsFields(latest.terms),
    reason: '',
  };
}

async function keeperOf(tx: Tx, cx: Context, projectId: string): Promise<Result<HeldContract>> {
  const held = await holdContract(tx, cx, projectId);
  if (!held.ok) return held;
  return mayKeepContract(cx.actor, held.value.project) ? held : refuse('contract_not_permitted');
}

const isOpen = ({ state }: Amendment) => state === 'draft' || state === 'asked';

/** Opens an amendment. Refuses `amendment_is_open` while another of the contract is under way. */
export async function openAmendment(cx: Context, projectId: string): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const held = await keeperOf(tx, cx, projectId);
    if (!held.ok) return held;
    const known = await amendmentsOf(tx, { province: cx.province, projectId });
    const open = known.find(isOpen);
    if (open) return refuse('amendment_is_open', { no: open.no, name: open.openedByName });
    const id = newId(cx.now.getTime());
    const no = (known[0]?.no ?? 0) + 1;
    await insertAmendment(tx, cx, { id, projectId, no, base: amendmentFields(held.value) });
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.amendment_opened', subject: projectSubject(projectId), after: { no } },
    });
    return ok({ id });
  });
}

interface Draft {
  readonly held: HeldContract;
  readonly amendment: Amendment;
}

async function draftOf(tx: Tx, cx: Context, projectId: string, id: string): Promise<Result<Draft>> {
  const held = await keeperOf(tx, cx, projectId);
  if (!held.ok) return held;
  const known = isId(id) ? await amendmentsOf(tx, { province: cx.province, projectId }) : [];
  const amendment = known.find((one) => one.id === id);
  if (!amendment) return refuse('amendment_not_found');
  return amendment.state === 'draft'
    ? ok({ held: held.value, amendment })
    : refuse('amendment_is_closed_meanwhile');
}

export interface AmendmentInput {
  readonly projectId: string;
  readonly id: string;
  readonly revision: number;
  readonly fields: FormFields;
}

/** Keeps what is typed, valid or not. Refuses `amendment_changed_meanwhile` where somebody else saved it since. */
export async function saveAmendment(cx: Context, input: AmendmentInput): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await draftOf(tx, cx, input.projectId, input.id);
    if (!found.ok) return found;
    return keep(tx, cx, found.value, input);
  });
}

async function keep(tx: Tx, cx: Context, { held, amendment }: Draft, input: AmendmentInput) {
  if (amendment.revision !== input.revision) return refuse('amendment_changed_meanwhile');
  const base = amendmentFields(held);
  const kept = Object.keys(input.fields).filter((name) =>
    /^(endsOn|reason|payerDuties|unitDuties|(lines|milestones)\.\d{1,3}\.[a-zA-Z]+)$/.test(name),
  );
  const fields = Object.fromEntries(kept.map((name) => [name, input.fields[name]!]));
  await updateAmendment(tx, cx, amendment.id, { base, fields, revision: amendment.revision + 1 });
  return ok(undefined);
}

/** What is typed in an amendment, over the contract as it stands now. */
export const typedOver = (amendment: Amendment, held: Pick<HeldContract, 'terms' | 'latest'>): FormFields =>
  rebased(amendment.base, amendment.fields, amendmentFields(held));

/**
 * Sends an amendment on its way. What touches money, lines or the last day is asked for as a change of the project, decided
 * by whom the matrix of authorities names, and comes into force with that decision; what touches only schedule and duties
 * waits for the signatures. Refuses `amendment_changes_nothing`, and all that the request for a change refuses.
 */
export async function sendAmendment(
  cx: Context,
  input: AmendmentInput & { readonly projectRevision: number },
): Promise<Result<{ decidedByChange: boolean }>> {
  return transact(cx, async (tx) => {
    const found = await draftOf(tx, cx, input.projectId, input.id);
    if (!found.ok) return found;
    const { held, amendment } = found.value;
    const read = readForm(amendedForm, input.fields);
    if (!read.ok) return read;
    const kept = await keep(tx, cx, found.value, input);
    if (!kept.ok) return kept;
    const terms = { ...read.value, milestones: keyed(read.value.milestones) };
    const before = agreedAsFields(held.latest.terms);
    const after = agreedAsFields(terms);
    const agreesElse = [...new Set([...Object.keys(before), ...Object.keys(after)])].some(
      (name) => before[name] !== after[name],
    );
    const asked = await askForChange(tx, cx, held, input);
    const nothing = !asked.ok && asked.refusal.code === 'change_changes_nothing';
    if (!asked.ok && !nothing) return asked;
    if (nothing && !agreesElse) return refuse('amendment_changes_nothing');
    if (nothing && (input.fields['reason'] ?? '').trim() === '')
      return refuse('field_is_empty', {}, 'reason');
    const changeId = asked.ok ? asked.value.id : null;
    await updateAmendment(tx, cx, amendment.id, { state: 'asked', changeId, terms });
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.amendment_sent', subject: projectSubject(held.project.id) },
      ...{ after: { no: amendment.no, change: changeId }, reason: input.fields['reason'] },
    });
    return ok({ decidedByChange: changeId !== null });
  });
}

async function askForChange(
  tx: Tx,
  cx: Context,
  { project, terms }: HeldContract,
  input: { readonly fields: FormFields; readonly projectRevision: number },
): Promise<Result<{ id: string; no: number }>> {
  const { commune, coordinatingUnit, content, establishment } = terms;
  const owner = establishment === null ? undefined : await findEstablishment(tx, establishment);
  const fields = {
    ...input.fields,
    ...{ commune: commune ?? '', coordinatingUnit: coordinatingUnit ?? '', content },
    taxCode: owner?.taxCode ?? '',
  };
  const lines = Object.entries(lineFields(terms.lines ?? []));
  const isSame = lines.every(([name, value]) => (input.fields[name] ?? '') === value);
  // After acceptance nothing of money or term changes any more, but schedule and duties may.
  if (!changeableStates.includes(project.state) && isSame && input.fields['endsOn'] === terms.endsOn)
    return refuse('change_changes_nothing');
  return requestChangeIn(tx, cx, {
    ...{ projectId: project.id, revision: input.projectRevision, fields, file: null },
  });
}

/** Gives up an amendment that is not sent. */
export async function dropAmendment(cx: Context, projectId: string, id: string): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const found = await draftOf(tx, cx, projectId, id);
    if (!found.ok) return found;
    await updateAmendment(tx, cx, id, { state: 'dropped' });
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.amendment_dropped', subject: projectSubject(projectId) },
      after: { no: found.value.amendment.no },
    });
    return ok(undefined);
  });
}

/**
 * Notes number and signatures of the annex. One without a change of money comes into force with them. Refuses
 * `amendment_waits_for_decision`.
 */
export async function signAmendment(
  cx: Context,
  { projectId, id, fields }: Omit<AmendmentInput, 'revision'>,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const held = await holdContract(tx, cx, projectId);
    if (!held.ok) return held;
    const { project, today, latest } = held.value;
    if (!maySignContract(cx.actor, project)) return refuse('contract_not_permitted');
    const known = await amendmentsOf(tx, { province: cx.province, projectId });
    const amendment = known.find((one) => one.id === id);
    if (!amendment) return refuse('amendment_not_found');
    const { state, changeId, terms } = amendment;
    if (state === 'asked' && changeId !== null) return refuse('amendment_waits_for_decision');
    if (amendment.annexNumber !== null || state === 'draft' || state === 'dropped' || terms === null)
      return refuse('amendment_is_closed_meanwhile');
    const read = readForm(annexForm, fields);
    if (!read.ok) return read;
    const { annexNumber, payerSignedOn, unitSignedOn } = read.value;
    for (const [field, date] of Object.entries({ payerSignedOn, unitSignedOn }))
      if (date > today) return refuse('date_is_in_the_future', { date }, field);
    await updateAmendment(tx, cx, id, {
      ...(state === 'asked' ? { state: 'in_force' as const } : {}),
      annex: { number: annexNumber, payer: payerSignedOn, unit: unitSignedOn },
    });
    if (state === 'asked')
      await insertVersion(tx, cx, {
        ...{ projectId, kind: 'amended', terms: { ...latest.terms, ...terms }, amendmentId: id },
        reason: amendment.fields['reason'] ?? '',
      });
    await recordEvent(tx, cx, {
      ...{ kind: 'contract.amendment_signed', subject: projectSubject(projectId) },
      after: { no: amendment.no, annexNumber },
    });
    return ok(undefined);
  });
}
