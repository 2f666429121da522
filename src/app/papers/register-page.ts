import { isId, isLocalDate, todayIn, yearOf } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { mayTemplate, wordsOf, type PaperPlace, type RegisterFilter } from '#records';
import { readRegister, registersOf } from '#records/server';
import { m } from '#messages';
import { tableAsExcel } from '../table-file.ts';
import { stateOf } from './papers-page.ts';

const PAGE = 50;
/** As many numbers as a book takes; a year of a province is some thousands. */
const MOST = 50_000;

function filterFrom(url: URL, cx: Context): RegisterFilter & { readonly search: string } {
  const get = (name: string) => url.searchParams.get(name)?.trim() ?? '';
  const year = Number(get('year'));
  const search = get('search').slice(0, 120);
  return {
    year: Number.isInteger(year) && year > 2000 && year < 2200 ? year : yearOf(todayIn(cx.now)),
    series: /^\p{L}{1,8}$/u.test(get('series')) ? get('series') : null,
    unit: isId(get('unit')) ? get('unit') : null,
    cancelled: get('cancelled') !== '',
    ...{ search, words: wordsOf(search) },
  };
}

function placeFrom(text: string | null): PaperPlace | null {
  const [at = '', id = ''] = (text ?? '').split('~');
  return isId(id) && isLocalDate(at.slice(0, 10)) && !Number.isNaN(Date.parse(at)) ? { at, id } : null;
}

function registerQuery(filter: ReturnType<typeof filterFrom>, after?: PaperPlace | null): string {
  const query = new URLSearchParams({ year: String(filter.year) });
  if (filter.series) query.set('series', filter.series);
  if (filter.unit) query.set('unit', filter.unit);
  if (filter.cancelled) query.set('cancelled', 'on');
  if (filter.search) query.set('search', filter.search);
  if (after) query.set('after', `${after.at}~${after.id}`);
  return query.toString();
}

/** A page of the register of papers, with the registers there are. */
export async function loadRegister(cx: Context, url: URL) {
  const filter = filterFrom(url, cx);
  const after = placeFrom(url.searchParams.get('after'));
  return inProvince(cx, async (tx) => {
    const [registers, page, units] = await Promise.all([
      registersOf(tx, cx.province),
      readRegister(tx, cx.province, filter, after, PAGE),
      tx.selectFrom('people.unit').select(['id', 'name']).where('province', '=', cx.province).execute(),
    ]);
    const name = new Map(units.map((unit) => [unit.id, unit.name]));
    const issuing = [...new Set(registers.map(({ unit }) => unit))];
    return {
      filter,
      rows: page.rows.map((row) => ({ ...row, state: stateOf(row, page.replaced) })),
      first: after === null ? null : registerQuery(filter),
      next: page.next && registerQuery(filter, page.next),
      excel: registerQuery(filter),
      years: [...new Set([yearOf(todayIn(cx.now)), ...registers.map(({ year }) => year)])].sort(
        (a, b) => b - a,
      ),
      series: [...new Set(registers.map(({ series }) => series))].sort(),
      units: issuing.map((id) => ({ id, name: name.get(id) ?? id })),
      seesTemplates: mayTemplate(cx.actor, 'draft') || mayTemplate(cx.actor, 'publish'),
    };
  });
}

export async function registerExcel(cx: Context, url: URL): Promise<Response> {
  const filter = filterFrom(url, cx);
  const { rows, replaced } = await inProvince(cx, (tx) => readRegister(tx, cx.province, filter, null, MOST));
  const said = { cancelled: m.papers_cancelled, replaced: m.papers_replaced, in_force: m.papers_in_force };
  return tableAsExcel({
    name: `${m.papers_register()} ${filter.year}`,
    columns: [
      ...[
        { title: m.papers_sign(), width: 20 },
        { title: m.papers_on(), width: 12 },
      ],
      ...[
        { title: m.papers_kind(), width: 36 },
        { title: m.papers_about(), width: 60 },
      ],
      ...[
        { title: m.papers_unit(), width: 36 },
        { title: m.papers_state(), width: 14 },
      ],
      { title: m.papers_cancel_reason(), width: 40 },
    ],
    rows: rows
      .toReversed()
      .map((row) => [
        ...[
          row.sign,
          row.issuedOn.split('-').toReversed().join('/'),
          row.title,
          row.subject.label,
          row.unitName,
        ],
        said[stateOf(row, replaced)](),
        row.cancelled?.reason ?? null,
      ]),
  });
}
