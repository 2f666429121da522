/** The steps of making the sample province, in their order. */
type Stage = 'people' | 'establishments' | 'funds' | 'requests' | 'acts' | 'year_end' | 'history';

export interface Progress {
  readonly stage: Stage;
  readonly done: number;
  readonly total: number;
}

/** Counts what is done, and asks after each part whether to go on. */
export interface Meter {
  readonly enter: (stage: Stage) => void;
  readonly step: () => void;
}

/** `check` throws when the process was told to end: what is made stays, and the next start goes on there. */
export function meterOf(total: number, tell: (progress: Progress) => void, check: () => void): Meter {
  let stage: Stage = 'people';
  let done = 0;
  return {
    enter: (next) => {
      stage = next;
      tell({ stage, done, total });
    },
    step: () => {
      check();
      done++;
      tell({ stage, done, total });
    },
  };
}

/** Works on several things at once; each is independent of the others. After an error nothing new is begun. */
export async function together<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const failed: unknown[] = [];
  const workers = Array.from({ length: atOnce }, async () => {
    for (const item of waiting) {
      if (failed.length > 0) return;
      await work(item).catch((error: unknown) => failed.push(error));
    }
  });
  await Promise.all(workers);
  if (failed.length > 0) throw failed[0];
}
