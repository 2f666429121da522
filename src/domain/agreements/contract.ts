import { compareDates, sumDong, type Dong, type LocalDate } from '#kernel';
import { differenceOf, fundedLinesFromJson, type FundedLine, type LineChange, type State } from '#projects';

/** One side of the contract, as its head names it. */
export interface Party {
  readonly name: string;
  readonly representative: string;
  readonly position: string | null;
  readonly address: string | null;
  readonly account: string | null;
  readonly bank: string | null;
}

export interface Milestone {
  /** Stays when its words or its day change, so that what is done of it stays noted. */
  readonly key: string;
  readonly title: string;
  readonly dueOn: LocalDate;
}

/** What the sides agree beside sum, lines and last day, which the acts carry. */
export interface AgreedTerms {
  readonly payer: Party;
  readonly unit: Party;
  readonly milestones: readonly Milestone[];
  readonly payerDuties: string | null;
  readonly unitDuties: string | null;
}
/** What an amendment may touch of them; names and accounts are corrected instead. */
export type AmendedTerms = Pick<AgreedTerms, 'milestones' | 'payerDuties' | 'unitDuties'>;

/** Where a contract is in force, and can be amended, corrected and suspended. */
const contractStates: readonly State[] = [
  'contracted',
  'advance_requested',
  'accepted',
  'payment_requested',
  'paid',
];
export const isUnderContract = (state: State): boolean => contractStates.includes(state);

export interface StoredVersion {
  readonly no: number;
  readonly kind: 'signed' | 'amended' | 'corrected';
  readonly terms: Partial<AgreedTerms>;
  readonly payerSignedOn: LocalDate | null;
  readonly unitSignedOn: LocalDate | null;
  readonly reason: string | null;
  readonly changeId: string | null;
  readonly annexNumber: string | null;
  readonly by: string;
  readonly at: Date;
}

/** The acts a contract's money and term come from. */
export interface ContractAct {
  readonly event: string;
  readonly fromState: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}

/** The whole contract as it stood from one moment on. */
export interface ContractVersion {
  readonly no: number;
  /** `changed`: by a decision that no amendment was drawn up for. */
  readonly kind: StoredVersion['kind'] | 'changed';
  readonly number: string | null;
  readonly payerSignedOn: LocalDate | null;
  readonly unitSignedOn: LocalDate | null;
  readonly decision: string | null;
  readonly support: Dong;
  readonly endsOn: LocalDate | null;
  readonly lines: readonly FundedLine[];
  readonly terms: Partial<AgreedTerms>;
  readonly reason: string | null;
  readonly by: string;
  readonly at: Date;
}

/**
 * The versions of a contract, oldest first: each act that changed money or term, and each that changed what was agreed
 * beside them; an amendment and the decision that brought it into force are one.
 */
export function versionsFrom(
  acts: readonly ContractAct[],
  stored: readonly StoredVersion[],
  signedLines: readonly FundedLine[],
): ContractVersion[] {
  const own = [...stored];
  const steps: { act: ContractAct | null; own: StoredVersion | null; at: Date }[] = [];
  for (const act of acts) {
    const at = own.findIndex((version) =>
      act.event === 'sign_contract'
        ? version.kind === 'signed'
        : version.changeId !== null && version.changeId === act.data['change'],
    );
    const [mine = null] = at < 0 ? [] : own.splice(at, 1);
    steps.push({ act, own: mine, at: act.at });
  }
  steps.push(...own.map((version) => ({ act: null, own: version, at: version.at })));
  steps.sort((a, b) => a.at.getTime() - b.at.getTime() || (a.own?.no ?? 0) - (b.own?.no ?? 0));
  const versions: ContractVersion[] = [];
  for (const step of steps) {
    const before = versions.at(-1);
    const says = step.act?.data ?? {};
    const lines = says['lines'] ? fundedLinesFromJson(says['lines']) : (before?.lines ?? signedLines);
    const of = (says['contract'] ?? says) as Readonly<Record<string, unknown>>;
    const endsOn = typeof of['endsOn'] === 'string' ? (of['endsOn'] as LocalDate) : (before?.endsOn ?? null);
    const isSigning = step.act?.event === 'sign_contract';
    versions.push({
      no: versions.length + 1,
      kind: step.own?.kind ?? (isSigning ? 'signed' : 'changed'),
      number: isSigning ? textOf(says['contractNumber']) : (step.own?.annexNumber ?? null),
      payerSignedOn:
        step.own?.payerSignedOn ?? (isSigning ? (textOf(says['signedOn']) as LocalDate | null) : null),
      unitSignedOn:
        step.own?.unitSignedOn ?? (isSigning ? (textOf(says['signedOn']) as LocalDate | null) : null),
      decision: textOf(says['decisionNumber']),
      support: sumDong(lines.map((line) => line.support)),
      endsOn,
      lines,
      terms: { ...before?.terms, ...step.own?.terms },
      reason: step.own?.reason ?? step.act?.reason ?? null,
      by: step.own?.by ?? step.act?.by ?? '',
      at: step.at,
    });
  }
  return versions;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** One thing that differs between two versions; lines are told apart line by line. */
export type TermDifference =
  | { readonly what: 'line'; readonly line: LineChange }
  | { readonly what: 'support'; readonly before: Dong; readonly after: Dong }
  | {
      readonly what:
        'endsOn' | 'payerDuties' | 'unitDuties' | 'milestone' | `${'payer' | 'unit'}.${keyof Party}`;
      readonly before: string | null;
      readonly after: string | null;
    };

const partyFields = ['name', 'representative', 'position', 'address', 'account', 'bank'] as const;
const milestoneText = (one: Milestone | undefined): string | null =>
  one ? `${one.dueOn} ${one.title}` : null;

export function differencesBetween(before: ContractVersion, after: ContractVersion): TermDifference[] {
  const found: TermDifference[] = differenceOf(before.lines, after.lines).map((line) => ({
    what: 'line',
    line,
  }));
  if (before.support !== after.support)
    found.unshift({ what: 'support', before: before.support, after: after.support });
  const say = (
    what: Exclude<TermDifference['what'], 'line' | 'support'>,
    a: string | null,
    b: string | null,
  ) => {
    if ((a ?? '') !== (b ?? '')) found.push({ what, before: a, after: b });
  };
  say('endsOn', before.endsOn, after.endsOn);
  for (const side of ['payer', 'unit'] as const)
    for (const field of partyFields)
      say(`${side}.${field}`, before.terms[side]?.[field] ?? null, after.terms[side]?.[field] ?? null);
  const keys = new Set(
    [...(before.terms.milestones ?? []), ...(after.terms.milestones ?? [])].map((one) => one.key),
  );
  for (const key of keys) {
    const at = (version: ContractVersion) => version.terms.milestones?.find((one) => one.key === key);
    say('milestone', milestoneText(at(before)), milestoneText(at(after)));
  }
  say('payerDuties', before.terms.payerDuties ?? null, after.terms.payerDuties ?? null);
  say('unitDuties', before.terms.unitDuties ?? null, after.terms.unitDuties ?? null);
  return found;
}

export interface MilestoneStanding extends Milestone {
  readonly state: 'done' | 'late' | 'ahead';
  readonly doneOn: LocalDate | null;
}

/** Where the schedule stands on a day, in the order of its days. */
export function scheduleOn(
  milestones: readonly Milestone[],
  done: ReadonlyMap<string, LocalDate>,
  today: LocalDate,
): MilestoneStanding[] {
  return milestones
    .toSorted((a, b) => compareDates(a.dueOn, b.dueOn))
    .map((one) => {
      const doneOn = done.get(one.key) ?? null;
      return { ...one, doneOn, state: doneOn ? 'done' : one.dueOn < today ? 'late' : 'ahead' };
    });
}

/**
 * The fields of an amendment as they stand now: where nobody typed anything else than the form held when it was opened,
 * what has been changed since goes on standing.
 */
export function rebased(
  base: Readonly<Record<string, string>>,
  typed: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): Record<string, string> {
  const names = new Set([...Object.keys(now), ...Object.keys(typed)]);
  return Object.fromEntries(
    [...names].map((name) => {
      const mine = typed[name];
      return [name, mine !== undefined && mine !== (base[name] ?? '') ? mine : (now[name] ?? mine ?? '')];
    }),
  );
}
