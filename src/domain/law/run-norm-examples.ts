import { ok, type Dong, type LocalDate, type Result } from '#kernel';
import { evaluate } from './evaluate.ts';
import type { Norm, NormExample, NormSet } from './norm.ts';

export interface ExampleRun {
  readonly content: string;
  /** Which of the norm's examples, from 0. */
  readonly index: number;
  readonly example: NormExample;
  readonly answer: Result<Dong>;
  readonly passes: boolean;
}

/** Computes every worked example of a set by the set itself, on its first day. */
export function runNormExamples(set: NormSet): readonly ExampleRun[] {
  return [...set.norms.values()].flatMap((norm) =>
    norm.examples.map((example, index) => run(set, norm, example, index, set.inForce.from)),
  );
}

function run(set: NormSet, norm: Norm, example: NormExample, index: number, on: LocalDate): ExampleRun {
  const { units, area, priorityFactor, expected } = example;
  const asked = { content: norm.content, fund: set.fund, province: set.province ?? '', area, units };
  const found = evaluate({ ...asked, ...(priorityFactor === null ? {} : { priorityFactor }) }, on, set);
  const answer = found.ok ? ok(found.value.amount) : found;
  const passes = answer.ok
    ? 'amount' in expected && expected.amount === answer.value
    : 'refusal' in expected && expected.refusal === answer.refusal.code;
  return { content: norm.content, index, example, answer, passes };
}
