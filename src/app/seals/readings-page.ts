import { error } from '@sveltejs/kit';
import { isId, isLocalDate, parseLocalDate } from '#kernel';
import { m } from '#messages';
import type { Context } from '#people/server';
import { readings } from '#records/server';

const PAGE_SIZE = 100;

/** The register of readings as it is asked for. A day that is none is said to be, and asks for nothing. */
export async function loadReadings(cx: Context, url: URL) {
  const asked = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const day = (name: string) => {
    const text = asked(name);
    const read = isLocalDate(text) ? text : parseLocalDate(text);
    return typeof read === 'string' ? read : read.ok ? read.value : null;
  };
  const fields = { reader: asked('reader').slice(0, 100), from: asked('from'), to: asked('to') };
  const wrong = (['from', 'to'] as const).filter((name) => fields[name] !== '' && day(name) === null);
  const id = (name: string) => (isId(asked(name)) ? asked(name) : null);
  const document = id('document');
  const after = id('after');
  const filter = { reader: fields.reader || null, document, from: day('from'), to: day('to') };
  const page = await readings(cx, filter, { after, size: PAGE_SIZE });
  if (!page.ok) error(404, 'Not found');
  const kept = new URLSearchParams(
    Object.entries({ ...fields, document: document ?? '' }).filter(([, v]) => v !== ''),
  );
  const query = kept.toString();
  return {
    ...page.value,
    fields,
    errors: wrong.map((field) => ({ field, message: m.trail_day_is_wrong() })),
    filtered: query !== '',
    first: after === null ? null : `/admin/readings${query ? `?${query}` : ''}`,
    more:
      page.value.next === null ? null : `/admin/readings?${query ? `${query}&` : ''}after=${page.value.next}`,
  };
}
