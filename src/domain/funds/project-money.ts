import type { Dong } from '#kernel';
import type { PostingDetails, TransferRequest } from './posting.ts';
import type { Fund } from './fund.ts';
import type { ProjectStation } from './stations.ts';

/** One step of a project's money within a fund. The station it leaves is stated where there is a choice. */
export type ProjectStep =
  | { readonly kind: 'plan' | 'commit' | 'advance' | 'settle' | 'restore'; readonly amount: Dong }
  | { readonly kind: 'release'; readonly from: 'planned' | 'committed'; readonly amount: Dong }
  | { readonly kind: 'spend'; readonly from: 'advanced' | 'committed'; readonly amount: Dong }
  | { readonly kind: 'recover'; readonly from: 'advanced' | 'spent' | 'settled'; readonly amount: Dong };

/** Money of one project in one fund. */
export interface ProjectMoney extends PostingDetails {
  readonly fundId: string;
  readonly projectId: string;
}

const ways = {
  plan: ['appropriated', 'planned'],
  commit: ['planned', 'committed'],
  advance: ['committed', 'advanced'],
  settle: ['spent', 'settled'],
  restore: ['recovered', 'appropriated'],
} as const;

const arrivals = { release: 'appropriated', spend: 'spent', recover: 'recovered' } as const;

/** The transfers of the steps, in order; steps of zero đồng move nothing and are left out. */
export function transfersOfSteps(
  money: Pick<ProjectMoney, 'fundId' | 'projectId'>,
  steps: readonly ProjectStep[],
): TransferRequest[] {
  return steps
    .filter((step) => step.amount !== 0n)
    .map((step) => ({
      bookId: money.fundId,
      projectId: money.projectId,
      kind: step.kind,
      amount: step.amount,
      ...wayOf(step),
    }));
}

function wayOf(step: ProjectStep): Pick<TransferRequest, 'from' | 'to'> {
  if ('from' in step) return { from: step.from, to: arrivals[step.kind] };
  const [from, to] = ways[step.kind];
  return { from, to };
}

/** The đồng of one project in one fund; the counterpart is what its establishment brings in beside. */
export interface ProjectFundMoney {
  readonly fund: Fund;
  readonly balances: Readonly<Record<ProjectStation, Dong>>;
  readonly counterpart: Readonly<Record<'pledged' | 'evidenced', Dong>>;
}
