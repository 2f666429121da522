import { refuse, type LocalDate, type Refusal } from '#kernel';
import type { Role } from '#people';
import type { ProcedureKind } from '../procedure.ts';

/** What no answer in time means where an opinion was asked outside. */
export const opinionSilences = ['nothing', 'consent', 'escalation'] as const;
/** What an answer after its day is: as good as another, or kept and binding nobody. */
export const lateAnswers = ['counts', 'noted'] as const;

export interface OpinionRule {
  /** Working days to answer that are proposed. */
  readonly days: number;
  readonly silence: (typeof opinionSilences)[number];
  readonly late: (typeof lateAnswers)[number];
  readonly linkDays: number;
}

interface EscalationRule {
  readonly ownerRole: Role;
  readonly level: number;
  readonly toRole: Role;
  /** Working days after the day it was due. */
  readonly daysLate: number;
}

/** Who may give a desk more time, and how much of it in all; nobody where `byRoles` is empty. */
export interface DeskExtension {
  readonly ownerRole: Role;
  readonly byRoles: readonly Role[];
  /** Null: no limit is known. */
  readonly mostTimes: number | null;
  readonly mostDays: number | null;
}

/** Of the clocks, what is no stage of a procedure. */
export interface ClockRules {
  readonly opinions: Readonly<Record<ProcedureKind, OpinionRule>>;
  /** Working days before a wait is due on which its desk is reminded. */
  readonly reminders: readonly number[];
  readonly escalations: readonly EscalationRule[];
  readonly extensions: readonly DeskExtension[];
}

/** Desks that waits belong to. */
export const clockDesks: readonly Role[] = [
  'establishment_owner',
  'commune_officer',
  'centre_officer',
  'centre_accountant',
  'centre_director',
  'department_specialist',
  'department_leader',
  'finance_officer',
  'provincial_approver',
];
/** Who late waits are brought before, and who gives more time. */
export const clockAuthorities: readonly Role[] = [
  'centre_officer',
  'centre_director',
  'department_specialist',
  'department_leader',
  'provincial_approver',
  'cuc_officer',
];
export const ESCALATION_LEVELS = [1, 2] as const;

/** Everything wrong in a draft at once, each beside its field. */
export function clockRuleFaults(
  base: ClockRules,
  rules: ClockRules | null,
  days: { readonly from: LocalDate; readonly basisOn: LocalDate; readonly today: LocalDate },
): Refusal[] {
  const faults: Refusal[] = [];
  const add = (code: string, field: string, params = {}) => faults.push({ code, params, field });
  if (days.from < days.today) add('procedure_begins_too_early', 'from');
  if (days.basisOn > days.today) add('procedure_basis_is_of_the_future', 'basisOn', { day: days.basisOn });
  if (rules === null) return faults;
  for (const one of rules.extensions)
    if (one.byRoles.includes(one.ownerRole))
      add('clock_rules_desk_extends_itself', `extensions.${one.ownerRole}.times`);
  for (const desk of clockDesks) {
    const own = rules.escalations.filter((one) => one.ownerRole === desk);
    const second = own.find((one) => one.level === 2);
    const first = own.find((one) => one.level === 1);
    if (own.some((one) => one.toRole === desk)) add('clock_rules_desk_above_itself', `up.${desk}.first.to`);
    if (second && !first) add('clock_rules_level_is_skipped', `up.${desk}.first.to`);
    if (first && second && second.daysLate <= first.daysLate)
      add('clock_rules_level_comes_too_early', `up.${desk}.second.days`, { days: first.daysLate });
  }
  if (faults.length === 0 && JSON.stringify(inOrder(base)) === JSON.stringify(inOrder(rules)))
    faults.push(refuse('procedure_changes_nothing').refusal);
  return faults;
}

/** The same rules always in the same order: two of them compare, and read, alike. */
export function inOrder(rules: ClockRules): ClockRules {
  const desk = (role: Role) => clockDesks.indexOf(role);
  const opinion = ({ days, silence, late, linkDays }: OpinionRule) => ({ days, silence, late, linkDays });
  return {
    opinions: {
      national: opinion(rules.opinions.national),
      provincial: opinion(rules.opinions.provincial),
    },
    reminders: rules.reminders.toSorted((a, b) => b - a),
    escalations: rules.escalations
      .map(({ ownerRole, level, toRole, daysLate }) => ({ ownerRole, level, toRole, daysLate }))
      .toSorted((a, b) => desk(a.ownerRole) - desk(b.ownerRole) || a.level - b.level),
    extensions: rules.extensions
      .map(({ ownerRole, byRoles, mostTimes, mostDays }) => ({
        ...{ ownerRole, mostTimes, mostDays },
        byRoles: clockAuthorities.filter((role) => byRoles.includes(role)),
      }))
      .filter((one) => one.byRoles.length > 0)
      .toSorted((a, b) => desk(a.ownerRole) - desk(b.ownerRole)),
  };
}

export type ClockChange =
  | { readonly about: 'opinions'; readonly kind: ProcedureKind }
  | { readonly about: 'reminders' }
  | { readonly about: 'escalations' | 'extensions'; readonly desk: Role };

/** What a draft says otherwise: which rule, of which desk. */
export function clockChanges(before: ClockRules, after: ClockRules): readonly ClockChange[] {
  const a = inOrder(before);
  const b = inOrder(after);
  const differ = (x: unknown, y: unknown) => JSON.stringify(x) !== JSON.stringify(y);
  const of = (rules: readonly { readonly ownerRole: Role }[], desk: Role) =>
    rules.filter((one) => one.ownerRole === desk);
  return [
    ...(['provincial', 'national'] as const)
      .filter((kind) => differ(a.opinions[kind], b.opinions[kind]))
      .map((kind): ClockChange => ({ about: 'opinions', kind })),
    ...(differ(a.reminders, b.reminders) ? [{ about: 'reminders' } as const] : []),
    ...(['escalations', 'extensions'] as const).flatMap((about) =>
      clockDesks
        .filter((desk) => differ(of(a[about], desk), of(b[about], desk)))
        .map((desk): ClockChange => ({ about, desk })),
    ),
  ];
}
