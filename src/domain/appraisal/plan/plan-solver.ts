import type { PlanModel } from './plan-model.ts';

/** What a solver is asked. Plain data: it goes to another thread. */
export interface SolverQuestion {
  readonly model: PlanModel;
  /** Columns of a plan known beforehand, to begin from; empty for none. */
  readonly start: readonly number[];
  readonly seconds: number;
  /** Ends once within this part of the proven bound. */
  readonly gap: number;
  /** Finds where constraints may give way least, instead of the most worth. */
  readonly elastic: boolean;
}

export interface SolverAnswer {
  readonly status: 'solved' | 'time_is_up' | 'infeasible';
  /** Columns that are in; empty where nothing was found. */
  readonly chosen: readonly number[];
  /** No plan is worth more, in the model's own unit; null where none is proven. */
  readonly bound: number | null;
}

export type Solver = (question: SolverQuestion) => Promise<SolverAnswer>;
