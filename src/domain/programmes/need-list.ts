import { foldText, isId } from '#kernel';
import { programmes, standings, type Programme, type Standing } from './need.ts';

export const needSorts = ['recent', 'score'] as const;
export type NeedSort = (typeof needSorts)[number];

/** What a list of a round's needs is narrowed by. */
export interface NeedFilter {
  readonly search: string;
  readonly commune: string | null;
  readonly content: string | null;
  readonly standing: Standing | null;
  readonly procedure: Programme | null;
  /** Whether it became a request; null for both. */
  readonly requested: boolean | null;
  readonly sort: NeedSort;
}

/** The place of the last row under the list's sort. */
export interface NeedKey {
  readonly value: string;
  readonly id: string;
}

/** Read off an address; what is not understood is left out. */
export function needFilterFrom(query: URLSearchParams): NeedFilter {
  const text = (name: string) => (query.get(name) ?? '').trim().slice(0, 100);
  const one = <T extends string>(name: string, choices: readonly T[]) =>
    choices.find((choice) => choice === text(name)) ?? null;
  const code = (name: string) => (/^[A-Za-z0-9@-]{1,20}$/.test(text(name)) ? text(name) : null);
  return {
    search: text('q'),
    commune: code('commune'),
    content: code('content'),
    standing: one('standing', standings),
    procedure: one('procedure', programmes),
    requested: { yes: true, no: false }[text('requested')] ?? null,
    sort: one('sort', needSorts) ?? 'recent',
  };
}

/** The address of the same list, `over` put in its place. */
export function needQuery(filter: NeedFilter, over: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams();
  const set = (name: string, value: string | null) => {
    if (value) query.set(name, value);
  };
  set('q', filter.search);
  for (const name of ['commune', 'content', 'standing', 'procedure'] as const) set(name, filter[name]);
  if (filter.requested !== null) query.set('requested', filter.requested ? 'yes' : 'no');
  if (filter.sort !== 'recent') query.set('sort', filter.sort);
  for (const [name, value] of Object.entries(over)) query.set(name, value);
  return query.toString();
}

export function needKeyFrom(text: string | null, sort: NeedSort): NeedKey | null {
  const [value = '', id = ''] = (text ?? '').split('~');
  const fits = sort === 'score' ? /^\d{1,3}$/.test(value) : /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
  return fits && isId(id) ? { value, id } : null;
}

const MOST_WORDS = 8;

/** One pattern a word, accents or not; a word of one or two letters stands at a word's beginning. */
export function needPatterns(search: string): string[] {
  return foldText(search)
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS)
    .map((word) => {
      const literal = word.replace(/[\\%_]/g, '\\$&');
      return word.length < 3 ? `% ${literal}%` : `%${literal}%`;
    });
}
