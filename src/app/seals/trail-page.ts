import { error } from '@sveltejs/kit';
import { addDays, formatDate, isLocalDate, localDate, parseLocalDate, todayIn, type Locale } from '#kernel';
import { m } from '#messages';
import { inProvince } from '#platform/server';
import { lastSeal, sealedDay, sealedDays, sealsOf } from '#records/server';
import { provincesOn } from '#territory/server';

const DAYS_A_PAGE = 60;
const SEALS_A_PAGE = 500;
/** Days in the feed: who reads it once a month misses none. */
const DAYS_IN_FEED = 40;

/** A day as it is typed (`28/11/2026`) or addressed (`2026-11-28`); null for anything else. */
function dayFrom(text: string): string | null {
  if (isLocalDate(text)) return text;
  const read = parseLocalDate(text);
  return read.ok ? read.value : null;
}

/** The sealed days of the province shown, newest first, and how far the present day is. */
export async function loadTrail(locals: Pick<App.Locals, 'db' | 'province'>, url: URL) {
  const asked = url.searchParams.get('upTo') ?? '';
  const upTo = dayFrom(asked);
  const wrong = asked.trim() !== '' && upTo === null;
  const { province } = locals;
  if (province === null) return { asked, upTo, wrong, days: [], next: null, last: null };
  return inProvince({ db: locals.db, province }, async (tx) => {
    const found = await sealedDays(tx, province, { upTo, size: DAYS_A_PAGE + 1 });
    const days = found.slice(0, DAYS_A_PAGE);
    const last = (await lastSeal(tx, province)) ?? null;
    return { asked, upTo, wrong, days, next: found[DAYS_A_PAGE]?.day ?? null, last };
  });
}

/** The seals of one day. */
export async function loadTrailDay(locals: Pick<App.Locals, 'db' | 'province'>, asked: string, url: URL) {
  const day = dayFrom(asked);
  const { province } = locals;
  if (day === null || day !== asked || province === null) error(404, 'Not found');
  const after = Math.max(0, Number.parseInt(url.searchParams.get('after') ?? '0', 10) || 0);
  const page = await inProvince({ db: locals.db, province }, async (tx) => ({
    closed: (await sealedDay(tx, province, day)) ?? null,
    found: await sealsOf(tx, province, day, { after, size: SEALS_A_PAGE + 1 }),
  }));
  if (page.closed === null && page.found.length === 0) error(404, 'Not found');
  const seals = page.found.slice(0, SEALS_A_PAGE);
  const next = page.found.length > SEALS_A_PAGE ? (seals.at(-1)?.no ?? null) : null;
  return { day, after, closed: page.closed, seals, next };
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0).toString()};`);

/** The closed days as an Atom feed: whoever keeps it holds us to what we published. */
export async function trailFeed(
  locals: Pick<App.Locals, 'db' | 'province' | 'now'>,
  origin: string,
  locale: Locale,
): Promise<Response> {
  const { province } = locals;
  if (province === null) error(404, 'Not found');
  const days = await inProvince({ db: locals.db, province }, (tx) =>
    sealedDays(tx, province, { upTo: null, size: DAYS_IN_FEED }),
  );
  const named = (await provincesOn(locals.db, todayIn(locals.now))).find(({ code }) => code === province);
  const name = named?.name ?? province;
  const options = { locale };
  const title = escaped(m.trail_feed_title({ province: name }, options));
  /** A day is closed when the next one has begun in Vietnam. */
  const closedAt = (day: string) => `${addDays(localDate(day), 1)}T00:00:00+07:00`;
  const entries = days.map(({ day, hash, entries: count, seals }) => {
    const text = m.trail_feed_entry({ entries: String(count), seals: String(seals), hash }, options);
    return `<entry><id>${escaped(`${origin}/trail/${day}#${province}`)}</id><title>${escaped(`${formatDate(localDate(day))}: ${hash}`)}</title><updated>${closedAt(day)}</updated><link href="${escaped(`${origin}/trail/${day}`)}"/><content type="text">${escaped(text)}</content></entry>`;
  });
  const updated = days[0] ? closedAt(days[0].day) : `${todayIn(locals.now)}T00:00:00+07:00`;
  const feed = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${locale}"><id>${escaped(`${origin}/trail/feed.atom#${province}`)}</id><title>${title}</title><author><name>Khuyến Công</name></author><updated>${updated}</updated><link rel="self" href="${escaped(`${origin}/trail/feed.atom`)}"/><link href="${escaped(`${origin}/trail`)}"/>
${entries.join('\n')}
</feed>
`;
  return new Response(feed, {
    headers: {
      'content-type': 'application/atom+xml; charset=utf-8',
      'cache-control': 'public, max-age=300',
    },
  });
}
