import { contains, type DateInterval, type LocalDate } from '#kernel';
import type { Basis } from './eligibility-rules.ts';
import { isVerified, type Citation, type TwoLanguages } from './citation.ts';
import type { FindingStatus } from './finding.ts';
import type { ProcedureKind } from './procedure.ts';

interface Choice {
  readonly code: string;
  readonly name: TwoLanguages;
  readonly passes: boolean;
}

/** What a form asks: one of the choices, or as many as are true. */
export interface ConditionQuestion {
  readonly kind: 'one' | 'several';
  readonly label: TwoLanguages;
  readonly help: TwoLanguages | null;
  readonly choices: readonly Choice[];
}

/** A condition of what is supported. */
export interface ContentCondition extends Basis {
  readonly code: string;
  readonly inForce: DateInterval;
  /** Empty: all. */
  readonly contents: readonly string[];
  readonly procedures: readonly ProcedureKind[];
  readonly sectors: readonly string[];
  readonly question: ConditionQuestion;
  readonly says: Readonly<Record<'passed' | 'failed' | 'toBeShown', TwoLanguages>>;
  /** What is said for `{district}` where the old district is not named. */
  readonly district: TwoLanguages | null;
  /** Code of the dossier item that shows it. */
  readonly paper: string;
}

/** What is known of something that is to be supported. Nothing of it needs to be. */
export interface ContentFacts {
  readonly content: string;
  /** Left out: the conditions of both programmes. */
  readonly procedure?: ProcedureKind | undefined;
  readonly sector?: string | undefined;
  /** The old district of the place of production, in full: "Huyện Con Cuông"; several parted by commas. */
  readonly district?: string | null | undefined;
  /** By the code of the condition: the codes of the choices made. */
  readonly answers?: Readonly<Record<string, readonly string[] | undefined>> | undefined;
}

/** One condition of a content, applied. */
export interface ContentFinding {
  readonly code: string;
  readonly content: string;
  readonly status: FindingStatus;
  readonly sentence: TwoLanguages;
  /** Code of the dossier item that shows it, where it is still to be shown. */
  readonly paper: string | null;
  /** Empty: both programmes. */
  readonly procedures: readonly ProcedureKind[];
  readonly citation: Citation | null;
  readonly verified: boolean;
}

/** The conditions of a content on a day, as a form asks them, the old district by its name where it is known. */
export function conditionsOf(
  facts: Omit<ContentFacts, 'answers'>,
  on: LocalDate,
  book: readonly ContentCondition[],
): readonly ContentCondition[] {
  const concerns = (codes: readonly string[], code: string | undefined) =>
    codes.length === 0 || code === undefined || codes.includes(code);
  return book
    .filter(
      (one) =>
        contains(one.inForce, on) &&
        concerns(one.contents, facts.content) &&
        concerns(one.procedures, facts.procedure) &&
        concerns(one.sectors, facts.sector),
    )
    .map((one) => inDistrict(one, facts.district ?? null));
}

/** Each condition of a content: met, not met, or, where nothing was answered, to be shown by a paper. */
export function judgeContent(
  facts: ContentFacts,
  on: LocalDate,
  book: readonly ContentCondition[],
): readonly ContentFinding[] {
  return conditionsOf(facts, on, book).map((condition) => {
    const { code, question, says, paper, procedures, citation, verification } = condition;
    const status = judge(question, facts.answers?.[code] ?? []);
    return {
      code,
      content: facts.content,
      status,
      sentence: says[status === 'to_be_shown' ? 'toBeShown' : status],
      paper: status === 'to_be_shown' ? paper : null,
      procedures,
      citation,
      verified: isVerified(verification),
    };
  });
}

function judge({ choices }: ConditionQuestion, answers: readonly string[]): FindingStatus {
  const made = choices.filter((choice) => answers.includes(choice.code));
  if (made.length === 0) return 'to_be_shown';
  return made.some((choice) => choice.passes) ? 'passed' : 'failed';
}

const HOLE = '{district}';

function inDistrict(condition: ContentCondition, named: string | null): ContentCondition {
  // Inside a Vietnamese sentence the word for the kind of unit is small.
  const district =
    named === null
      ? condition.district
      : { vi: named.replace(/(^|, )\p{Lu}/gu, (head) => head.toLowerCase()), en: named };
  if (district === null) return condition;
  const filled = ({ vi, en }: TwoLanguages): TwoLanguages => ({
    vi: vi.replaceAll(HOLE, district.vi),
    en: en.replaceAll(HOLE, district.en),
  });
  const { question, says } = condition;
  return {
    ...condition,
    question: { ...question, label: filled(question.label) },
    says: { passed: filled(says.passed), failed: filled(says.failed), toBeShown: filled(says.toBeShown) },
  };
}
