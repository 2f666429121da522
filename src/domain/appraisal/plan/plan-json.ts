import { z } from 'zod';
import { dong } from '#kernel';
import { startingTerms, type PlanChoice, type PlanTerms } from './plan.ts';
import type { Proposed } from './proposal.ts';

/** As kept in the database: whole numbers beyond 2^53 as `{"dong": "…"}`. */
export function exactJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? { dong: String(one) } : one));
}

function revived(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revived);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === 'dong') return BigInt(String(entries[0]![1]));
  return Object.fromEntries(entries.map(([name, one]) => [name, revived(one)]));
}

const amount = z.bigint().transform((value) => dong(value));
const choiceShape = z.object({
  lines: z.array(z.object({ projectId: z.string(), fundId: z.string(), support: amount, kept: z.boolean() })),
  out: z.array(z.string()),
});

export const choiceOf = (json: unknown): PlanChoice => choiceShape.parse(revived(json));

/** What was put forward: the lines, each with its project as it was. */
const forwardShape = z.array(
  z.object({ projectId: z.string(), fundId: z.string(), support: amount, revision: z.number() }),
);
export type ForwardLine = z.output<typeof forwardShape>[number];
export const forwardOf = (json: unknown): readonly ForwardLine[] => forwardShape.parse(revived(json));

/** Terms kept by an earlier version of the system lack what came later. */
export const termsOf = (json: unknown): PlanTerms => ({ ...startingTerms, ...(json as Partial<PlanTerms>) });

/** Written by us alone, and only shown: read as it was written. */
export const proposedOf = (json: unknown): Proposed => revived(json) as Proposed;
