import { error, redirect } from '@sveltejs/kit';
import { isId, newId, todayIn, yearOf, type FormFields, type Locale } from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { groupFields, mayAttach, mayBeginGroup } from '#projects';
import { projectFor, sendGroupProject, versionsOf } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/** The form of a group project: new, or as it was sent last where a supplement was asked for. */
export async function loadGroupPage(cx: Context, locale: Locale, id?: string) {
  const page = await inProvince(cx, async (tx) => {
    if (!mayBeginGroup(cx.actor)) return undefined;
    const project = id !== undefined && isId(id) ? await projectFor(tx, cx, id) : undefined;
    const isOpen = project?.kind === 'group' && project.state === 'supplement_requested';
    if (id !== undefined && !(isOpen && mayAttach(cx.actor, project))) return undefined;
    const [sent] = project ? await versionsOf(tx, cx.province, project.id) : [];
    const contents = [...(await loadContents(tx, cx.province)).values()];
    return {
      number: project?.number ?? null,
      contents: contents.map(({ code, name }) => ({ value: code, label: `${code} · ${name[locale]}` })),
      fields: {
        ...(sent ? groupFields(sent.request) : begun(cx)),
        id: project?.id ?? newId(cx.now.getTime()),
        revision: project ? String(project.revision) : '',
      },
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

const begun = (cx: Context): FormFields => ({
  procedure: 'provincial',
  fiscalYear: String(yearOf(todayIn(cx.now)) + 1),
});

export async function sendGroupFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const { id = '', revision = '' } = fields;
  const sent = await sendGroupProject(cx, {
    id,
    revision: revision === '' ? null : Number(revision),
    fields,
  });
  if (!sent.ok) return failWith(sent.refusal, fields, locale);
  redirect(303, `/desk/projects/${sent.value.id}`);
}
