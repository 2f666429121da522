import { ZERO_DONG, type Dong, type FormFields, type LocalDate, type Refusal } from '#kernel';
import type { Area, EarlierSupport, NormBook } from '#law';
import { applicableNorm, type AnswerStep } from './applicable-norm.ts';
import { roughCost } from './rough-cost.ts';

/** What the form says while it is being filled in: the sums so far, and the most that may be asked for. */
export interface RoughAnswer {
  readonly total: Dong;
  readonly eligible: Dong;
  /** The most the norm permits; null while it cannot be told, with the reason. */
  readonly most: Dong | null;
  readonly refusal: Refusal | null;
  readonly explanation: readonly AnswerStep[];
  readonly verified: boolean;
}

/** The same computation in the browser while typing and on the server when it is saved. */
export function roughAnswer(
  fields: FormFields,
  about: { readonly province: string; readonly area: Area; readonly earlier: readonly EarlierSupport[] },
  on: LocalDate,
  book: NormBook,
): RoughAnswer {
  const rough = roughCost(fields);
  const sum = (lines: typeof rough.lines) => lines.reduce((total, l) => total + l.amount, 0n) as Dong;
  const total = sum(rough.lines);
  const eligible = sum(rough.lines.filter((l) => l.eligible));
  const nothing = { total, eligible, most: null, refusal: null, explanation: [], verified: false };
  if (eligible === ZERO_DONG) return nothing;
  const { earlier, ...place } = about;
  const year = Number(fields['fiscalYear']);
  const answer = applicableNorm(
    {
      ...place,
      ...(Number.isInteger(year) && year > 0 ? { year } : {}),
      fund: fields['procedure'] === 'national' ? 'national' : 'local',
      content: rough.contentCode,
      units: [
        { eligibleCost: eligible, totalInvestment: total, technologyLine: rough.technologyLine, earlier },
      ],
    },
    on,
    book,
  );
  if (!answer.ok) return { ...nothing, refusal: answer.refusal };
  const { amount, explanation, verified } = answer.value;
  return { ...nothing, most: amount, explanation, verified };
}
