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
const lineShape = z.object({
  projectId: z.string(),
  fundId: z.string(),
  support: amount,
  revision: z.number(),
  // What of the support is promised of following years.
  later: z.array(z.object({ year: z.number(), amount })).default([]),
});
export type ForwardLine = z.output<typeof lineShape>;
const takenShape = z.object({ projectId: z.string(), fundId: z.string(), amount });
/** The part of the year of a project that was promised it before. */
export type ForwardTaken = z.output<typeof takenShape>;

/** Plans put forward before parts of years were known are a list of lines. */
const forwardShape = z.union([
  z.array(lineShape).transform((lines) => ({ lines, taken: [] as ForwardTaken[] })),
  z.object({ lines: z.array(lineShape), taken: z.array(takenShape) }),
]);
export const forwardOf = (json: unknown): z.output<typeof forwardShape> => forwardShape.parse(revived(json));

/** Terms kept by an earlier version of the system lack what came later. */
export const termsOf = (json: unknown): PlanTerms => ({
  ...startingTerms,
  ...(revived(json) as Partial<PlanTerms>),
});

/** Written by us alone, and only shown: read as it was written. */
export const proposedOf = (json: unknown): Proposed => revived(json) as Proposed;
