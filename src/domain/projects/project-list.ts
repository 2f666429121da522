import { foldText } from '#kernel';
import { states, type State } from './project.transitions.ts';

export const listSorts = ['recent', 'due', 'amount', 'number'] as const;
export type ListSort = (typeof listSorts)[number];

/** What a list is narrowed by; the address of the page is its text form, so a list can be shared and saved. */
export interface ListFilter {
  readonly search: string;
  readonly states: readonly State[];
  readonly procedure: 'national' | 'provincial' | null;
  readonly year: number | null;
  readonly content: string | null;
  readonly commune: string | null;
  readonly fund: string | null;
  readonly establishment: string | null;
  readonly sort: ListSort;
}

/**
 * How far the results of a filter are counted; beyond it the page says "more than". Words have to be looked
 * for row by row, so they are counted less far: who finds a hundred projects by words adds a word.
 */
export function countedTo({ search }: Pick<ListFilter, 'search'>): number {
  return searchWords(search).length > 0 ? 100 : 1000;
}

/** A place in a sorted list: the last row's sort value and id. Pages follow keys, so page 1,000 costs what page 1 does. */
export interface ListKey {
  readonly value: string;
  readonly id: string;
}

/** Reads a filter from an address; what is not understood is left out, never an error page. */
export function filterFrom(params: URLSearchParams): ListFilter {
  const text = (name: string) => params.get(name)?.trim() || null;
  const year = Number(text('year'));
  const sort = text('sort') as ListSort | null;
  const procedure = text('procedure');
  return {
    search: (text('q') ?? '').slice(0, 120),
    states: params.getAll('state').filter((s): s is State => (states as readonly string[]).includes(s)),
    procedure: procedure === 'national' || procedure === 'provincial' ? procedure : null,
    year: Number.isInteger(year) && year >= 2002 && year <= 2100 ? year : null,
    content: text('content')?.slice(0, 10) ?? null,
    commune: text('commune')?.slice(0, 10) ?? null,
    fund: uuidOf(text('fund')),
    establishment: uuidOf(text('establishment')),
    sort: sort !== null && listSorts.includes(sort) ? sort : 'recent',
  };
}

function uuidOf(text: string | null): string | null {
  return text !== null && /^[0-9a-f-]{36}$/.test(text) ? text : null;
}

/** Words of a search, without accents; at most eight, so a pasted page of text stays a search. */
export function searchWords(search: string): string[] {
  return foldText(search)
    .split(/\s+/)
    .filter((w) => w.length > 0)
    .slice(0, 8);
}

/** `value~id`, opaque to the reader of an address. */
export function keyText(key: ListKey): string {
  return `${key.value}~${key.id}`;
}

export function keyFrom(text: string | null): ListKey | null {
  const match = /^(.{1,40})~([0-9a-f-]{36})$/.exec(text ?? '');
  return match ? { value: match[1]!, id: match[2]! } : null;
}
