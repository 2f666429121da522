import { addDong, ZERO_DONG, type Dong, type Refusal } from '#kernel';
import { changeOf, given, outcomes, type Outcome, type SimulatedProject } from './simulated-project.ts';

/** The sums of one content, area, size or year. */
export interface SimulationGroup {
  readonly key: string;
  readonly projects: number;
  readonly before: Dong;
  readonly after: Dong;
  readonly outcomes: Readonly<Record<Outcome, number>>;
}

/** One reason why the draft refuses what the set before gave, and how often for one content. */
interface SimulationReason {
  readonly refusal: Refusal;
  readonly content: string;
  readonly projects: number;
}

/** A project with one of the largest changes. */
export interface LargestChange extends Pick<
  SimulatedProject,
  'id' | 'number' | 'title' | 'year' | 'content' | 'outcome'
> {
  readonly before: Dong;
  readonly after: Dong;
}

const dimensions = ['content', 'area', 'size', 'year'] as const;
export type Dimension = (typeof dimensions)[number];

export interface SimulationResult {
  readonly total: SimulationGroup;
  readonly by: Readonly<Record<Dimension, readonly SimulationGroup[]>>;
  readonly reasons: readonly SimulationReason[];
  readonly largest: readonly LargestChange[];
  /** What the budgets gave the funds of the procedure, year by year; years without a fund are left out. */
  readonly money: readonly { readonly year: number; readonly given: Dong }[];
}

const MOST_NAMED = 20;
const MOST_REASONS = 50;

interface Growing {
  projects: number;
  before: Dong;
  after: Dong;
  readonly outcomes: Record<Outcome, number>;
}

const empty = (): Growing => ({
  projects: 0,
  before: ZERO_DONG,
  after: ZERO_DONG,
  outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>,
});

function add(group: Growing, project: SimulatedProject): void {
  group.projects++;
  group.before = addDong(group.before, given(project.before));
  group.after = addDong(group.after, given(project.after));
  group.outcomes[project.outcome]++;
}

/** Adds projects up one by one: what it holds grows with the kinds of things, never with their number. */
export class SimulationTally {
  readonly #total = empty();
  readonly #by = new Map<Dimension, Map<string, Growing>>(dimensions.map((name) => [name, new Map()]));
  readonly #reasons = new Map<string, { refusal: Refusal; content: string; projects: number }>();
  #largest: LargestChange[] = [];

  add(project: SimulatedProject): void {
    add(this.#total, project);
    for (const [name, groups] of this.#by) {
      const key = String(project[name]);
      let group = groups.get(key);
      if (group === undefined) groups.set(key, (group = empty()));
      add(group, project);
    }
    if (!project.after.ok && project.before.ok) this.#refused(project.content, project.after.refusal);
    this.#keepLargest(project);
  }

  #refused(content: string, refusal: Refusal): void {
    const key = `${content} ${refusal.code}`;
    const known = this.#reasons.get(key);
    if (known !== undefined) known.projects++;
    else this.#reasons.set(key, { refusal: { ...withoutMore(refusal) }, content, projects: 1 });
  }

  #keepLargest(project: SimulatedProject): void {
    const change = size(changeOf(project));
    if (change === 0n) return;
    const least = this.#largest.at(-1);
    if (this.#largest.length === MOST_NAMED && least !== undefined && change <= changeBetween(least)) return;
    const { id, number, title, year, content, outcome } = project;
    const one = { id, number, title, year, content, outcome };
    this.#largest.push({ ...one, before: given(project.before), after: given(project.after) });
    this.#largest.sort((a, b) => compare(changeBetween(b), changeBetween(a)));
    this.#largest = this.#largest.slice(0, MOST_NAMED);
  }

  get projects(): number {
    return this.#total.projects;
  }

  result(money: SimulationResult['money']): SimulationResult {
    const groups = (name: Dimension) =>
      [...this.#by.get(name)!].map(([key, group]) => ({ key, ...group })).sort((a, b) => order(a.key, b.key));
    return {
      total: { key: '', ...this.#total },
      by: { content: groups('content'), area: groups('area'), size: groups('size'), year: groups('year') },
      reasons: [...this.#reasons.values()].sort((a, b) => b.projects - a.projects).slice(0, MOST_REASONS),
      largest: this.#largest,
      money,
    };
  }
}

const size = (amount: bigint) => (amount < 0n ? -amount : amount);
const changeBetween = ({ before, after }: LargestChange) => size(after - before);
const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function withoutMore({ code, params }: Refusal): Refusal {
  return { code, params };
}
