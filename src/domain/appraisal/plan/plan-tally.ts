import { ZERO_DONG, type Dong } from '#kernel';
import { byId, isAbout, type Candidate, type PlanChoice, type PlanLine, type PlanProblem } from './plan.ts';
import { isFlagship } from './plan-faults.ts';
import { addsUp, inYear, thisYearOf } from './plan-years.ts';

/** Candidates that come in together: a flagship, or one alone. */
export interface Unit {
  readonly flagship: string | null;
  readonly members: readonly Candidate[];
}

/** Whether a proposal may choose it at all. */
function isOpen(problem: PlanProblem, asked: PlanChoice, candidate: Candidate): boolean {
  if (asked.out.includes(candidate.id) || candidate.most <= 0n) return false;
  if (!addsUp(candidate, candidate.most)) return false;
  return candidate.ready || problem.terms.ahead;
}

/** The units a proposal chooses among, in the order of `candidates`; a flagship stands where its first member does. */
export function unitsOf(problem: PlanProblem, asked: PlanChoice, candidates: readonly Candidate[]): Unit[] {
  const { flagships } = problem.terms;
  const known = byId(problem.candidates);
  const done = new Set<string>();
  return candidates.flatMap((candidate): Unit[] => {
    if (done.has(candidate.id)) return [];
    const flagship = flagships.find(({ projects }) => projects.includes(candidate.id));
    if (!flagship) return isOpen(problem, asked, candidate) ? [{ flagship: null, members: [candidate] }] : [];
    const members = flagship.projects.flatMap((id) => known.get(id) ?? []);
    for (const { id } of members) done.add(id);
    const whole = members.length === flagship.projects.length && isFlagship(problem, flagship.projects);
    return whole && members.every((member) => isOpen(problem, asked, member))
      ? [{ flagship: flagship.name, members }]
      : [];
  });
}

/** What stops a unit from coming in; null where nothing does. */
export type Obstacle =
  | { readonly by: 'establishment'; readonly taxCode: string }
  | { readonly by: 'money' }
  | { readonly by: 'promise'; readonly year: number; readonly left: Dong }
  | { readonly by: 'share'; readonly target: number };

/** A choice that grows and shrinks, with its sums kept: what 500 candidates are tried against. */
export class PlanTally {
  readonly #problem: PlanProblem;
  readonly #lines = new Map<string, PlanLine>();
  readonly #left: Map<string, Dong>;
  readonly #about: Dong[];
  /** What may still be promised, by following year; years without a limit are left out. */
  readonly #open = new Map<number, Dong>();
  readonly #holders = new Map<string, number>();
  readonly #known: ReadonlyMap<string, Candidate>;
  #all: Dong = ZERO_DONG;

  constructor(problem: PlanProblem, lines: readonly PlanLine[]) {
    this.#problem = problem;
    this.#known = byId(problem.candidates);
    this.#left = new Map(problem.funds.map(({ id, free }) => [id, free]));
    this.#about = problem.terms.targets.map(() => ZERO_DONG);
    const { promiseCeiling: ceiling } = problem.terms;
    if (ceiling !== null)
      for (const { year } of problem.candidates.flatMap(({ split }) => split?.later ?? []))
        this.#open.set(year, (ceiling - inYear(problem.promised, year)) as Dong);
    for (const line of lines) this.#count(line, 1n);
  }

  get lines(): readonly PlanLine[] {
    return [...this.#lines.values()];
  }

  has(id: string): boolean {
    return this.#lines.has(id);
  }

  left(fundId: string): Dong {
    return this.#left.get(fundId) ?? ZERO_DONG;
  }

  /** Puts a unit in where nothing stops it. `shares`: which targets must hold afterwards. */
  add(unit: Unit, shares: 'most' | 'all'): Obstacle | null {
    const { obstacle, lines } = this.#try(unit, shares);
    if (obstacle === null) for (const line of lines) this.#count(line, 1n);
    return obstacle;
  }

  obstacle(unit: Unit): Obstacle | null {
    return this.#try(unit, 'all').obstacle;
  }

  drop(unit: Unit): void {
    for (const { id } of unit.members) {
      const line = this.#lines.get(id);
      if (line) this.#count(line, -1n);
    }
  }

  /** Targets that are missed now, by their place. */
  missed(): number[] {
    return this.#missedWith(this.#all, this.#about, 'all');
  }

  #try(unit: Unit, shares: 'most' | 'all'): { obstacle: Obstacle | null; lines: readonly PlanLine[] } {
    const { funds, terms } = this.#problem;
    const [left, open] = [new Map(this.#left), new Map(this.#open)];
    const lines: PlanLine[] = [];
    const holders = new Map<string, number>();
    for (const member of unit.members) {
      const { id, taxCode, most: support } = member;
      const now = thisYearOf(member, support);
      if (this.has(id)) continue;
      const held = (this.#holders.get(taxCode) ?? 0) + (holders.get(taxCode) ?? 0);
      if (terms.onePerEstablishment && held > 0) return { obstacle: { by: 'establishment', taxCode }, lines };
      holders.set(taxCode, 1);
      // The fund it fills best, so that large sums stay together for large projects.
      const fund = funds
        .filter((one) => left.get(one.id)! >= now)
        .toSorted((a, b) => (left.get(a.id)! < left.get(b.id)! ? -1 : 1))[0];
      if (!fund) return { obstacle: { by: 'money' }, lines };
      left.set(fund.id, (left.get(fund.id)! - now) as Dong);
      for (const { year, amount } of member.split?.later ?? []) {
        const before = open.get(year);
        if (before === undefined) continue;
        if (before < amount) return { obstacle: { by: 'promise', year, left: before }, lines };
        open.set(year, (before - amount) as Dong);
      }
      lines.push({ projectId: id, fundId: fund.id, support, kept: false });
    }
    let all = this.#all;
    const about = [...this.#about];
    for (const { projectId, support } of lines) {
      const candidate = this.#known.get(projectId)!;
      const now = thisYearOf(candidate, support);
      all = (all + now) as Dong;
      for (const [i, { topic }] of terms.targets.entries())
        if (isAbout(topic, candidate)) about[i] = (about[i]! + now) as Dong;
    }
    const [target] = this.#missedWith(all, about, shares);
    return { obstacle: target === undefined ? null : { by: 'share', target }, lines };
  }

  #missedWith(all: Dong, about: readonly Dong[], shares: 'most' | 'all'): number[] {
    return [...this.#problem.terms.targets.entries()].flatMap(([i, { bound, share }]) => {
      if (shares === 'most' && bound === 'least') return [];
      const [is, should] = [about[i]! * 10_000n, all * BigInt(share)];
      return (bound === 'least' ? is >= should : is <= should) ? [] : [i];
    });
  }

  #count(line: PlanLine, sign: 1n | -1n): void {
    const candidate = this.#known.get(line.projectId);
    const amount = (candidate ? thisYearOf(candidate, line.support) : line.support) * sign;
    if (sign > 0n) this.#lines.set(line.projectId, line);
    else this.#lines.delete(line.projectId);
    this.#all = (this.#all + amount) as Dong;
    this.#left.set(line.fundId, (this.left(line.fundId) - amount) as Dong);
    if (!candidate) return;
    for (const { year, amount: later } of candidate.split?.later ?? []) {
      const open = this.#open.get(year);
      if (open !== undefined) this.#open.set(year, (open - later * sign) as Dong);
    }
    this.#holders.set(candidate.taxCode, (this.#holders.get(candidate.taxCode) ?? 0) + Number(sign));
    for (const [i, { topic }] of this.#problem.terms.targets.entries())
      if (isAbout(topic, candidate)) this.#about[i] = (this.#about[i]! + amount) as Dong;
  }
}
