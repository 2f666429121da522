import type { ProjectStep } from '#funds';
import { minDong, subtractDong, ZERO_DONG, type Dong } from '#kernel';

type Stations = Readonly<Partial<Record<string, Dong>>>;

/** A project's money in one fund. */
export interface MoneyInFund {
  readonly fundId: string;
  readonly balances: Stations;
}

const leaves = {
  plan: null,
  commit: 'planned',
  advance: 'committed',
  settle: 'spent',
  restore: 'recovered',
} as const;
const arrives = {
  ...{ plan: 'planned', commit: 'committed', advance: 'advanced', settle: 'settled', restore: null },
  ...{ release: null, spend: 'spent', recover: 'recovered' },
} as const;

/**
 * The steps of an act by fund, for a project that has money of several years: each đồng is taken where it stands, from the
 * oldest fund first (`money` in that order). What stands nowhere is asked of the project's own fund, which refuses it.
 */
export function spreadMoves(
  steps: readonly ProjectStep[],
  money: readonly MoneyInFund[],
  home: string,
): { readonly fundId: string; readonly steps: readonly ProjectStep[] }[] {
  const balances = new Map(money.map((one) => [one.fundId, { ...one.balances }]));
  if (!balances.has(home)) balances.set(home, {});
  const spread = new Map<string, ProjectStep[]>();
  const move = (fundId: string, step: ProjectStep, from: string | null, amount: Dong) => {
    if (amount === 0n) return;
    const at = balances.get(fundId)!;
    const to = arrives[step.kind];
    if (from !== null) at[from] = subtractDong(at[from] ?? ZERO_DONG, amount);
    if (to !== null) at[to] = ((at[to] ?? 0n) + amount) as Dong;
    spread.set(fundId, [...(spread.get(fundId) ?? []), { ...step, amount }]);
  };
  for (const step of steps) {
    const from = 'from' in step ? step.from : leaves[step.kind];
    let left = step.amount;
    if (from !== null)
      for (const [fundId, at] of balances) {
        const part = minDong(left, at[from] ?? ZERO_DONG);
        if (part <= 0n) continue;
        move(fundId, step, from, part);
        left = subtractDong(left, part);
      }
    move(home, step, from, left);
  }
  return [...spread].map(([fundId, own]) => ({ fundId, steps: own }));
}
