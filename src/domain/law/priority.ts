import type { ApplicantFacts } from './applicant.ts';
import { isVerified, type Citation, type TwoLanguages } from './citation.ts';
import type { EligibilityRules, PriorityCode, PriorityLevelRule, PriorityRule } from './eligibility-rules.ts';

/** A ground on which an establishment is preferred. */
export interface Priority {
  readonly code: PriorityCode;
  readonly status: 'passed' | 'to_be_shown';
  readonly citation: Citation | null;
  readonly verified: boolean;
}

/** One level of the order: which rank was reached, and by what. */
export interface PriorityLevel {
  readonly by: PriorityLevelRule['by'];
  /** 1 is best; one more than `of` where no ground of this level is established. */
  readonly rank: number;
  /** How many ranks the level has. */
  readonly of: number;
  readonly name: TwoLanguages | null;
  /** The grounds of that rank. */
  readonly priorities: readonly PriorityCode[];
  /** The rank it would have once what is still to be shown has been shown; the same where nothing is. */
  readonly possible: number;
  /** Lists of areas are not known for this province: a paper may show that the commune is on one. */
  readonly listsUnknown: boolean;
  /** Nothing but a ground of which the text gives no order: it is judged by effect and urgency. */
  readonly judged: boolean;
  readonly citation: Citation | null;
  readonly verified: boolean;
}

/** Where the projects of an establishment stand among those of a plan, with the reasons. */
export interface PriorityOrder {
  /** The ranks of the levels, compared from the left; smaller comes first. */
  readonly key: readonly number[];
  readonly levels: readonly PriorityLevel[];
}

export function prioritiesOf(facts: ApplicantFacts, rules: EligibilityRules): readonly Priority[] {
  return rules.priorities.flatMap((rule) => {
    if (!isMet(facts, rule)) return [];
    const unproven = rule.toBeShown || (rule.provenBy !== undefined && facts[rule.provenBy] === null);
    const status = unproven ? 'to_be_shown' : 'passed';
    const verified = isVerified(rule.verification);
    return [{ code: rule.code, status, citation: rule.citation, verified } as const];
  });
}

function isMet(facts: ApplicantFacts, rule: PriorityRule): boolean {
  const { localMaterialShare: share } = facts;
  return (
    (rule.sectors?.includes(facts.sector) ?? false) ||
    (rule.employees !== undefined && facts.employees >= rule.employees) ||
    (rule.localMaterialAbove !== undefined && share !== null && share > rule.localMaterialAbove) ||
    (rule.areas?.some((area) => facts.areas.areas.includes(area)) ?? false) ||
    (rule.trait !== undefined && facts[rule.trait])
  );
}

/** Of several grounds the best counts, so that one more never lowers a rank. */
export function priorityOrderOf(
  priorities: readonly Priority[],
  facts: Pick<ApplicantFacts, 'areas'>,
  rules: Pick<EligibilityRules, 'priorityOrder'>,
): PriorityOrder {
  const established = new Set(priorities.filter((p) => p.status === 'passed').map((p) => p.code));
  const claimed = new Set(priorities.map((p) => p.code));
  const levels = rules.priorityOrder.map((rule): PriorityLevel => {
    const rank = bestRank(rule, established);
    const reached = rule.ranks[rank - 1];
    const grounds = reached?.priorities.filter((code) => established.has(code)) ?? [];
    return {
      by: rule.by,
      rank,
      of: rule.ranks.length,
      name: reached?.name ?? null,
      priorities: grounds,
      possible: bestRank(rule, claimed),
      listsUnknown: rule.by === 'area' && !facts.areas.known,
      judged: grounds.length > 0 && grounds.every((code) => rule.judged.includes(code)),
      citation: rule.citation,
      verified: isVerified(rule.verification),
    };
  });
  return { key: levels.map((level) => level.rank), levels };
}

function bestRank({ ranks }: PriorityLevelRule, met: ReadonlySet<PriorityCode>): number {
  const at = ranks.findIndex(({ priorities }) => priorities.some((code) => met.has(code)));
  return at === -1 ? ranks.length + 1 : at + 1;
}

/** For `toSorted`: who is preferred first; 0 where the rules put neither before the other. */
export function comparePriorityOrders(
  a: Pick<PriorityOrder, 'key'>,
  b: Pick<PriorityOrder, 'key'>,
): -1 | 0 | 1 {
  for (let i = 0; i < Math.max(a.key.length, b.key.length); i++) {
    const [left, right] = [a.key[i] ?? Infinity, b.key[i] ?? Infinity];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
