import {
  isId,
  ok,
  readForm,
  refuse,
  refuseAll,
  todayIn,
  type FormFields,
  type Refusal,
  type Result,
} from '#kernel';
import { hasRole, tiedEstablishments, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import type { State } from '#projects';
import { factsOf, projectFor, projectSubject, type Project } from '#projects/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { vouchersForm } from './voucher.form.ts';
import { insertVouchers, removeVouchers, usesOf } from './voucher.store.server.ts';
import { placeVouchers, type NewVoucher } from './voucher.ts';

/** Papers come in from the contract on, until the settlement is put forward. */
export const vouchersOpenIn: readonly State[] = [
  'contracted',
  'advance_requested',
  'accepted',
  'payment_requested',
  'paid',
];

/** The centre keeps the papers; never somebody of the establishment itself. */
export const mayKeepVouchers = (actor: Actor, project: Pick<Project, 'establishmentUnit'>): boolean =>
  hasRole(actor, 'centre_accountant', 'centre_officer') &&
  !tiedEstablishments(actor).includes(project.establishmentUnit);

interface AddedVouchers {
  readonly fields: FormFields;
  /** The paper itself, where it came with the form. */
  readonly file?: StoredFile | null;
  /** All that stood in the list before is taken out: an import is the whole list. */
  readonly replace?: boolean;
}

/**
 * Brings papers into the list, all or none, every fault beside its row. Refuses what stands in any project or fund of the
 * province already, with where it stands.
 */
export async function addVouchers(
  cx: Context,
  projectId: string,
  { fields, file = null, replace = false }: AddedVouchers,
): Promise<Result<{ added: number }>> {
  const read = readForm(vouchersForm, fields);
  if (!read.ok) return read;
  const vouchers = read.value.rows;
  return transact(cx, async (tx) => {
    const held = await holdProject(tx, cx, projectId);
    if (!held.ok) return held;
    const project = held.value;
    const today = todayIn(cx.now);
    const { estimateLines } = await factsOf(tx, cx, project, today);
    const wrong = vouchers.flatMap((voucher, at) => faultsOf(voucher, at, estimateLines.length, today));
    if (wrong.length > 0) return refuseAll(wrong);
    const removed = replace ? await removeVouchers(tx, cx, projectId, null) : 0;
    const place = async () => placeVouchers(project, vouchers, await usesOf(tx, cx.province, vouchers));
    const { placed, faults } = await place();
    if (faults.length > 0) return refuseAll(faults.map(said));
    const documentId = file && (await addDocument(tx, cx, paperOf(vouchers, projectId, file)));
    if ((await insertVouchers(tx, cx, projectId, placed, documentId)) < placed.length) {
      // Somebody brought one of them in between the look and the writing.
      const late = (await usesOf(tx, cx.province, vouchers)).filter((use) => use.projectId !== projectId);
      const { faults: found } = placeVouchers(project, vouchers, late);
      return found.length > 0 ? refuseAll(found.map(said)) : refuse('vouchers_changed_meanwhile');
    }
    await recordEvent(tx, cx, {
      ...{ kind: 'vouchers.added', subject: projectSubject(projectId) },
      after: { added: placed.length, removed, first: vouchers[0]!.number },
    });
    return ok({ added: placed.length });
  });
}

const said = ({ at, code, use }: ReturnType<typeof placeVouchers>['faults'][number]): Refusal => ({
  code,
  params: { number: use.number, project: use.projectNumber ?? '', line: use.line, date: use.issuedOn },
  field: `rows.${at}.number`,
});

function faultsOf(voucher: NewVoucher, at: number, lines: number, today: string): Refusal[] {
  const fault = (code: string, field: string, params: Refusal['params']) => ({
    ...{ code, params, field: `rows.${at}.${field}` },
  });
  return [
    ...(voucher.line > lines ? [fault('voucher_line_is_unknown', 'line', { lines })] : []),
    ...(voucher.issuedOn > today
      ? [fault('date_is_in_the_future', 'issuedOn', { date: voucher.issuedOn })]
      : []),
    ...(voucher.vat >= voucher.amount
      ? [fault('voucher_vat_exceeds_amount', 'vat', { vat: voucher.vat, amount: voucher.amount })]
      : []),
    ...(voucher.invoiceTotal !== null && voucher.invoiceTotal < voucher.amount
      ? [fault('voucher_part_exceeds_whole', 'invoiceTotal', { whole: voucher.invoiceTotal })]
      : []),
  ];
}

const paperOf = (vouchers: readonly NewVoucher[], projectId: string, file: StoredFile) => ({
  ...{ kind: 'payment_voucher' as const, title: file.fileName, number: vouchers[0]!.number },
  ...{ issuedOn: vouchers[0]!.issuedOn, subject: projectSubject(projectId), file },
});

/** Takes one paper out of the list, or all of them. It stays in the records, as taken out by whom. */
export async function removeVoucher(
  cx: Context,
  projectId: string,
  id: string | null,
): Promise<Result<{ removed: number }>> {
  return transact(cx, async (tx) => {
    const held = await holdProject(tx, cx, projectId);
    if (!held.ok) return held;
    if (id !== null && !isId(id)) return refuse('voucher_not_found');
    const removed = await removeVouchers(tx, cx, projectId, id);
    if (removed === 0) return refuse('voucher_is_removed_meanwhile');
    await recordEvent(tx, cx, {
      ...{ kind: 'vouchers.removed', subject: projectSubject(projectId), after: { removed, id } },
    });
    return ok({ removed });
  });
}

async function holdProject(tx: Tx, cx: Context, projectId: string): Promise<Result<Project>> {
  const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
  if (!project || project.state === 'draft') return refuse('project_not_found');
  if (!mayKeepVouchers(cx.actor, project)) return refuse('vouchers_not_permitted');
  if (!vouchersOpenIn.includes(project.state)) return refuse('vouchers_are_frozen');
  return ok(project);
}
