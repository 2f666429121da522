import type { Dong, FormFields, LocalDate, Refusal } from '#kernel';
import { conditionsOf, type ContentCondition, type NormBook } from '#law';
import type { Wish } from './support-question.ts';

/** Puts a refusal beside its field. */
export type Wrong = (field: string, code: string, params?: Refusal['params']) => void;

const MOST_WISHES = 12;

/** What the wishes are read from, beside the law. */
interface Typed {
  readonly wanted: readonly string[];
  readonly sector: string;
  readonly on: LocalDate;
  readonly fields: FormFields;
  readonly amount: (name: string) => Dong | null;
}

interface Law {
  readonly norms: NormBook;
  readonly conditions: readonly ContentCondition[];
}

/** What is wanted, what it costs, and what was said of its conditions. */
export function readWishes(typed: Typed, { norms, conditions }: Law, wrong: Wrong): Wish[] {
  const { wanted, amount } = typed;
  if (wanted.length === 0) wrong('want', 'support_nothing_is_wanted');
  if (wanted.length > MOST_WISHES) wrong('want', 'support_too_much_is_wanted', { most: MOST_WISHES });
  return wanted.slice(0, MOST_WISHES).flatMap((content): Wish[] => {
    if (!norms.contents.has(content)) {
      wrong('want', 'unknown_content', { content });
      return [];
    }
    const cost = amount(`cost.${content}`);
    const total = amount(`total.${content}`);
    if (cost === 0n) wrong(`cost.${content}`, 'amount_is_zero');
    if (cost !== null && total !== null && total < cost)
      wrong(`total.${content}`, 'total_investment_is_below_cost', { total, cost });
    const answers = readAnswers(content, typed, conditions, wrong);
    return cost === null ? [] : [{ content, cost, total, answers }];
  });
}

/** By the conditions of the content on the day; what was said of others is passed over. */
function readAnswers(
  content: string,
  { sector, on, fields }: Typed,
  conditions: readonly ContentCondition[],
  wrong: Wrong,
): Wish['answers'] {
  const answered = conditionsOf({ content, sector }, on, conditions).flatMap(({ code, question }) => {
    const name = `is.${content}.${code}`;
    const said = (fields[name] ?? '').split(',').map((one) => one.trim());
    const given = new Set(said.filter((one) => one !== ''));
    if (given.size === 0) return [];
    const made = question.choices.filter((choice) => given.has(choice.code));
    const strange = [...given].find((one) => !made.some((choice) => choice.code === one));
    if (strange !== undefined) wrong(name, 'choice_is_unknown', { choice: strange });
    const mayBeSeveral = question.kind === 'several' && new Set(made.map((one) => one.passes)).size < 2;
    if (made.length > 1 && !mayBeSeveral) wrong(name, 'condition_answers_contradict');
    return [[code, made.map((choice) => choice.code)] as const];
  });
  return Object.fromEntries(answered);
}
