import { error, redirect } from '@sveltejs/kit';
import { ok, readForm, todayIn, type Locale, type Result } from '#kernel';
import { documentAddress, mayLibrary, type LegalDocument, type LibraryAction } from '#law';
import {
  addLawDocument,
  articleForm,
  articlesOf,
  attachLawFile,
  correctLawDocument,
  correctLawDocumentForm,
  documentById,
  documentTrail,
  endLawDocument,
  endLawDocumentForm,
  filesOf,
  loadLibrary,
  newLawDocumentForm,
  partWithdrawalForm,
  relateLawDocuments,
  relationForm,
  relationWithdrawalForm,
  restingOn,
  withdrawLawArticle,
  withdrawLawFile,
  withdrawLawRelation,
  writeArticle,
} from '#law/server';
import { inProvince } from '#platform/server';
import type { Context } from '#people/server';
import { countProjectsUnder } from '#projects/server';
import { provinceOf, provincesOn } from '#territory/server';
import { failWith, fileField, textFields } from './answer.ts';
import { runtime } from './runtime.ts';

/** The document a page of the keepers is about; hidden from who may not do that to it. */
async function kept(cx: Context, id: string, action: LibraryAction): Promise<LegalDocument> {
  const document = await documentById(cx.db, id);
  if (document === undefined || !mayLibrary(cx.actor, action, document)) error(404, 'Not found');
  return document;
}

export async function newDocumentPage(cx: Context) {
  const province = await provinceOf(cx.db, cx.province, todayIn(cx.now));
  return { province: province?.name ?? cx.province };
}

export async function addFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(newLawDocumentForm, fields);
  const added = read.ok ? await addLawDocument(cx, read.value) : read;
  if (!added.ok) return failWith(added.refusal, fields, locale);
  redirect(303, `/desk/law/${added.value.id}?saved`);
}

/** Everything of a document that its keepers may change, and its trail. */
export async function editDocumentPage(cx: Context, id: string) {
  const document = await kept(cx, id, 'change');
  const [library, articles, files, trail] = await Promise.all([
    loadLibrary(cx.db),
    articlesOf(cx.db, document.code),
    filesOf(cx.db, document.code),
    inProvince(cx, (tx) => documentTrail(tx, cx.province, document.id)),
  ]);
  return {
    document,
    articles,
    files,
    trail,
    // What others do to this document is recorded on theirs.
    relations: library.relationsOf(document.code),
  };
}

/** The changes of the edit page, by the name of their form. */
const CHANGES: Readonly<
  Record<
    string,
    (cx: Context, id: string, fields: Record<string, string>, data: FormData) => Promise<Result<unknown>>
  >
> = {
  correct: by(correctLawDocumentForm, correctLawDocument),
  article: by(articleForm, writeArticle),
  withdrawArticle: by(partWithdrawalForm, withdrawLawArticle),
  relation: by(relationForm, relateLawDocuments),
  withdrawRelation: by(relationWithdrawalForm, withdrawLawRelation),
  withdrawFile: by(partWithdrawalForm, withdrawLawFile),
  file: async (cx, id, fields, data) => {
    const upload = await fileField(data, 'file');
    if (upload === null) return { ok: false, refusal: { code: 'field_is_empty', params: {}, field: 'file' } };
    const title = fields['fileTitle']?.trim().slice(0, 200) || null;
    return attachLawFile(cx, runtime().files, id, { title, upload });
  },
};

function by<T>(
  form: Parameters<typeof readForm<T>>[0],
  change: (cx: Context, id: string, input: T) => Promise<Result<unknown>>,
) {
  return async (cx: Context, id: string, fields: Record<string, string>): Promise<Result<unknown>> => {
    const read = readForm(form, fields);
    return read.ok ? change(cx, id, read.value) : read;
  };
}

export async function changeFromForm(
  change: keyof typeof CHANGES,
  { cx, id, locale, request }: { cx: Context; id: string; locale: Locale; request: Request },
) {
  await kept(cx, id, 'change');
  const data = await request.formData();
  const fields = textFields(data);
  const done = await (CHANGES[change] ?? (() => Promise.resolve(ok(undefined))))(cx, id, fields, data);
  if (done.ok) redirect(303, `/desk/law/${id}?saved`);
  return failWith(done.refusal, { ...fields, form: change }, locale);
}

/** What must be looked at again before a document's end is recorded. */
export async function endDocumentPage(cx: Context, id: string) {
  const document = await kept(cx, id, 'end');
  const resting = await restingOn(cx.db, document.code);
  const sets = resting.filter((one) => one.kind === 'norm_set').map((one) => one.id);
  const provinces = await provincesOn(cx.db, todayIn(cx.now));
  return {
    document,
    resting,
    names: Object.fromEntries(provinces.map((one) => [one.code, one.name])),
    projects: await inProvince(cx, (tx) => countProjectsUnder(tx, sets)),
  };
}

export async function endFromForm(cx: Context, id: string, locale: Locale, request: Request) {
  await kept(cx, id, 'end');
  const fields = textFields(await request.formData());
  const read = readForm(endLawDocumentForm, fields);
  const ended = read.ok ? await endLawDocument(cx, id, read.value) : read;
  if (!ended.ok) return failWith(ended.refusal, fields, locale);
  redirect(303, `${documentAddress(ended.value.code)}?saved`);
}
