import type { Dong } from '#kernel';
import type { Dimension, SimulationResult } from './simulation-tally.ts';

/** As kept: amounts as decimal strings, told apart from words in the parameters of a reason. */
export function simulationResultJson(result: SimulationResult): string {
  const reasons = result.reasons.map(({ refusal, ...rest }) => ({
    ...rest,
    code: refusal.code,
    params: Object.fromEntries(
      Object.entries(refusal.params).map(([name, value]) => [
        name,
        typeof value === 'bigint' ? { dong: String(value) } : value,
      ]),
    ),
  }));
  return JSON.stringify({ ...result, reasons }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

interface KeptResult extends Omit<SimulationResult, 'reasons'> {
  readonly reasons: readonly {
    readonly code: string;
    readonly content: string;
    readonly projects: number;
    readonly params: Readonly<Record<string, string | number | { readonly dong: string }>>;
  }[];
}

/** Reads a kept result back. */
export function simulationResultOf(json: unknown): SimulationResult {
  const kept = json as KeptResult;
  const sums = <T extends { before: Dong; after: Dong }>(one: T): T => ({
    ...one,
    before: BigInt(one.before) as Dong,
    after: BigInt(one.after) as Dong,
  });
  const groups = (name: Dimension) => kept.by[name].map(sums);
  return {
    total: sums(kept.total),
    by: { content: groups('content'), area: groups('area'), size: groups('size'), year: groups('year') },
    reasons: kept.reasons.map(({ code, params, content, projects }) => ({
      refusal: {
        code,
        params: Object.fromEntries(
          Object.entries(params).map(([name, value]) => [
            name,
            typeof value === 'object' ? BigInt(value.dong) : value,
          ]),
        ),
      },
      content,
      projects,
    })),
    largest: kept.largest.map(sums),
    money: kept.money.map(({ year, given: amount }) => ({ year, given: BigInt(amount) as Dong })),
  };
}
