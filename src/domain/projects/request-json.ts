import { canonicalJson, type Dong } from '#kernel';
import type { AnswerStep } from './applicable-norm.ts';
import type { FundedLine, Request } from './request.ts';

/** A request as stored: canonical JSON, amounts as decimal strings, so that its hash is stable. */
export function requestJson(request: Request): string {
  return canonicalJson(request);
}

type Stored = Record<string, unknown>;
const amount = (value: unknown): Dong => BigInt(String(value)) as Dong;

/** Reads a stored request back; the shape was checked when it was submitted. */
export function requestFromJson(value: unknown): Request {
  const r = value as Stored & { machines: Stored[]; costLines: Stored[]; results: Stored };
  return {
    ...(r as unknown as Request),
    asked: amount(r['asked']),
    machines: r.machines.map((m) => ({
      ...m,
      unitPrice: amount(m['unitPrice']),
    })) as unknown as Request['machines'],
    costLines: r.costLines.map((l) => ({
      ...l,
      unitPrice: amount(l['unitPrice']),
      other: amount(l['other']),
    })) as unknown as Request['costLines'],
    results: { ...r.results, revenue: amount(r.results['revenue']) } as Request['results'],
  };
}

export function fundedLinesFromJson(value: unknown): FundedLine[] {
  return (value as Stored[]).map((l) => ({
    ...l,
    unitPrice: amount(l['unitPrice']),
    other: amount(l['other']),
    amount: amount(l['amount']),
    support: amount(l['support']),
    own: amount(l['own']),
  })) as unknown as FundedLine[];
}

/** The kept explanation of a norm's answer: numbers come back from their decimal strings. */
export function explanationFromJson(value: unknown): AnswerStep[] {
  return ((value ?? []) as Stored[]).map((step) => ({
    ...step,
    params: Object.fromEntries(
      Object.entries(step['params'] as Stored).map(([name, v]) => [
        name,
        numbers.includes(name) && typeof v === 'string' ? BigInt(v) : v,
      ]),
    ),
  })) as unknown as AnswerStep[];
}

const numbers = ['percent', 'factor', 'cost', 'amount', 'cap'];
