import { ok, refuse, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import type { ArticleInput } from './document.form.ts';
import type { LegalDocument } from './document.ts';
import { documentToChange, recordOnDocument } from './find-in-library.server.ts';
import { articlesOf } from './library.store.server.ts';
import { insertArticle, updateArticle, withdrawArticle } from './library-writes.store.server.ts';

/** Writes our short words for a place in a document: a new one, or the one with `input.id` set right. */
export async function writeArticle(
  cx: Context,
  id: string,
  input: ArticleInput,
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const document = found.value;
    const articles = await articlesOf(tx, document.code);

    if (input.point !== null && input.clause === null)
      return refuse('article_point_needs_clause', {}, 'clause');
    const before = articles.find((one) => one.id === input.id);
    if (input.id !== null && before === undefined) return refuse('not_found');
    const same = articles.find(
      (one) => one.article === input.article && one.clause === input.clause && one.point === input.point,
    );
    if (same !== undefined && same.id !== input.id) return refuse('article_exists', {}, 'article');

    if (before === undefined) await insertArticle(tx, document.code, input, cx.now);
    else await updateArticle(tx, before.id, input, cx.now);

    await recordOnDocument(tx, cx, document, 'article_written', {
      ...(before === undefined ? {} : { before }),
      after: input,
    });
    return ok(document);
  });
}

/** Takes back an article entered by mistake; it leaves its trace. */
export async function withdrawLawArticle(
  cx: Context,
  id: string,
  input: { readonly id: string; readonly reason: string },
): Promise<Result<LegalDocument>> {
  return transact(cx, async (tx) => {
    const found = await documentToChange(tx, cx, id, 'change');
    if (!found.ok) return found;
    const before = (await articlesOf(tx, found.value.code)).find((one) => one.id === input.id);
    if (before === undefined) return refuse('not_found');

    await withdrawArticle(tx, before.id, cx.now);

    await recordOnDocument(tx, cx, found.value, 'article_withdrawn', { before, reason: input.reason });
    return ok(found.value);
  });
}
