import { z } from 'zod';
import {
  dateField,
  dong,
  minDong,
  ok,
  optionalAmountField,
  optionalTextField,
  refuse,
  rowsField,
  subtractDong,
  sumDong,
  textField,
  ZERO_DONG,
  type Dong,
} from '#kernel';
import { amountIn, defineAct, releaseAll, vatOf, type MoneyMove, type ProjectFacts } from '#projects';

const actualsForm = z.object({
  lines: rowsField(
    z.object({
      actual: optionalAmountField(),
      vouchers: optionalTextField({ max: 500 }),
      // The tax in it, where it is known from the papers; blank: in the proportion the estimate has it.
      vat: optionalTextField({ max: 20 }),
      reason: optionalTextField({ max: 1000 }),
    }),
    { none: true, max: 200 },
  ),
  // What was frozen of the list of papers, where the settlement rests on one.
  papers: optionalTextField({ max: 10 }),
  papersHash: optionalTextField({ max: 64 }),
});

/** A line of the settlement: what the estimate foresaw and what was spent. */
export interface SettledLine {
  readonly label: string;
  readonly eligible: boolean;
  readonly estimated: Dong;
  readonly actual: Dong;
  readonly difference: Dong;
  readonly vouchers: string | null;
  /** The tax in it, by its papers; null where only the estimate tells. */
  readonly vat: Dong | null;
  /** Why it differs from the estimate. */
  readonly reason: string | null;
}

/**
 * Puts the settlement forward: the actual cost of every line of the estimate, own money included
 * (TT 36/2013/TT-BCT, article 19). The norm is applied again to the actual eligible cost: who spent
 * less is supported less.
 */
export const submitSettlement = defineAct({
  event: 'submit_settlement',
  form: actualsForm,
  fields: [{ name: 'lines', kind: 'actuals' }],
  paper: { kind: 'settlement_table' },
  propose: (facts) =>
    Object.fromEntries(facts.estimateLines.map((l, i) => [`lines.${i}.actual`, String(l.amount)])),
  decide: (facts, input: z.output<typeof actualsForm>) => {
    if (input.lines.length !== facts.estimateLines.length)
      return refuse(
        'settlement_lines_missing',
        { expected: facts.estimateLines.length, given: input.lines.length },
        'lines',
      );
    const lines: SettledLine[] = facts.estimateLines.map((line, i) => {
      const actual = input.lines[i]!.actual;
      return {
        label: line.label,
        eligible: line.eligible,
        estimated: line.amount,
        actual,
        difference: (actual - line.amount) as Dong,
        vouchers: input.lines[i]!.vouchers,
        vat: /^\d{1,18}$/.test(input.lines[i]!.vat ?? '') ? dong(input.lines[i]!.vat!) : null,
        reason: input.lines[i]!.reason,
      };
    });
    const unvouched = lines.findIndex((l) => l.actual > 0n && l.vouchers === null);
    if (unvouched >= 0)
      return refuse(
        'settlement_line_without_voucher',
        { line: unvouched + 1 },
        `lines.${unvouched}.vouchers`,
      );
    const eligible = sumDong(lines.filter((l) => l.eligible).map((l) => l.actual));
    if (eligible === 0n) return refuse('settlement_is_empty', {}, 'lines');
    const vat = sumDong(
      facts.estimateLines.map((line, i) => {
        if (!line.eligible) return ZERO_DONG;
        const known = lines[i]!.vat;
        if (known !== null) return known;
        return line.amount > 0n ? (((lines[i]!.actual * vatOf(line)) / line.amount) as Dong) : ZERO_DONG;
      }),
    );
    const allowed = facts.norm(eligible, vat);
    if (!allowed.ok) return allowed;
    const support = minDong(allowed.value, facts.money.spent);
    const total = sumDong(lines.map((l) => l.actual));
    return ok({
      data: {
        ...{ lines, total, support, toRecover: subtractDong(facts.money.spent, support) },
        ...(input.papers === null ? {} : { papers: Number(input.papers), papersHash: input.papersHash }),
      },
      amount: support,
    });
  },
});

const decisionForm = z.object({ decisionNumber: textField({ max: 60 }), decisionDate: dateField() });

/**
 * Approves the settlement: the support is settled, what was committed above it is released, and
 * what was paid above it is owed back. The establishment's own money is evidenced by its vouchers.
 */
export const approveSettlement = defineAct({
  event: 'approve_settlement',
  form: decisionForm,
  fields: [
    { name: 'decisionNumber', kind: 'text' },
    { name: 'decisionDate', kind: 'date' },
  ],
  paper: { kind: 'settlement_table' },
  decide: (facts, input: z.output<typeof decisionForm>) => {
    if (input.decisionDate > facts.today)
      return refuse('date_is_in_the_future', { date: input.decisionDate }, 'decisionDate');
    const said = facts.lastData('submit_settlement');
    const support = amountIn(said, 'support') ?? ZERO_DONG;
    const moves: MoneyMove[] = [
      { kind: 'settle', amount: support },
      ...releaseAll(facts),
      ...evidence(facts, said, support),
    ];
    return ok({ data: { ...input, support }, amount: support, moves, patch: { settled: support } });
  },
});

/** Own money shown by vouchers, up to what was pledged: the ledger holds no more than the pledge. */
function evidence(
  facts: ProjectFacts,
  said: Readonly<Record<string, unknown>> | undefined,
  support: Dong,
): MoneyMove[] {
  const pledged = amountIn(facts.lastData('sign_contract'), 'own') ?? ZERO_DONG;
  const others = sumDong(facts.estimateLines.map((l) => l.other));
  const total = amountIn(said, 'total') ?? ZERO_DONG;
  const own = minDong(pledged, (total - support - others) as Dong);
  return own > 0n ? [{ kind: 'evidence', amount: own }] : [];
}

const returnForm = z.object({ reason: textField({ max: 4000 }) });

export const returnSettlement = defineAct({
  event: 'return_settlement',
  form: returnForm,
  fields: [{ name: 'reason', kind: 'longtext' }],
  decide: (_, input: z.output<typeof returnForm>) => ok({ data: {}, reason: input.reason }),
});
