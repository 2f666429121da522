import {
  addDays,
  contains,
  foldText,
  formatDate,
  parseLocalDate,
  todayIn,
  type LocalDate,
  type Locale,
} from '#kernel';
import { funds, isVerified, normSetOn, type Content, type LawBook, type NormSet } from '#law';
import { lawBookOn } from '#law/server';
import { m } from '#messages';
import { inProvince } from '#platform/server';
import { citationText, contentGroupLabel, documentTitle, fundTitle, perUnit, ruleLines } from '#text';
import { sayRefusal } from '../answer.ts';
import type { TableFile } from '../table-file.ts';
import { sayNorm, type SaidNorm } from './said-norms.ts';

/** A row of the public page: a content of the programme, with its level or that it is not known. */
export interface PublicNorm extends SaidNorm {
  /** What the set before said of it, where that was something else. */
  readonly change: string | null;
  /** Where one asks what one would get for it. */
  readonly ask: string | null;
}

/** The levels in force for a fund on a day, those that hold the words looked for. */
export async function publicNorms(locals: App.Locals, url: URL) {
  const { locale } = locals;
  const today = todayIn(locals.now);
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 100);
  const fund = funds.find((one) => one === asked('fund')) ?? 'national';
  const day = parseLocalDate(asked('on') === '' ? today : asked('on'));
  const on = day.ok ? day.value : today;
  const province = locals.province ?? '';
  // The norms of every day are in the book of any day.
  const book = await inProvince({ db: locals.db, province }, (tx) => lawBookOn(tx, province, today));
  const set = normSetOn(book.norms.sets, fund, province, on);
  const words = foldText(asked('q')).split(/\s+/).filter(Boolean);
  const rows = set.ok ? sayAll(set.value, book, today, locale) : [];
  const filter = { fund, on: day.ok ? day.value : asked('on'), q: asked('q') };
  return {
    filter,
    errors: day.ok ? [] : sayRefusal({ ...day.refusal, field: 'on' }, locale),
    changed: fund !== 'national' || on !== today || words.length > 0,
    on,
    set: set.ok ? saySet(set.value, locale) : null,
    none: set.ok ? [] : sayRefusal(set.refusal, locale),
    rows: rows.filter((row) => holds(row, words)),
    query: `?${new URLSearchParams({ fund, on, ...(filter.q === '' ? {} : { q: filter.q }) })}`,
  };
}

export type PublicNorms = Awaited<ReturnType<typeof publicNorms>>;

function saySet(set: NormSet, locale: Locale) {
  const levels = [...set.norms.values()];
  const { from, until } = set.inForce;
  return {
    document: documentTitle(set.document, locale),
    from,
    last: until === null ? null : addDays(until, -1),
    sample: set.sample,
    verified: isVerified(set.verification),
    vat: set.vat,
    priority:
      set.priorityFactor === null
        ? null
        : {
            factor: String(Number(set.priorityFactor.factor) / 10_000),
            basis: citationText(set.priorityFactor.citation, locale),
          },
    checked: levels.filter((norm) => isVerified(norm.verification)).length,
    total: levels.length,
  };
}

/** Every content of the programme in its order, also those whose level nobody knows. */
function sayAll(set: NormSet, { norms, wishes }: LawBook, today: LocalDate, locale: Locale): PublicNorm[] {
  const { contents, sets } = norms;
  const before = setBefore(set, sets);
  const current = contains(set.inForce, today);
  return [...contents.values()].map((content) => {
    const norm = set.norms.get(content.code);
    const said = norm === undefined ? sayAbsent(content, locale) : sayNorm(norm, contents, locale);
    return {
      ...said,
      change: before === undefined ? null : changeOf(content.code, set, before, locale),
      ask: current && wishes.has(content.code) ? `/support?want=${content.code}` : null,
    };
  });
}

function sayAbsent({ code, name, group }: Content, locale: Locale): SaidNorm {
  const lines = [m.norms_public_absent({}, { locale })];
  return {
    content: code,
    name: name[locale],
    group,
    lines,
    per: '',
    conditions: [],
    basis: null,
    verified: true,
    note: null,
  };
}

/** The set that ended last before this one began, of the same fund and province. */
function setBefore({ fund, province, inForce }: NormSet, sets: readonly NormSet[]): NormSet | undefined {
  return sets
    .filter((one) => one.fund === fund && one.province === province)
    .filter((one) => one.inForce.until !== null && one.inForce.until <= inForce.from)
    .toSorted((a, b) => (a.inForce.from < b.inForce.from ? 1 : -1))[0];
}

function changeOf(content: string, set: NormSet, before: NormSet, locale: Locale): string | null {
  const levelIn = (one: NormSet) => {
    const norm = one.norms.get(content);
    return norm && `${ruleLines(norm.rule, locale).join('; ')}, ${perUnit(norm, locale)}`;
  };
  const now = levelIn(set);
  const was = levelIn(before);
  if (now === was) return null;
  if (was === undefined) return m.norms_public_new({ from: formatDate(set.inForce.from) }, { locale });
  const last = formatDate(addDays(before.inForce.until ?? set.inForce.from, -1));
  return m.norms_public_was({ last, level: was }, { locale });
}

function holds({ content, name, lines, basis }: SaidNorm, words: readonly string[]): boolean {
  const text = foldText([content, name, ...lines, basis ?? ''].join(' '));
  return words.every((word) => text.includes(word));
}

/** The page as a table to take away. */
export function normsFile({ filter, on, rows }: PublicNorms, locale: Locale): TableFile {
  const say = { locale };
  return {
    name: m.norms_public_file({ fund: fundTitle(filter.fund, locale), on }, say),
    columns: [
      { title: m.norms_public_group({}, say), width: 28 },
      { title: m.norms_public_code({}, say), width: 8 },
      { title: m.norms_content({}, say), width: 48 },
      { title: m.norms_level({}, say), width: 36 },
      { title: m.norms_public_unit({}, say), width: 24 },
      { title: m.norms_public_conditions({}, say), width: 48 },
      { title: m.norms_basis({}, say), width: 36 },
      { title: m.norms_public_checked({}, say), width: 16 },
      { title: m.norms_public_before({}, say), width: 40 },
    ],
    rows: rows.map((row) => [
      contentGroupLabel(row.group, locale),
      row.content,
      row.name,
      row.lines.join('; '),
      row.per,
      row.conditions.join(' '),
      row.basis,
      row.per === ''
        ? null
        : row.verified
          ? m.norms_public_verified({}, say)
          : m.norms_public_unverified({}, say),
      row.change,
    ]),
  };
}
