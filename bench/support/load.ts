/** What a load did. Times are milliseconds of single calls, seen by the caller. */
export interface LoadResult {
  readonly calls: number;
  readonly errors: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

interface Load {
  /** How many call at the same time, each beginning its next call when the last is answered. */
  readonly callers: number;
  readonly seconds: number;
  /** Calls before the clock starts: connections, plans, compiled code. */
  readonly warmUpSeconds?: number;
  /** One call; a rejection counts as an error and not as a call. */
  readonly call: (caller: number, at: number) => Promise<unknown>;
}

/** Lets `callers` call for `seconds` and tells how often and how fast they were answered. */
export async function runLoad(load: Load): Promise<LoadResult> {
  if (load.warmUpSeconds !== undefined && load.warmUpSeconds > 0) await drive(load, load.warmUpSeconds);
  const { times, errors, seconds } = await drive(load, load.seconds);
  times.sort((a, b) => a - b);
  return {
    calls: times.length,
    errors,
    perSecond: round(times.length / seconds),
    p50: round(percentile(times, 0.5)),
    p95: round(percentile(times, 0.95)),
    p99: round(percentile(times, 0.99)),
  };
}

async function drive(
  load: Load,
  wanted: number,
): Promise<{ times: number[]; errors: number; seconds: number }> {
  const times: number[] = [];
  let errors = 0;
  const began = performance.now();
  const end = began + wanted * 1000;
  const callOn = async (caller: number) => {
    for (let at = 0; performance.now() < end; at++) {
      const called = performance.now();
      try {
        await load.call(caller, at);
        times.push(performance.now() - called);
      } catch {
        errors++;
      }
    }
  };
  await Promise.all(Array.from({ length: load.callers }, (_, caller) => callOn(caller)));
  return { times, errors, seconds: (performance.now() - began) / 1000 };
}

/** The value below which the share `p` of the sorted values lies (nearest rank); 0 without values. */
export function percentile(sorted: readonly number[], p: number): number {
  if (sorted.length === 0) return 0;
  return sorted[Math.min(sorted.length - 1, Math.ceil(p * sorted.length) - 1)] ?? 0;
}

const round = (value: number) => Math.round(value * 100) / 100;
