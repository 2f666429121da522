import { redirect } from '@sveltejs/kit';
import {
  documentAddress,
  legalDocumentKinds,
  documentLevels,
  documentStatuses,
  levelOf,
  quoteAround,
  searchDocuments,
  statusOn,
  type LegalDocument,
} from '#law';
import { documentsAt, loadLibrary, searchFiles } from '#law/server';
import { slug, todayIn } from '#kernel';
import { provincesOn } from '#territory/server';

/** So many rows a page shows; who looks for more filters. */
const MOST = 100;

/** The list of the library for a query and filters; an unknown filter value is as good as none. */
export async function libraryList(locals: App.Locals, url: URL) {
  const asked = (name: string, values?: readonly string[]) => {
    const value = (url.searchParams.get(name) ?? '').trim().slice(0, 100);
    return values === undefined || values.includes(value) ? value : '';
  };
  const today = todayIn(locals.now);
  const library = await loadLibrary(locals.db);
  const names = new Map((await provincesOn(locals.db, today)).map((one) => [one.code, one.name]));
  const having = [...new Set(library.documents.flatMap((one) => one.province ?? []))];
  const filter = {
    q: asked('q'),
    kind: asked('kind', legalDocumentKinds),
    level: asked('level', documentLevels),
    status: asked('status', documentStatuses),
    province: asked('province', ['national', ...having]),
  };
  const found = searchDocuments(library.documents, filter.q)
    .map((document) => ({
      document,
      status: statusOn(document, library.relationsOf(document.code), today).status,
    }))
    .filter(
      ({ document, status }) =>
        (filter.kind === '' || document.kind === filter.kind) &&
        (filter.level === '' || levelOf(document) === filter.level) &&
        (filter.status === '' || status === filter.status) &&
        (filter.province === '' || (document.province ?? 'national') === filter.province),
    );
  const files = filter.q === '' ? [] : await searchFiles(locals.db, filter.q);
  return {
    filter,
    filtered: Object.values(filter).some((value) => value !== ''),
    kinds: legalDocumentKinds.filter((kind) => library.documents.some((one) => one.kind === kind)),
    provinces: having
      .map((code) => ({ value: code, label: names.get(code) ?? code }))
      .toSorted((a, b) => a.label.localeCompare(b.label, 'vi')),
    rows: found.slice(0, MOST).map(({ document, status }) => ({
      ...document,
      status,
      provinceName: document.province === null ? null : (names.get(document.province) ?? document.province),
    })),
    count: found.length,
    more: Math.max(0, found.length - MOST),
    files: files.map(({ id, documentCode, title, body }) => ({
      id,
      documentCode,
      title,
      quote: quoteAround(body, filter.q),
    })),
  };
}

/**
 * The document an address means. Any other writing of its number leads to its one address; a number that
 * several provinces have, or nobody, leads to the search.
 */
export async function documentAtAddress(
  locals: App.Locals,
  path: string,
  search: string,
): Promise<LegalDocument> {
  const found = await documentsAt(locals.db, slug(path));
  const own = found.find((one) => one.province !== null && one.province === locals.province);
  const document = found.length === 1 ? found[0] : own;
  if (document === undefined) redirect(303, `/law?q=${encodeURIComponent(path.slice(0, 80))}`);
  const address = documentAddress(document.code);
  if (address !== `/law/${path}`) redirect(308, address + search);
  return document;
}
