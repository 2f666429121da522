import { error, redirect } from '@sveltejs/kit';
import { readForm, type Locale } from '#kernel';
import { mayDraftNorms } from '#law';
import {
  addOwnContent,
  changeOwnContent,
  ownContentChangeForm,
  ownContentForm,
  ownContents,
  removeOwnContent,
  type OwnContent,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { countProjectsOfContents } from '#projects/server';
import { documentTitle } from '#text';
import { failWith, textFields } from '../answer.ts';

async function contentsOf(cx: Context) {
  return inProvince(cx, async (tx) => {
    const contents = await ownContents(tx, cx.province);
    const codes = contents.map(({ code }) => code);
    const counts = await countProjectsOfContents(tx, cx.province, codes);
    return contents.map((content) => ({ ...content, projects: counts.get(content.code) ?? 0 }));
  });
}

const said = (content: OwnContent & { readonly projects: number }, locale: Locale) => ({
  ...content,
  name: locale === 'vi' ? content.nameVi : content.nameEn,
  basis: [documentTitle(content.document, locale), content.article].filter(Boolean).join(', '),
});

/** The contents the province added to the catalogue, and the form for another. */
export async function loadContentsPage(cx: Context, locale: Locale) {
  const contents = await contentsOf(cx);
  return {
    contents: contents.map((content) => said(content, locale)),
    mayAdd: mayDraftNorms(cx.actor, 'local'),
  };
}

export async function addContentFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(ownContentForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const added = await addOwnContent(cx, read.value);
  if (!added.ok) return failWith(added.refusal, fields, locale);
  redirect(303, '/desk/norms/contents');
}

export async function loadContentPage(cx: Context, code: string, locale: Locale) {
  const found = (await contentsOf(cx)).find((content) => content.code === code);
  if (!found || !mayDraftNorms(cx.actor, 'local')) error(404, 'Not found');
  const { group, nameVi, nameEn, document, article } = found;
  return {
    content: said(found, locale),
    fields: { group: String(group), nameVi, nameEn, document, article: article ?? '' },
  };
}

export async function changeContentFromForm(cx: Context, code: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(ownContentChangeForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const changed = await changeOwnContent(cx, code, read.value);
  if (!changed.ok) return failWith(changed.refusal, fields, locale);
  redirect(303, '/desk/norms/contents');
}

export async function removeContentFromForm(cx: Context, code: string, locale: Locale) {
  const removed = await removeOwnContent(cx, code);
  if (!removed.ok) return failWith(removed.refusal, {}, locale);
  redirect(303, '/desk/norms/contents');
}
