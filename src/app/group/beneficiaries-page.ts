import { error, redirect } from '@sveltejs/kit';
import { establishmentChoices, searchEstablishments } from '#establishments/server';
import { isId, type FormFields, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { attachableStates, mayAttach, roomIn } from '#projects';
import { attachBeneficiary, beneficiariesOf, detachBeneficiary, isPaid, projectFor } from '#projects/server';
import { failWith, textFields } from '../answer.ts';

/** More found than one looks through: the search is to be narrowed. */
const MOST_FOUND = 10;

/** The beneficiaries of a group project, what is left for further ones, and the establishments searched for. */
export async function loadBeneficiariesPage(cx: Context, id: string, query: URLSearchParams) {
  const page = await inProvince(cx, async (tx) => {
    const project = isId(id) ? await projectFor(tx, cx, id) : undefined;
    if (project?.kind !== 'group') return undefined;
    const { number, title, establishmentName, state } = project;
    const all = await beneficiariesOf(tx, cx.province, id);
    const open = mayAttach(cx.actor, project) && attachableStates.includes(state);
    return {
      project: { id, number, title, establishmentName, planned: project.planned !== null },
      room: roomIn(project, all),
      all,
      mayAttach: open,
      mayDetach: open && !(await isPaid(tx, id)),
    };
  });
  if (!page) error(404, 'Not found');
  const text = query.get('q')?.trim() ?? '';
  return {
    ...page,
    province: cx.province,
    communes: page.mayAttach ? (await establishmentChoices(cx)).communes : [],
    search: text,
    found: page.mayAttach && text !== '' ? await found(cx, text) : [],
    fields: { taxCode: query.get('tax') ?? '', commune: query.get('commune') ?? '' } as FormFields,
    done: ['attached', 'detached'].find((done) => query.has(done)) ?? null,
  };
}

async function found(cx: Context, text: string) {
  const page = await searchEstablishments(cx, { text });
  const rows = page.ok ? page.value.rows.slice(0, MOST_FOUND) : [];
  return rows.map(({ id, name, taxCode, commune }) => ({ id, name, taxCode, commune }));
}

export async function attachFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const attached = await attachBeneficiary(cx, id, fields);
  if (!attached.ok) return failWith(attached.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}/beneficiaries?attached`);
}

export async function detachFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const detached = await detachBeneficiary(cx, id, { id: fields['beneficiary'] ?? '', fields });
  if (!detached.ok) return failWith(detached.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}/beneficiaries?detached`);
}
