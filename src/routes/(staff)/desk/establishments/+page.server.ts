import { error } from '@sveltejs/kit';
import { namesOf } from '#app/establishment-page.ts';
import { signedIn } from '#app/signed-in.ts';
import { mayRegisterSomewhere } from '#establishments';
import { establishmentChoices, searchEstablishments } from '#establishments/server';
import { isId } from '#kernel';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, url }) => {
  const cx = signedIn(locals);
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 100);
  const filter = { q: asked('q'), commune: asked('commune'), sector: asked('sector'), form: asked('form') };
  const after = { name: url.searchParams.get('after') ?? '', id: url.searchParams.get('id') ?? '' };
  const page = await searchEstablishments(
    cx,
    {
      text: filter.q,
      commune: filter.commune || undefined,
      sector: filter.sector || undefined,
      legalForm: filter.form || undefined,
    },
    isId(after.id) ? after : null,
  );
  if (!page.ok) error(404, 'Not found');

  const choices = await establishmentChoices(cx);
  const rows = page.value.rows.map((it) => ({
    id: it.id,
    name: it.name,
    taxCode: it.taxCode,
    employees: it.employees,
    ...namesOf(it, choices, locals.locale),
  }));
  const filtered = Object.entries(filter).filter(([, value]) => value !== '');
  const next = page.value.next;
  const query = new URLSearchParams(filtered);
  const nextQuery = next && new URLSearchParams([...filtered, ['after', next.name], ['id', next.id]]);
  return {
    rows,
    choices,
    filter,
    filtered: filtered.length > 0,
    province: cx.province,
    first: isId(after.id) ? `?${query.toString()}` : null,
    next: nextQuery && `?${nextQuery.toString()}`,
    mayEnter: mayRegisterSomewhere(cx.actor),
  };
};
