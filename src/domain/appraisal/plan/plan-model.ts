import type { Dong } from '#kernel';
import { isAbout, type Candidate, type PlanChoice, type PlanLine, type PlanProblem } from './plan.ts';
import { scoreOf } from './plan-score.ts';
import { unitsOf } from './plan-tally.ts';
import { inYear, thisYearOf } from './plan-years.ts';

/** A column is one candidate in one fund: in, or not. */
interface Column {
  readonly projectId: string;
  readonly fundId: string;
  readonly support: Dong;
  /** What of it is of the plan's year. */
  readonly now: Dong;
  readonly kept: boolean;
}

interface Row {
  readonly indices: number[];
  readonly values: number[];
  readonly lower: number | null;
  readonly upper: number | null;
  /** May give way when nothing fits, at this price a unit; null: never. */
  readonly price: number | null;
}

/**
 * The choice as numbers for a solver, in millions of đồng. Numbers only propose: whatever comes back is computed anew
 * in whole đồng and refused where it does not fit.
 */
export interface PlanModel {
  readonly columns: readonly Column[];
  /** Of each column: what it is worth, in millions of thousandths of points. */
  readonly worth: readonly number[];
  readonly rows: readonly Row[];
}

const MILLION = 1_000_000;

export function planModel(problem: PlanProblem, asked: PlanChoice): PlanModel {
  const { funds, terms, candidates } = problem;
  const kept = new Map(asked.lines.filter((line) => line.kept).map((line) => [line.projectId, line]));
  const open = new Set(
    unitsOf(problem, asked, candidates).flatMap(({ members }) => members.map(({ id }) => id)),
  );
  const columns: Column[] = [];
  const worth: number[] = [];
  const of = new Map<string, number[]>();
  for (const candidate of candidates) {
    const line = kept.get(candidate.id);
    if (!line && !open.has(candidate.id)) continue;
    const support = line?.support ?? candidate.most;
    const now = thisYearOf(candidate, support);
    const score = scoreOf(candidate, terms).whole;
    for (const fund of line ? funds.filter(({ id }) => id === line.fundId) : funds) {
      of.set(candidate.id, [...(of.get(candidate.id) ?? []), columns.length]);
      columns.push({ projectId: candidate.id, fundId: fund.id, support, now, kept: line !== undefined });
      worth.push((Number(now) * score) / MILLION / 1000);
    }
  }
  const amount = columns.map(({ now }) => Number(now) / MILLION);
  const rows: Row[] = [];
  const row = (
    entries: readonly (readonly [number, number])[],
    lower: number | null,
    upper: number | null,
    price: number | null,
  ) => {
    const told = entries.filter(([, value]) => value !== 0);
    if (told.length > 0)
      rows.push({ indices: told.map(([i]) => i), values: told.map(([, v]) => v), lower, upper, price });
  };
  const ones = (ids: readonly string[], sign = 1) =>
    ids.flatMap((id) => (of.get(id) ?? []).map((i) => [i, sign] as const));

  for (const [id, at] of of)
    if (at.length > 1 || kept.has(id)) row(ones([id]), kept.has(id) ? 1 : null, 1, kept.has(id) ? 1 : null);
  for (const { id, free } of funds) {
    const within = columns.flatMap(({ fundId }, i) => (fundId === id ? [[i, amount[i]!] as const] : []));
    row(within, null, Number(free) / MILLION, 1 / Math.max(1, Number(free) / MILLION));
  }
  if (terms.onePerEstablishment)
    for (const group of Map.groupBy(
      candidates.filter(({ id }) => of.has(id)),
      ({ taxCode }) => taxCode,
    ).values())
      if (group.length > 1) row(ones(group.map(({ id }) => id)), null, 1, 1);
  for (const { projects } of terms.flagships)
    for (const [i, id] of projects.entries())
      if (i > 0 && of.has(id)) row([...ones([projects[0]!]), ...ones([id], -1)], 0, 0, null);
  const known = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  for (const year of terms.promiseCeiling === null ? [] : yearsOf(columns, known)) {
    const room = Number(terms.promiseCeiling! - inYear(problem.promised, year)) / MILLION;
    const entries = columns.map(
      ({ projectId }, i) =>
        [i, Number(inYear(known.get(projectId)!.split?.later ?? [], year)) / MILLION] as const,
    );
    row(entries, null, Math.max(0, room), 1 / Math.max(1, room));
  }
  const total = amount.reduce((sum, one) => sum + one, 0);
  for (const { topic, bound, share } of terms.targets) {
    const entries = columns.map(({ projectId }, i) => {
      const part = (isAbout(topic, known.get(projectId)!) ? 1 : 0) - share / 10_000;
      return [i, part * amount[i]!] as const;
    });
    row(entries, bound === 'least' ? 0 : null, bound === 'most' ? 0 : null, 1 / Math.max(1, total));
  }
  return { columns, worth, rows };
}

const yearsOf = (columns: readonly Column[], known: ReadonlyMap<string, Candidate>) =>
  new Set(
    columns.flatMap(({ projectId }) => (known.get(projectId)!.split?.later ?? []).map(({ year }) => year)),
  );

/** The same with room of `margin` million in every bound: where rounding let a đồng too much through. */
export function tightened(model: PlanModel, margin: number): PlanModel {
  const rows = model.rows.map((row) =>
    row.values.every((value) => Math.abs(value) === 1)
      ? row
      : {
          ...row,
          lower: row.lower === null ? null : row.lower + margin,
          upper: row.upper === null ? null : row.upper - margin,
        },
  );
  return { ...model, rows };
}

export function linesOf(model: PlanModel, chosen: readonly number[]): PlanLine[] {
  return chosen.flatMap((i) => {
    const column = model.columns[i];
    if (!column) return [];
    const { projectId, fundId, support, kept } = column;
    return [{ projectId, fundId, support, kept }];
  });
}

/** The columns of lines, to begin from: those that the model has. */
export function columnsOf(model: PlanModel, lines: readonly PlanLine[]): number[] {
  const at = new Map(model.columns.map(({ projectId, fundId }, i) => [`${projectId} ${fundId}`, i]));
  return lines.flatMap(({ projectId, fundId }) => at.get(`${projectId} ${fundId}`) ?? []);
}
