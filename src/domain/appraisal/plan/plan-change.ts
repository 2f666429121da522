import { ok, refuse, type Dong, type Result } from '#kernel';
import { addsUp, refuseSplit } from './plan-years.ts';
import type { Candidate, PlanChoice, PlanFund, PlanLine } from './plan.ts';

/** One change of a scenario. */
export type PlanChange =
  | { readonly kind: 'place'; readonly projectId: string; readonly fundId: string; readonly support: Dong }
  | { readonly kind: 'drop'; readonly projectId: string }
  | { readonly kind: 'raise' | 'lower'; readonly projectId: string }
  | { readonly kind: 'keep' | 'free'; readonly projectId: string }
  | { readonly kind: 'leave_out' | 'let_in'; readonly projectId: string };

export const changeKinds = [
  'place',
  'drop',
  'raise',
  'lower',
  'keep',
  'free',
  'leave_out',
  'let_in',
] as const satisfies readonly PlanChange['kind'][];

/**
 * The choice after a change. Placing refuses more than the candidate may have, by the norm and its appraisal; a fund
 * may be overdrawn while the plan is built, which is shown, and refused when it is put forward.
 */
export function changed(
  choice: PlanChoice,
  change: PlanChange,
  known: { readonly candidate: Candidate | undefined; readonly funds: readonly PlanFund[] },
): Result<PlanChoice> {
  const { projectId } = change;
  const at = choice.lines.findIndex((line) => line.projectId === projectId);
  switch (change.kind) {
    case 'place':
      return placed(choice, change, known);
    case 'drop':
      return ok({ ...choice, lines: choice.lines.filter((line) => line.projectId !== projectId) });
    case 'raise':
      return ok({ ...choice, lines: swapped(choice.lines, at, at - 1) });
    case 'lower':
      return ok({ ...choice, lines: swapped(choice.lines, at, at + 1) });
    case 'keep':
    case 'free':
      return ok({
        ...choice,
        lines: choice.lines.map((line, i) => (i === at ? { ...line, kept: change.kind === 'keep' } : line)),
      });
    case 'leave_out':
      return ok({
        lines: choice.lines.filter((line) => line.projectId !== projectId),
        out: [...new Set([...choice.out, projectId])],
      });
    case 'let_in':
      return ok({ ...choice, out: choice.out.filter((id) => id !== projectId) });
  }
}

function placed(
  choice: PlanChoice,
  { projectId, fundId, support }: PlanChange & { kind: 'place' },
  { candidate, funds }: { candidate: Candidate | undefined; funds: readonly PlanFund[] },
): Result<PlanChoice> {
  const field = `support.${projectId}`;
  if (!candidate) return refuse('plan_candidate_not_there', {}, field);
  if (!funds.some(({ id }) => id === fundId)) return refuse('plan_fund_not_there', {}, `fundId.${projectId}`);
  if (support > candidate.most)
    return refuse(
      'plan_support_is_too_much',
      { number: candidate.number, support, most: candidate.most },
      field,
    );
  if (candidate.split && !addsUp(candidate, support))
    return refuseSplit(candidate.number, support, candidate.split, field);
  const line: PlanLine = { projectId, fundId, support, kept: false };
  const before = choice.lines.find((one) => one.projectId === projectId);
  const lines = before
    ? choice.lines.map((one) => (one === before ? { ...line, kept: before.kept } : one))
    : [...choice.lines, line];
  return ok({ lines, out: choice.out.filter((id) => id !== projectId) });
}

function swapped(lines: readonly PlanLine[], a: number, b: number): readonly PlanLine[] {
  const [one, other] = [lines[a], lines[b]];
  if (!one || !other) return lines;
  return lines.map((line, i) => (i === a ? other : i === b ? one : line));
}
