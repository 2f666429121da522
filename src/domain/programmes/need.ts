import { foldText, type Dong, type LocalDate } from '#kernel';

/** The two programmes a need may be meant for, as projects follow their procedures. */
export const programmes = ['provincial', 'national'] as const;
export type Programme = (typeof programmes)[number];

/** What a person says of a need. */
export interface NeedInput {
  readonly establishmentId: string | null;
  readonly name: string;
  readonly taxCode: string | null;
  readonly phone: string | null;
  readonly commune: string;
  readonly contentCode: string;
  readonly procedure: Programme;
  readonly title: string;
  readonly reason: string | null;
  /** What would be bought or done, by name. */
  readonly machine: string | null;
  /** Whose offer it rests on. */
  readonly quotation: string | null;
  readonly cost: Dong | null;
  readonly asked: Dong | null;
  readonly ownFunds: boolean;
  readonly site: boolean;
  readonly papers: boolean;
}

export const readinessCodes = [
  'establishment',
  'machine',
  'quotation',
  'cost',
  'own_funds',
  'site',
  'papers',
] as const;
export type ReadinessCode = (typeof readinessCodes)[number];

/** One step to readiness: data (programmes.readiness_step). */
export interface ReadinessStep {
  readonly code: ReadinessCode;
  readonly weight: number;
  readonly required: boolean;
}

/** `title`: neither a machine nor a quotation stands behind it. `ready`: every required step is done. */
export const standings = ['title', 'preparing', 'ready'] as const;
export type Standing = (typeof standings)[number];

export interface Readiness {
  /** Share of the weights done, 0 to 100, rounded down: 100 only when nothing is missing. */
  readonly score: number;
  readonly standing: Standing;
  readonly missing: readonly ReadinessStep[];
}

type Facts = Pick<
  NeedInput,
  'establishmentId' | 'machine' | 'quotation' | 'cost' | 'ownFunds' | 'site' | 'papers'
>;

export function readinessOf(need: Facts, steps: readonly ReadinessStep[]): Readiness {
  const done: Readonly<Record<ReadinessCode, boolean>> = {
    establishment: need.establishmentId !== null,
    machine: need.machine !== null,
    quotation: need.quotation !== null,
    cost: need.cost !== null,
    own_funds: need.ownFunds,
    site: need.site,
    papers: need.papers,
  };
  const missing = steps.filter((step) => !done[step.code]);
  const sum = (some: readonly ReadinessStep[]) => some.reduce((total, step) => total + step.weight, 0);
  const all = sum(steps);
  const score = all === 0 ? 100 : Math.floor(((all - sum(missing)) * 100) / all);
  const standing: Standing =
    !done.machine && !done.quotation
      ? 'title'
      : missing.some((step) => step.required)
        ? 'preparing'
        : 'ready';
  return { score, standing, missing };
}

/** A need as it is kept. */
export interface Need extends NeedInput {
  readonly id: string;
  readonly roundId: string;
  readonly score: number;
  readonly standing: Standing;
  readonly projectId: string | null;
  readonly revision: number;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly withdrawn: boolean;
}

/** A round in which needs are asked for. Dates on Vietnam's calendar; `closesOn` is the last day. */
export interface Round {
  readonly id: string;
  readonly fiscalYear: number;
  readonly name: string;
  readonly openedOn: LocalDate;
  readonly closesOn: LocalDate;
  readonly closed: boolean;
  readonly note: string | null;
  readonly revision: number;
}

/** Who a need is for, as far as is known; as `programmes.need.business_key` has it. */
export function businessKey(need: Pick<NeedInput, 'taxCode' | 'name' | 'commune'>): string {
  return need.taxCode ?? `${foldText(need.name)}@${need.commune}`;
}
