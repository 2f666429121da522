import { refuse, ok, subtractDong, sumDong, ZERO_DONG, type Dong, type Refusal, type Result } from '#kernel';

/** A part of a project's support that falls into one year. */
export interface YearPart {
  readonly year: number;
  readonly amount: Dong;
}

/** How a project's support is divided among years: the plan's own year has what the following ones leave of the whole. */
export interface Split {
  readonly whole: Dong;
  readonly later: readonly YearPart[];
}

/** What a running project was promised for the plan's year: it is taken from the year's funds before anything new. */
export interface Commitment {
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly amount: Dong;
  /** Null where the year has no fund open yet. */
  readonly fundId: string | null;
}

/** A candidate, by how its support is divided; null: all of it falls into the plan's year. */
interface Divided {
  readonly split: Split | null;
}

/** A line of a plan, by its project. */
interface Placed {
  readonly projectId: string;
  readonly support: Dong;
}

const laterOf = ({ split }: Divided): Dong => sumDong((split?.later ?? []).map(({ amount }) => amount));

/** What of its support a project takes from the funds of the plan's year. */
export const thisYearOf = (candidate: Divided, support: Dong): Dong =>
  candidate.split === null ? support : subtractDong(support, laterOf(candidate));

/** The same of a line that was put forward. */
export const thisYearOfLine = (line: { readonly support: Dong; readonly later: readonly YearPart[] }): Dong =>
  subtractDong(line.support, sumDong(line.later.map(({ amount }) => amount)));

/** Whether the split still makes up the support: a line changed, or a norm lowered since, leaves it short. */
export const addsUp = ({ split }: Divided, support: Dong): boolean =>
  split === null || (support === split.whole && laterOf({ split }) < support);

/** Money of the plan's year in these lines. */
export function moneyOf(known: ReadonlyMap<string, Divided>, lines: readonly Placed[]): Dong {
  return sumDong(
    lines.map(({ projectId, support }) => {
      const candidate = known.get(projectId);
      return candidate ? thisYearOf(candidate, support) : support;
    }),
  );
}

/** What is promised of one following year. */
export interface YearPromise {
  readonly year: number;
  /** By earlier decisions. */
  readonly before: Dong;
  readonly here: Dong;
  /** Null: the plan sets no ceiling. */
  readonly left: Dong | null;
}

/** Every following year of which anything is promised, earliest first. */
export function promisesOf(
  {
    candidates,
    promised,
    terms,
  }: {
    readonly candidates: readonly (Divided & { readonly id: string })[];
    readonly promised: readonly YearPart[];
    readonly terms: { readonly promiseCeiling: Dong | null };
  },
  lines: readonly Placed[],
): YearPromise[] {
  const placed = new Set(lines.map(({ projectId }) => projectId));
  const parts = candidates.filter(({ id }) => placed.has(id)).flatMap(({ split }) => split?.later ?? []);
  const years = [...new Set([...promised, ...parts].map(({ year }) => year))].toSorted((a, b) => a - b);
  const ceiling = terms.promiseCeiling;
  return years.map((year) => {
    const [before, here] = [inYear(promised, year), inYear(parts, year)];
    return { year, before, here, left: ceiling === null ? null : ((ceiling - before - here) as Dong) };
  });
}

export const inYear = (parts: readonly YearPart[], year: number): Dong =>
  sumDong(parts.filter((part) => part.year === year).map(({ amount }) => amount));

/** A split as typed: the whole, what this year has of it, and each following year. */
export interface TypedSplit {
  readonly whole: Dong;
  readonly now: Dong;
  readonly later: readonly YearPart[];
}

/**
 * The split of a candidate; null where nothing is left for following years. Refuses all at once a sum that is not the
 * whole, a whole above what the candidate may have, and a year of the plan that has nothing.
 */
export function splitFrom(
  { whole, now, later }: TypedSplit,
  most: Dong,
  field: (name: 'whole' | 'now') => string,
): Result<Split | null> {
  const parts = later.filter(({ amount }) => amount > 0n);
  if (parts.length === 0 && now === whole) return ok(null);
  const sum = sumDong([now, ...parts.map(({ amount }) => amount)]);
  const faults: Refusal[] = [];
  if (whole > most)
    faults.push({ code: 'plan_split_is_above_most', params: { whole, most }, field: field('whole') });
  if (sum !== whole)
    faults.push({
      code: 'plan_split_does_not_add_up',
      params: { whole, sum, difference: sum > whole ? sum - whole : whole - sum },
      field: field('whole'),
    });
  if (now <= ZERO_DONG)
    faults.push({ code: 'plan_split_leaves_this_year_empty', params: {}, field: field('now') });
  const [first, ...also] = faults;
  if (first) return { ok: false, refusal: also.length > 0 ? { ...first, also } : first };
  return ok({ whole, later: parts });
}

export const refuseSplit = (number: string, support: Dong, split: Split, field: string) =>
  refuse('plan_support_is_not_the_split', { number, support, whole: split.whole }, field);
