/** One figure. Comparisons name the peer and give the ratio ours / peer, both measured in the same run. */
export interface Measure {
  readonly metric: string;
  readonly value: number;
  /** As printed: `ms`, `1/s`, `kB`, `count`. */
  readonly unit: string;
  readonly peer?: string;
  readonly peerValue?: number;
  readonly ratio?: number;
  /** What was aimed at, and whether it was reached. */
  readonly goal?: string;
  readonly met?: boolean;
}

export interface BenchTools {
  /** Progress, on standard error. */
  readonly note: (line: string) => void;
  /** Undone when the benchmark has ended, last first, failed or not. */
  readonly atEnd: (undo: () => Promise<void> | void) => void;
}

/** A benchmark: `bench/<name>.bench.ts` exports one as its default. */
export interface Bench {
  readonly about: string;
  readonly run: (tools: BenchTools) => Promise<readonly Measure[]>;
}

export function bench(one: Bench): Bench {
  return one;
}
