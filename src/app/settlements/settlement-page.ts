import { error, fail, redirect } from '@sveltejs/kit';
import {
  addVouchers,
  mayKeepVouchers,
  removeVoucher,
  settlementStanding,
  settleByVouchers,
  vouchersOf,
  vouchersOpenIn,
  type VoucherKey,
} from '#disbursements/server';
import { isId, isLocalDate, minDong, refuse, todayIn, type Locale, type Refusal } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { permitAct } from '#projects';
import { projectFor, rulesFor } from '#projects/server';
import { storeFile } from '#records/server';
import { failWith, fileField, sayRefusal, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { tableAsExcel } from '../table-file.ts';
import { readPasted, readVoucherFile, voucherTable, type VoucherCells } from './voucher-file.ts';

const PAGE_SIZE = 100;
/** So many faults are said of one file. */
const MOST_SAID = 50;

/** The settlement of one project: its papers, line by line against the estimate, and what the norm says of them. */
export async function loadSettlement(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const today = todayIn(cx.now);
    const { facts, threshold, lines, answer } = await settlementStanding(tx, cx, project, today);
    const list = url.searchParams.get('list') === '8a' ? ('8a' as const) : ('8b' as const);
    const after = keyIn(url.searchParams.get('after'));
    const found = await vouchersOf(tx, cx.province, id, { after, list, limit: PAGE_SIZE + 1 });
    const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
    const last = found.length > PAGE_SIZE ? found[PAGE_SIZE - 1] : undefined;
    const said = project.lastActs.get('submit_settlement')?.data;
    const { number, title, establishmentName, revision, state } = project;
    const isOpen = vouchersOpenIn.includes(state);
    return {
      project: { id, number, title, establishmentName, revision, state },
      lines,
      threshold,
      spent: facts.money.spent,
      answer: answer?.ok
        ? {
            support: minDong(answer.value.amount, facts.money.spent),
            allowed: answer.value.amount,
            explanation: answer.value.explanation,
            verified: answer.value.verified,
          }
        : null,
      noAnswer: answer && !answer.ok ? answer.refusal : null,
      list,
      vouchers: found.slice(0, PAGE_SIZE),
      next: last ? `${last.line}_${last.issuedOn}_${last.id}` : null,
      hasContract: project.contract !== null,
      isOpen,
      mayKeep: isOpen && mayKeepVouchers(cx.actor, project),
      maySubmit: rules.ok && permitAct(cx.actor, project, 'submit_settlement', rules.value.ruleOf).ok,
      frozen: isOpen ? null : frozenIn(said),
      said: url.searchParams.get('said'),
      count: url.searchParams.get('count') ?? '',
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** What the last settlement put forward said of its list; null where it named its papers in a text only. */
function frozenIn(said: Readonly<Record<string, unknown>> | undefined) {
  const { papers, papersHash } = said ?? {};
  return typeof papers === 'number' && typeof papersHash === 'string' ? { papers, hash: papersHash } : null;
}

function keyIn(text: string | null): VoucherKey | null {
  const [line = '', issuedOn = '', id = ''] = (text ?? '').split('_');
  return /^\d{1,3}$/.test(line) && isLocalDate(issuedOn) && isId(id)
    ? { line: Number(line), issuedOn, id }
    : null;
}

/** The list as an Excel book: form 8a, 8b, or, without papers yet, the empty template. */
export async function voucherBook(cx: Context, id: string, url: URL): Promise<Response> {
  const list = url.searchParams.get('list') === '8a' ? '8a' : '8b';
  const found = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    // A project's list is what an import takes, some thousands at most.
    return {
      number: project.number,
      vouchers: await vouchersOf(tx, cx.province, id, { after: null, limit: 20_000, list }),
    };
  });
  if (!found) error(404, 'Not found');
  return tableAsExcel(voucherTable(`chung-tu-${list}-${found.number ?? ''}`, found.vouchers));
}

export interface SettlementPost {
  readonly cx: Context;
  readonly locale: Locale;
  readonly id: string;
  readonly request: Request;
}

const back = (id: string, said: string, count = 0): never =>
  redirect(303, `/desk/projects/${id}/settlement?said=${said}&count=${count}`);

export async function addFromForm({ cx, locale, id, request }: SettlementPost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'add' };
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, { errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale), fields });
  const done = await addVouchers(cx, id, { fields: rowsIn(fields), file: stored?.value ?? null });
  return done.ok ? back(id, 'added', 1) : failWith(done.refusal, fields, locale);
}

const rowsIn = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => /^rows\.\d{1,4}\.[a-zA-Z]+$/.test(name)));

export async function pasteFromForm({ cx, locale, id, request }: SettlementPost) {
  const fields = { ...textFields(await request.formData()), form: 'paste' } as Record<string, string>;
  const cells = readPasted(fields['pasted'] ?? '');
  const done = await addVouchers(cx, id, { fields: cells.fields });
  if (done.ok) return back(id, 'added', done.value.added);
  return failAtCells(done.refusal, { cells, sheet: m.settlements_pasted({}, { locale }), fields, locale });
}

export async function importFromForm({ cx, locale, id, request }: SettlementPost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'import' };
  const file = await fileField(data, 'file');
  const read = file ? await readVoucherFile(file.bytes) : refuse('estimate_file_is_missing', {}, 'file');
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const done = await addVouchers(cx, id, { fields: read.value.fields, replace: true });
  if (done.ok) return back(id, 'imported', done.value.added);
  return failAtCells(done.refusal, { cells: read.value, sheet: read.value.sheet, fields, locale });
}

interface AtCells {
  readonly cells: VoucherCells;
  readonly sheet: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly locale: Locale;
}

/** Every fault with the cell it stands in. */
function failAtCells(refusal: Refusal, { cells, sheet, fields, locale }: AtCells) {
  const { also = [], ...first } = refusal;
  if (first.field === undefined) return failWith(refusal, fields, locale);
  const field = fields['form'] === 'import' ? 'file' : 'pasted';
  const errors = [first, ...also].slice(0, MOST_SAID).flatMap((one) =>
    sayRefusal(one, locale).map(({ message }) => ({
      message: m.estimates_at_cell({ sheet, cell: cells.cellOf(one.field), what: message }, { locale }),
      field,
    })),
  );
  return fail(422, { errors, fields });
}

export async function removeFromForm({ cx, locale, id, request }: SettlementPost) {
  const fields = { ...textFields(await request.formData()), form: 'remove' } as Record<string, string>;
  const done = await removeVoucher(cx, id, fields['voucher'] ?? '');
  return done.ok ? back(id, 'removed', 1) : failWith(done.refusal, fields, locale);
}

export async function submitFromForm({ cx, locale, id, request }: SettlementPost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'submit' } as Record<string, string>;
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, { errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale), fields });
  const done = await settleByVouchers(cx, {
    ...{ projectId: id, revision: Number(fields['revision']) },
    fields: Object.fromEntries(
      Object.entries(fields).filter(([name]) => /^lines\.\d{1,3}\.reason$/.test(name)),
    ),
    paper: stored ? { file: stored.value } : null,
  });
  return done.ok ? redirect(303, `/desk/projects/${id}`) : failWith(done.refusal, fields, locale);
}
