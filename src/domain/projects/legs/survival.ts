/** How many came to the end of something after so many days, or left (`reached` false) without. */
export interface Ended {
  readonly days: number;
  readonly reached: boolean;
  readonly n: number;
}

/** How many are under way, and for how many days by now. */
export interface Running {
  readonly days: number;
  readonly n: number;
}

/**
 * The share that has not arrived after so many days: a step down at every day somebody arrived on, in the order of days.
 * Those under way count up to today and those who left up to the day they left (Kaplan and Meier's estimate), so that a
 * figure is not made of the quick ones alone. Where all have arrived it is the plain share.
 */
export interface Survival {
  readonly steps: readonly { readonly days: number; readonly share: number }[];
  /** How many arrived. */
  readonly reached: number;
}

export function survivalOf(ended: readonly Ended[], running: readonly Running[]): Survival {
  const byDay = new Map<number, { reached: number; gone: number }>();
  let atRisk = 0;
  const add = (days: number, reached: number, gone: number) => {
    const day = byDay.get(days) ?? { reached: 0, gone: 0 };
    day.reached += reached;
    day.gone += gone;
    atRisk += reached + gone;
    byDay.set(days, day);
  };
  for (const { days, reached, n } of ended) add(days, reached ? n : 0, reached ? 0 : n);
  for (const { days, n } of running) add(days, 0, n);

  const steps: { days: number; share: number }[] = [];
  let share = 1;
  let all = 0;
  for (const [days, { reached, gone }] of [...byDay].sort(([a], [b]) => a - b)) {
    if (reached > 0) {
      share *= 1 - reached / atRisk;
      all += reached;
      steps.push({ days, share });
    }
    atRisk -= reached + gone;
  }
  return { steps, reached: all };
}

/** Products of fractions that should come out at exactly a half do not. */
const NEARLY = 1e-9;

/**
 * After how many days the given part has arrived, of those who have not after `than` days: the days somebody really took.
 * Null where that is not known, because too many are still under way or left.
 */
export function daysUntil({ steps }: Survival, part: number, than = -Infinity): number | null {
  let before = 1;
  for (const { days, share } of steps) {
    if (days <= than) before = share;
    else if (share <= before * (1 - part) + NEARLY) return before > NEARLY ? days : null;
  }
  return null;
}
