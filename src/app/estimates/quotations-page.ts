import { fail, redirect } from '@sveltejs/kit';
import { parseAmount, parseShare, readForm, todayIn, type FormFields, type Locale, type Rate } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { compareQuotations, pricedLine, quotationForm, takenForm, type PricedLine } from '#projects';
import {
  addQuotation,
  estimateVersions,
  projectFor,
  projectSubject,
  quotedOf,
  removeQuotation,
  takePrices,
} from '#projects/server';
import { documentsOf, storeFile } from '#records/server';
import { failWith, fileField, sayRefusal, textFields, type FormAnswer } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { loadEstimatePage } from './estimate-page.ts';

/** Quotations beside the lines: of the estimate being written, or of the version put forward last. */
export async function loadQuotations(cx: Context, id: string, url: URL) {
  const { project, mayWrite, draft, lines } = await loadEstimatePage(cx, id, url);
  return inProvince(cx, async (tx) => {
    const quoted = await quotedOf(tx, cx.province, id);
    const version = mayWrite ? undefined : (await estimateVersions(tx, cx.province, id))[0];
    const submitted = (await projectFor(tx, cx, id))?.lastActs.get('submit_estimate');
    const shown = mayWrite ? linesTyped(draft.fields) : (version?.lines ?? lines).map(pricedLine);
    // What had expired is judged on the day the estimate was put forward, and until then today.
    const on = mayWrite || !submitted ? todayIn(cx.now) : submitted.onDate;
    const papers = mayWrite ? await documentsOf(tx, cx.province, projectSubject(id)) : [];
    return {
      project,
      mayWrite,
      draftRevision: draft.revision,
      quotations: quoted.quotations.map(({ prices: _, ...q }) => ({
        ...q,
        expired: q.validUntil !== null && q.validUntil < on,
      })),
      compared: compareQuotations(shown, quoted, on),
      papers: papers
        .filter((p) => p.kind === 'quotation' && p.file_hash !== null)
        .map((p) => ({ value: p.id, label: p.title })),
      said: url.searchParams.get('said'),
    };
  });
}

/** The lines of a draft as far as they can be read; each line once. */
function linesTyped(fields: FormFields): PricedLine[] {
  const lines: PricedLine[] = [];
  for (const name of Object.keys(fields)) {
    const at = /^lines\.(\d{1,3})\.label$/.exec(name)?.[1];
    if (at === undefined) continue;
    const typed = (column: string) => (fields[`lines.${at}.${column}`] ?? '').trim();
    const line = { group: typed('group'), label: typed('label'), unit: typed('unit') };
    if (line.label === '' || lines.some((l) => l.group === line.group && l.label === line.label)) continue;
    const unitPrice = parseAmount(typed('unitPrice'));
    const vat = typed('vat') === '' ? { ok: true as const, value: 0n as Rate } : parseShare(typed('vat'));
    lines.push({
      ...line,
      price: unitPrice.ok && vat.ok ? { unitPrice: unitPrice.value, vat: vat.value } : null,
    });
  }
  return lines;
}

const back = (id: string, said: string) => `/desk/projects/${id}/estimate/quotations?said=${said}`;

export async function addQuotationFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const read = readForm(quotationForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, {
      errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale),
      fields,
    } satisfies FormAnswer);
  const done = await addQuotation(cx, id, { ...read.value, file: stored?.value ?? null });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back(id, 'added'));
}

export async function removeQuotationFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const done = await removeQuotation(cx, id, fields['quotation'] ?? '');
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, back(id, 'removed'));
}

export async function takePricesFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(takenForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const shown = await loadEstimatePage(cx, id, new URL('estimate:'));
  const done = await takePrices(cx, id, {
    ...read.value,
    revision: Number(fields['draftRevision']),
    fields: shown.draft.fields,
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back(id, 'prices_taken'));
}
