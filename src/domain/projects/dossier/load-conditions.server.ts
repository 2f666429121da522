import type { LocalDate } from '#kernel';
import { conditionsOf, judgeContent, type ContentCondition, type ContentFinding } from '#law';
import { loadContentConditions } from '#law/server';
import type { Tx } from '#platform/server';
import { oldDistrictsOf } from '#territory/server';
import type { ProcedureKind } from '../project.transitions.ts';
import type { ConditionAnswers } from './conditions.ts';

/** The conditions of a request's content on a day, and how they are met by what was said of them. */
export interface JudgedConditions {
  readonly asked: readonly ContentCondition[];
  judge(answers: ConditionAnswers): readonly ContentFinding[];
}

export async function loadConditions(
  tx: Tx,
  request: {
    readonly content: string;
    readonly procedure: ProcedureKind;
    readonly sector: string;
    /** Where it is produced. */
    readonly commune: string;
  },
  on: LocalDate,
): Promise<JudgedConditions> {
  const book = await loadContentConditions(tx);
  const { commune, ...rest } = request;
  const facts = { ...rest, district: await oldDistrictsOf(tx, { commune }, on) };
  return {
    asked: conditionsOf(facts, on, book),
    judge: (answers) => judgeContent({ ...facts, answers }, on, book),
  };
}

/** The conditions of every content, for a form in which the content is still to be chosen. */
export async function allConditions(
  tx: Tx,
  place: { readonly sector: string; readonly commune: string },
  on: LocalDate,
): Promise<readonly ContentCondition[]> {
  const book = await loadContentConditions(tx);
  const district = await oldDistrictsOf(tx, { commune: place.commune }, on);
  const contents = new Set(book.flatMap((one) => one.contents));
  const found = [...contents].flatMap((content) =>
    conditionsOf({ content, sector: place.sector, district }, on, book),
  );
  return [...new Map(found.map((one) => [one.code, one])).values()];
}
