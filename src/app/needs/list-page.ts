import { error } from '@sveltejs/kit';
import { todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  isOpenFor,
  mayImportNeeds,
  mayKeepRounds,
  needCommunes,
  needFilterFrom,
  needKeyFrom,
  needQuery,
} from '#programmes';
import { countNeeds, listNeeds, roundsOf } from '#programmes/server';
import { programmeLabel, standingLabel } from '#text';
import { m } from '#messages';
import { tableAsExcel } from '../table-file.ts';
import { communeOptions, contentOptions } from './need-choices.ts';

const PAGE = 50;
const COUNTED = 1000;
/** A book of more rows is no list any more; filters make it smaller. */
const MOST_ROWS = 20_000;

/** The needs of a round as the actor may see them. */
export async function loadNeedList(cx: Context, locale: Locale, url: URL) {
  const communes = needCommunes(cx.actor);
  if (communes === undefined) error(404, 'Not found');
  const filter = needFilterFrom(url.searchParams);
  return inProvince(cx, async (tx) => {
    const rounds = await roundsOf(tx, cx.province);
    const round = rounds.find(({ id }) => id === url.searchParams.get('round')) ?? rounds[0] ?? null;
    const contents = await contentOptions(tx, cx.province, locale);
    const places = await communeOptions(tx, cx);
    const after = needKeyFrom(url.searchParams.get('after'), filter.sort);
    const page = round ? await listNeeds(tx, round.id, filter, communes, { after, size: PAGE }) : null;
    const count = round ? await countNeeds(tx, round.id, filter, communes, COUNTED + 1) : 0;
    const over: Record<string, string> = round ? { round: round.id } : {};
    return {
      ...{ rounds, round, filter, contents, communes: places, count, most: COUNTED },
      rows: (page?.rows ?? []).map((need) => ({
        ...need,
        content: contents.find(({ value }) => value === need.contentCode)?.label ?? need.contentCode,
        place: places.find(({ value }) => value === need.commune)?.label ?? '',
      })),
      query: needQuery(filter, over),
      filtered: needQuery({ ...filter, sort: 'recent' }) !== '',
      first: after ? `?${needQuery(filter, over)}` : null,
      next: page?.next ? `?${needQuery(filter, { ...over, after: page.next })}` : null,
      mayEnter: round !== null && mayImportNeeds(cx.actor) && isOpenFor(cx.actor, round, todayIn(cx.now)),
      keeper: mayKeepRounds(cx.actor),
      whole: communes === null,
      today: todayIn(cx.now),
    };
  });
}

/** The same list as a book, as far as `MOST_ROWS`. */
export async function needListBook(cx: Context, locale: Locale, url: URL) {
  const communes = needCommunes(cx.actor);
  if (communes === undefined) error(404, 'Not found');
  const filter = needFilterFrom(url.searchParams);
  const found = await inProvince(cx, async (tx) => {
    const rounds = await roundsOf(tx, cx.province);
    const round = rounds.find(({ id }) => id === url.searchParams.get('round')) ?? rounds[0];
    if (!round) return undefined;
    const { rows } = await listNeeds(tx, round.id, filter, communes, { after: null, size: MOST_ROWS });
    const places = new Map((await communeOptions(tx, cx)).map(({ value, label }) => [value, label]));
    return { round, rows, places };
  });
  if (!found) error(404, 'Not found');
  const tick = (done: boolean) => (done ? 'x' : '');
  return tableAsExcel({
    name: m.needs_title({}, { locale }),
    columns: [
      { title: m.needs_name({}, { locale }), width: 36 },
      { title: m.needs_tax_code({}, { locale }) },
      { title: m.needs_commune({}, { locale }), width: 22 },
      { title: m.needs_phone({}, { locale }) },
      { title: m.needs_content({}, { locale }), width: 12 },
      { title: m.needs_programme({}, { locale }), width: 24 },
      { title: m.needs_what({}, { locale }), width: 40 },
      { title: m.needs_machine({}, { locale }), width: 30 },
      { title: m.needs_quotation({}, { locale }), width: 30 },
      { title: m.needs_cost({}, { locale }), width: 20 },
      { title: m.needs_asked({}, { locale }), width: 20 },
      { title: m.needs_step_own_funds({}, { locale }) },
      { title: m.needs_step_site({}, { locale }) },
      { title: m.needs_step_papers({}, { locale }) },
      { title: m.needs_standing({}, { locale }) },
      { title: '%', width: 8 },
    ],
    rows: found.rows.map((need) => [
      need.name,
      need.taxCode,
      found.places.get(need.commune) ?? need.commune,
      need.phone,
      need.contentCode,
      programmeLabel(need.procedure),
      need.title,
      need.machine,
      need.quotation,
      need.cost,
      need.asked,
      tick(need.ownFunds),
      tick(need.site),
      tick(need.papers),
      standingLabel(need.standing),
      need.score,
    ]),
  });
}
