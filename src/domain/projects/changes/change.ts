import {
  minDong,
  ok,
  refuse,
  subtractDong,
  sumDong,
  yearOf,
  type Dong,
  type LocalDate,
  type Result,
} from '#kernel';
import type { ChangeKind } from '#law';
import type { MoneyMove, ProjectFacts } from '../act.ts';
import { differenceOf } from '../estimate/difference.ts';
import { eligibleAmount, eligibleVat, supportWithin } from '../estimate/estimate-lines.ts';
import type { State } from '../project.transitions.ts';
import { eligibleCost, type FundedLine } from '../request.ts';

/** Where a project can be changed: it is in a plan, and no payment is being asked for or accounted for. */
export const changeableStates: readonly State[] = ['planned', 'estimated', 'contracted'];

export type ChangeState = 'requested' | 'approved' | 'refused' | 'withdrawn';

/** What a change can touch, as it stands or as it is asked to be. */
export interface Terms {
  /** This and the establishment are null for a group project: its beneficiaries are named beside it. */
  readonly commune: string | null;
  readonly coordinatingUnit: string | null;
  /** The establishment's id. */
  readonly establishment: string | null;
  readonly content: string;
  readonly support: Dong;
  /** Null until an estimate is approved. */
  readonly lines: readonly FundedLine[] | null;
  /** Last day of the contract; null until there is one. */
  readonly endsOn: LocalDate | null;
}
export type ChangedTerms = Partial<Terms>;

const sameLines = (a: Terms['lines'], b: Terms['lines']) =>
  a === null || b === null ? a === b : differenceOf(a, b).length === 0;

/** The names whose value differs. */
export function changedNames(before: Terms, after: Terms): (keyof Terms)[] {
  return (Object.keys(before) as (keyof Terms)[]).filter((name) =>
    name === 'lines' ? !sameLines(before.lines, after.lines) : before[name] !== after[name],
  );
}

export const pick = (terms: Terms, names: readonly (keyof Terms)[]): ChangedTerms =>
  Object.fromEntries(names.map((name) => [name, terms[name]]));

/** The names of a request whose value is no longer what it was asked against. */
export function outdatedNames(before: ChangedTerms, now: Terms): (keyof Terms)[] {
  const names = Object.keys(before) as (keyof Terms)[];
  return changedNames({ ...now, ...before }, now).filter((name) => names.includes(name));
}

/** What kinds of change these are; lines that change with the sum are part of the sum's change. */
export function kindsOf(before: Terms, after: Terms, fiscalYear: number): ChangeKind[] {
  const names = changedNames(before, after);
  return names.flatMap((name): ChangeKind[] => {
    if (name === 'commune') return ['place'];
    if (name === 'coordinatingUnit') return ['coordinating_unit'];
    if (name === 'establishment') return ['beneficiary'];
    if (name === 'support') return [after.support > before.support ? 'amount_up' : 'amount_down'];
    if (name === 'lines') return names.includes('support') ? [] : ['lines'];
    if (name === 'endsOn')
      return [yearOf(after.endsOn!) > fiscalYear ? 'time_next_year' : 'time_within_year'];
    return ['content'];
  });
}

export interface ChangeEffect {
  readonly moves: readonly MoneyMove[];
  readonly patch: { readonly planned?: Dong; readonly estimate?: Dong; readonly contract?: Dong };
}

/** Whether what the norms say may be another after this name's change. */
export const restsOnNorm = (name: keyof Terms): boolean => name !== 'endsOn' && name !== 'coordinatingUnit';

/** What the norms allow for the cost as it would stand. */
export const permittedBy = (facts: Pick<ProjectFacts, 'norm' | 'request'>, after: Terms): Result<Dong> =>
  after.lines === null
    ? facts.norm(eligibleCost(facts.request.costLines))
    : facts.norm(eligibleAmount(after.lines), eligibleVat(after.lines));

const ownOf = (lines: Terms['lines']): Dong => sumDong((lines ?? []).map((line) => line.own));

/**
 * What a change does to plan, estimate, contract and money. `facts` are the project's as they would be after it: their
 * norm is asked with the new place, beneficiary and content. Refuses what would stand above the norm, below what has been
 * paid, or pay a beneficiary in the place of one who already has money.
 */
export function effectOf(
  facts: Pick<ProjectFacts, 'state' | 'money' | 'norm' | 'planned' | 'request'>,
  before: Terms,
  after: Terms,
): Result<ChangeEffect> {
  const names = changedNames(before, after);
  const { money } = facts;
  const paid = sumDong([money.advanced, money.spent, money.settled]);
  if (names.includes('establishment') && paid > 0n) return refuse('change_beneficiary_has_money', { paid });
  if (after.support < paid)
    return refuse('change_is_below_paid', { support: after.support, paid }, 'support');
  const bySum = names.includes('support');
  if (after.lines === null) {
    const allowed = permittedBy(facts, after);
    if (!allowed.ok) return allowed;
    if (after.support > allowed.value)
      return refuse(
        'support_exceeds_norm',
        {
          asked: after.support,
          allowed: allowed.value,
          excess: subtractDong(after.support, allowed.value),
        },
        'support',
      );
  } else if (names.some(restsOnNorm)) {
    const planned = bySum ? after.support : facts.planned;
    const within = supportWithin({ planned, norm: facts.norm }, after.lines);
    if (!within.ok) return within;
  }
  const contracted = facts.state === 'contracted';
  return ok({
    moves: [
      ...(bySum ? sumMoves(before.support, after.support, money, contracted) : []),
      ...(contracted ? ownMoves(ownOf(before.lines), ownOf(after.lines)) : []),
    ],
    patch: bySum
      ? {
          planned: after.support,
          ...(after.lines === null ? {} : { estimate: after.support }),
          ...(contracted ? { contract: after.support } : {}),
        }
      : {},
  });
}

/** What is taken off a project of several years comes off what is promised first; only what it holds is released. */
function sumMoves(before: Dong, after: Dong, money: ProjectFacts['money'], contracted: boolean): MoneyMove[] {
  if (after < before) {
    const held = sumDong([money.planned, money.committed, money.advanced, money.spent, money.settled]);
    if (held <= after) return [];
    const from = contracted ? ('committed' as const) : ('planned' as const);
    return [
      { kind: 'release', from, amount: minDong(subtractDong(before, after), subtractDong(held, after)) },
    ];
  }
  const amount = subtractDong(after, before);
  return [{ kind: 'plan', amount }, ...(contracted ? [{ kind: 'commit' as const, amount }] : [])];
}

function ownMoves(before: Dong, after: Dong): MoneyMove[] {
  if (after === before) return [];
  return after > before
    ? [{ kind: 'pledge', amount: subtractDong(after, before) }]
    : [{ kind: 'unpledge', amount: subtractDong(before, after) }];
}
