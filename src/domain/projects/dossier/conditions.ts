import { refuse, type FormFields, type Refusal } from '#kernel';
import type { ContentCondition, ContentFinding } from '#law';

/** What was said of the conditions of a content: by condition, the codes of the choices made. */
export type ConditionAnswers = Readonly<Record<string, readonly string[]>>;

/** The field of a condition in the request form; of one where several choices may be true, that of a choice. */
export function conditionField(code: string, choice?: string): string {
  return choice === undefined ? `conditions.${code}` : `conditions.${code}.${choice}`;
}

/** Reads the answers out of the form; what was said of other contents' conditions is passed over. */
export function readConditions(fields: FormFields, asked: readonly ContentCondition[]): ConditionAnswers {
  const answered = asked.flatMap(({ code, question }) => {
    const made = question.choices
      .map((choice) => choice.code)
      .filter((choice) =>
        question.kind === 'one'
          ? fields[conditionField(code)] === choice
          : fields[conditionField(code, choice)] === 'on',
      );
    return made.length === 0 ? [] : [[code, made] as const];
  });
  return Object.fromEntries(answered);
}

/** The same the other way: the fields of a form that says these answers. */
export function conditionFields(answers: ConditionAnswers, asked: readonly ContentCondition[]): FormFields {
  const fields: Record<string, string> = {};
  for (const { code, question } of asked)
    for (const choice of answers[code] ?? [])
      if (question.kind === 'one') fields[conditionField(code)] = choice;
      else fields[conditionField(code, choice)] = 'on';
  return fields;
}

/** Answers that cannot both be true, and conditions that by what was said are not met, each beside its question. */
export function refusedConditions(
  answers: ConditionAnswers,
  asked: readonly ContentCondition[],
  findings: readonly ContentFinding[],
): Refusal[] {
  const contradicting = asked.filter(({ code, question }) => {
    const made = question.choices.filter((choice) => answers[code]?.includes(choice.code));
    return new Set(made.map((choice) => choice.passes)).size > 1;
  });
  return [
    ...contradicting.map(
      ({ code }) => refuse('condition_answers_contradict', {}, conditionField(code)).refusal,
    ),
    ...findings
      .filter(({ status }) => status === 'failed')
      .map(({ code, sentence }) => {
        const said = { what: sentence.vi, whatEn: sentence.en };
        return refuse('content_condition_is_not_met', said, conditionField(code)).refusal;
      }),
  ];
}
