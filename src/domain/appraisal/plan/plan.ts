import { sumDong, ZERO_DONG, type Dong } from '#kernel';
import type { ProcedureKind, State } from '#projects';
import {
  moneyOf,
  promisesOf,
  thisYearOf,
  type Commitment,
  type Split,
  type YearPart,
  type YearPromise,
} from './plan-years.ts';

/** A project that may enter the plan, with what the choice among them rests on. */
export interface Candidate {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: State;
  /** Appraised: the decision of the plan is the next act. Others are there for planning ahead. */
  readonly ready: boolean;
  /** The project as it was read; a decision on an older one is refused. */
  readonly revision: number;
  readonly fiscalYear: number;
  readonly content: string;
  /** One of the nine groups of contents. */
  readonly group: number;
  /** đề án nhóm: its beneficiaries are attached after the decision. */
  readonly groupProject: boolean;
  readonly establishment: string;
  /** Of the company; its branches share it. A group project, which has none, stands for itself. */
  readonly taxCode: string;
  readonly commune: string;
  /** Appraised support, or what was asked for where nothing was appraised yet. */
  readonly appraised: Dong;
  /** What the norm allows today; null where it refuses. */
  readonly allowed: Dong | null;
  /** The most it may have: within what was appraised, asked for, and the norm. Zero: nothing. */
  readonly most: Dong;
  /** Of a project that needs money in following years too; null: all of it is of the plan's year. */
  readonly split: Split | null;
  /** The last year of its timetable. */
  readonly worksUntil: number;
  readonly totalCost: Dong;
  /** What the establishment itself brings in, when it has the most. */
  readonly counterpart: Dong;
  readonly jobs: number;
  /** Ranks of the levels of priority, areas first; the law's order (`comparePriorityOrders`). */
  readonly priority: readonly PriorityRank[];
}

export interface PriorityRank {
  readonly by: string;
  /** 1 is best; one more than `of` where no ground is established. */
  readonly rank: number;
  readonly of: number;
  /** No list says where it stands: neither in nor out. */
  readonly unknown?: boolean;
}

/** A fund the plan may draw on, with what is free in it once the running projects have their part of the year. */
export interface PlanFund {
  readonly id: string;
  readonly name: string;
  readonly free: Dong;
  /** What running projects take first; no part of `free`, which is below zero where they need more than there is. */
  readonly committed: Dong;
}

/** A candidate's place in a scenario. Lines stand in their order. */
export interface PlanLine {
  readonly projectId: string;
  readonly fundId: string;
  readonly support: Dong;
  /** Stays in, with this amount, whatever is proposed. */
  readonly kept: boolean;
}

/** What a scenario chooses: lines in order, and candidates that stay out whatever is proposed. */
export interface PlanChoice {
  readonly lines: readonly PlanLine[];
  readonly out: readonly string[];
}

/** Money of the plan that a share speaks of: a content, a group of contents, or a level of priority reached. */
export type Topic =
  | { readonly of: 'content'; readonly code: string }
  | { readonly of: 'group'; readonly code: string }
  | { readonly of: 'priority'; readonly code: string };

/** At least, or at most, so much of the plan's money: a target, and a constraint of what is proposed. */
export interface ShareTarget {
  readonly topic: Topic;
  readonly bound: 'least' | 'most';
  /** Hundredths of a percent. */
  readonly share: number;
}

/** Đề án điểm: projects that come in together or not at all. */
export interface Flagship {
  readonly name: string;
  readonly projects: readonly string[];
}

/** Hundredths of the whole are not needed: each weight is 0 to 100. */
export interface Weights {
  readonly priority: number;
  readonly readiness: number;
  readonly counterpart: number;
  readonly jobs: number;
}

/** What the plan is built by: data of the plan, shown and editable. */
export interface PlanTerms {
  readonly weights: Weights;
  /** Own money for each đồng of support that earns the full mark. */
  readonly counterpartFull: number;
  /** New jobs for each billion of support that earn the full mark. */
  readonly jobsFull: number;
  readonly targets: readonly ShareTarget[];
  readonly onePerEstablishment: boolean;
  readonly flagships: readonly Flagship[];
  /** What makes a flagship: so many contents and so many establishments. */
  readonly flagshipContents: number;
  readonly flagshipEstablishments: number;
  /** By project: how its support is divided among years. */
  readonly splits: Readonly<Record<string, Split>>;
  /** The most that may be promised of each following year, with what earlier decisions promised; null: no limit. */
  readonly promiseCeiling: Dong | null;
  /** By running project: the fund its part of this year comes from, where it is not the usual one. */
  readonly commitmentFunds: Readonly<Record<string, string>>;
  /** Candidates not yet appraised may be proposed too. */
  readonly ahead: boolean;
}

/** Everything a choice is judged by. */
export interface PlanProblem {
  readonly year: number;
  readonly procedure: ProcedureKind;
  readonly candidates: readonly Candidate[];
  readonly funds: readonly PlanFund[];
  readonly commitments: readonly Commitment[];
  /** What earlier decisions promised of the years after the plan's. */
  readonly promised: readonly YearPart[];
  readonly terms: PlanTerms;
  /** Targets of the terms that nothing is known for: no list of priority areas was brought in. They bind nobody. */
  readonly unknown: readonly ShareTarget[];
}

export const startingTerms: PlanTerms = {
  weights: { priority: 40, readiness: 20, counterpart: 25, jobs: 15 },
  counterpartFull: 3,
  jobsFull: 30,
  targets: [],
  onePerEstablishment: true,
  flagships: [],
  flagshipContents: 2,
  flagshipEstablishments: 2,
  splits: {},
  promiseCeiling: null,
  commitmentFunds: {},
  ahead: false,
};

export function isAbout(topic: Topic, candidate: Candidate): boolean {
  if (topic.of === 'content') return candidate.content === topic.code;
  if (topic.of === 'group') return String(candidate.group) === topic.code;
  const level = candidate.priority.find(({ by }) => by === topic.code);
  return level !== undefined && level.rank <= level.of;
}

/** Whether no candidate's standing on a level of priority is known. */
export function isUnknown(topic: Topic, candidates: readonly Candidate[]): boolean {
  if (topic.of !== 'priority') return false;
  const levels = candidates.flatMap(({ priority }) => priority.filter(({ by }) => by === topic.code));
  return levels.length > 0 && levels.every(({ unknown, rank, of }) => unknown === true && rank > of);
}

export const byId = (candidates: readonly Candidate[]): ReadonlyMap<string, Candidate> =>
  new Map(candidates.map((candidate) => [candidate.id, candidate]));

/** What the establishment brings in when it has this much support: the rest of the cost that others do not pay. */
export function counterpartOf(candidate: Candidate, support: Dong): Dong {
  const more = candidate.most > support ? candidate.most - support : 0n;
  return (candidate.counterpart + more) as Dong;
}

/** Where the money of a scenario goes, computed anew with every change. */
export interface PlanStanding {
  readonly projects: number;
  /** Of the plan's year. */
  readonly money: Dong;
  /** What is promised of following years. */
  readonly promises: readonly YearPromise[];
  readonly counterpart: Dong;
  readonly jobs: number;
  readonly funds: readonly { readonly fund: PlanFund; readonly used: Dong; readonly left: Dong }[];
  readonly contents: readonly { readonly code: string; readonly projects: number; readonly money: Dong }[];
  /** Money of projects that reach a level of priority, by level. */
  readonly priorities: readonly { readonly by: string; readonly money: Dong }[];
}

export function standingOf(
  problem: Pick<PlanProblem, 'candidates' | 'funds' | 'promised' | 'terms'>,
  lines: readonly PlanLine[],
): PlanStanding {
  const known = byId(problem.candidates);
  const placed = lines.flatMap((line) => {
    const candidate = known.get(line.projectId);
    return candidate ? [{ line, candidate, now: thisYearOf(candidate, line.support) }] : [];
  });
  const contents = new Map<string, { projects: number; money: Dong }>();
  const priorities = new Map<string, Dong>();
  for (const { candidate, now } of placed) {
    const { projects, money } = contents.get(candidate.content) ?? { projects: 0, money: ZERO_DONG };
    contents.set(candidate.content, { projects: projects + 1, money: (money + now) as Dong });
    for (const { by, rank, of } of candidate.priority) {
      const before = priorities.get(by) ?? ZERO_DONG;
      priorities.set(by, rank <= of ? ((before + now) as Dong) : before);
    }
  }
  return {
    projects: placed.length,
    money: moneyOf(known, lines),
    promises: promisesOf(problem, lines),
    counterpart: sumDong(placed.map(({ line, candidate }) => counterpartOf(candidate, line.support))),
    jobs: placed.reduce((sum, { candidate }) => sum + candidate.jobs, 0),
    funds: problem.funds.map((fund) => {
      const used = moneyOf(
        known,
        lines.filter(({ fundId }) => fundId === fund.id),
      );
      return { fund, used, left: (fund.free - used) as Dong };
    }),
    contents: [...contents]
      .map(([code, of]) => ({ code, ...of }))
      .toSorted((a, b) => (a.money < b.money ? 1 : -1)),
    priorities: [...priorities].map(([by, money]) => ({ by, money })),
  };
}
