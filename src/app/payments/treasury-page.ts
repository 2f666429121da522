import { error, fail, redirect } from '@sveltejs/kit';
import { orderCells } from '#disbursements';
import {
  batchesOf,
  dropBatch,
  importStatement,
  layoutFor,
  makeBatch,
  matchByHand,
  matchesOf,
  mayReconcile,
  ordersOf,
  undoMatch,
  unmatchedLines,
  unmatchedPayments,
} from '#disbursements/server';
import { isId, type FormFields, type Locale, type Result } from '#kernel';
import { isVerified } from '#law';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { withoutRecused } from '#projects/server';
import { failWith, fileField, sayRefusal, textFields } from '../answer.ts';
import { readFirstSheet } from '../first-sheet.ts';
import { tableAsCsv, tableAsExcel, type TableFile } from '../table-file.ts';

/** So many of a side are shown; what is further back comes once these are dealt with, and the page says so. */
const SHOWN = 200;
const MOST_BYTES = 4_000_000;
const MOST_UNPACKED = 40_000_000;

/** Orders that are ready for the treasury, and the batches made of earlier ones. */
export async function loadBatches(cx: Context, locale: Locale, url: URL) {
  return inProvince(cx, async (tx) => {
    const layout = await layoutFor(tx, 'orders');
    return {
      ready: await withoutRecused(tx, cx, await ordersOf(tx, cx.province, null), (one) => one.projectId),
      batches: await batchesOf(tx, cx.province, SHOWN),
      layout: { name: layout.name[locale], verified: isVerified(layout.verification) },
      may: mayReconcile(cx.actor),
      said: url.searchParams.get('said'),
    };
  });
}

/** The orders of a batch, or those that are ready, in the layout of the treasury. */
export async function ordersFile(cx: Context, url: URL, as: 'csv' | 'xlsx'): Promise<Response> {
  const batch = url.searchParams.get('batch');
  if (batch !== null && !isId(batch)) error(404, 'Not found');
  const table = await inProvince(cx, async (tx): Promise<TableFile> => {
    const layout = await layoutFor(tx, 'orders');
    const found = await ordersOf(tx, cx.province, batch);
    const orders = await withoutRecused(tx, cx, found, (one) => one.projectId);
    return {
      name: 'uy-nhiem-chi',
      columns: layout.columns.map(({ title }) => ({ title, width: 22 })),
      rows: orders.map((order, i) => orderCells(layout, { ...order, no: i + 1 })),
    };
  });
  return as === 'csv' ? tableAsCsv(table) : tableAsExcel(table);
}

/** Both sides with what has no counterpart, and the newest pairs. */
export async function loadReconciliation(cx: Context, locale: Locale, url: URL) {
  return inProvince(cx, async (tx) => {
    const layout = await layoutFor(tx, 'statement');
    const payments = await unmatchedPayments(tx, cx.province, SHOWN + 1);
    const lines = await unmatchedLines(tx, cx.province, SHOWN + 1);
    return {
      payments: await withoutRecused(tx, cx, payments.slice(0, SHOWN), (one) => one.projectId),
      lines: lines.slice(0, SHOWN),
      hasMore: payments.length > SHOWN || lines.length > SHOWN,
      matches: await withoutRecused(tx, cx, await matchesOf(tx, cx.province, SHOWN), (one) => one.projectId),
      layout: {
        name: layout.name[locale],
        columns: layout.columns.map(({ title }) => title),
        verified: isVerified(layout.verification),
      },
      may: mayReconcile(cx.actor),
      said: url.searchParams.get('said'),
      counts: { lines: url.searchParams.get('lines') ?? '', matched: url.searchParams.get('matched') ?? '' },
    };
  });
}

export async function importFromForm(cx: Context, locale: Locale, request: Request) {
  const data = await request.formData();
  const upload = await fileField(data, 'file');
  const refused = (code: string) =>
    fail(422, {
      errors: sayRefusal({ code, params: {}, field: 'file' }, locale),
      fields: { form: 'import' },
    });
  if (!upload) return refused('statement_file_is_missing');
  const rows = await rowsOf(upload);
  if (rows === null) return refused('statement_is_no_table');
  const done = await importStatement(cx, { ...upload, rows });
  if (!done.ok) return failWith(done.refusal, { form: 'import' }, locale);
  const { lines, matched } = done.value;
  redirect(303, `/desk/payments/reconciliation?said=import&lines=${lines}&matched=${matched}`);
}

/** The cells of an Excel book's first sheet, or of a CSV file with commas or semicolons, as texts. */
async function rowsOf({ bytes }: { readonly bytes: Uint8Array }): Promise<string[][] | null> {
  if (bytes.length > MOST_BYTES) return null;
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const sheet = await readFirstSheet(bytes, { bytes: MOST_BYTES, unpacked: MOST_UNPACKED });
    return typeof sheet === 'string' ? null : sheet.rows.map((row) => row.map(cellText));
  }
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\uFEFF/, '');
  if (text.includes('\0') || text.includes('\uFFFD')) return null;
  const [head = ''] = text.split('\n', 1);
  return csvRows(text, head.split(';').length > head.split(',').length ? ';' : ',');
}

const cellText = (value: unknown): string => {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

function csvRows(text: string, mark: string): string[][] {
  const rows: string[][] = [[]];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[i + 1] === '"') cell += text[++i]!;
      else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === mark || sign === '\n') {
      rows.at(-1)!.push(cell.trim());
      cell = '';
      if (sign === '\n') rows.push([]);
    } else cell += sign;
  }
  if (cell !== '' || rows.at(-1)!.length > 0) rows.at(-1)!.push(cell.trim());
  return rows.filter((row) => row.length > 0);
}

type Step = (cx: Context, fields: FormFields) => Promise<Result<unknown>>;
const steps = {
  make: ['batches', makeBatch],
  drop: ['batches', (cx, fields) => dropBatch(cx, fields['batch'] ?? '')],
  match: ['reconciliation', matchByHand],
  undo: ['reconciliation', undoMatch],
} as const satisfies Record<string, readonly [string, Step]>;

export async function treasuryStep(name: keyof typeof steps, cx: Context, locale: Locale, request: Request) {
  const fields = { ...textFields(await request.formData()), form: name };
  const [page, step] = steps[name];
  const done = await step(cx, fields);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/payments/${page}?said=${name}`);
}
