import { createHash } from 'node:crypto';
import {
  canonicalJson,
  isId,
  readForm,
  refuse,
  refuseAll,
  optionalTextField,
  rowsField,
  sumDong,
  todayIn,
  type FormFields,
  type LocalDate,
  type Result,
} from '#kernel';
import { z } from 'zod';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import {
  factsOf,
  normAnswersFor,
  performActIn,
  projectFor,
  type ActInput,
  type Project,
} from '#projects/server';
import { submitSettlement } from './settlement.acts.ts';
import { explainThreshold, lineSums, vouchersOf, type VoucherKey } from './voucher.store.server.ts';
import { againstEstimate, type LineAgainstEstimate } from './voucher.ts';

/** A project's actual cost by its papers, line by line, and what the norm says of it. */
export async function settlementStanding(tx: Tx, cx: Context, project: Project, today: LocalDate) {
  const facts = await factsOf(tx, cx, project, today);
  const threshold = await explainThreshold(tx, today);
  const sums = await lineSums(tx, cx.province, project.id);
  const lines = againstEstimate(facts.estimateLines, sums, threshold);
  const counted = lines.filter((line) => line.eligible);
  const eligible = sumDong(counted.map((line) => line.actual));
  const answer =
    eligible > 0n
      ? (await normAnswersFor(tx, cx.province, project, facts.request, today))(
          eligible,
          sumDong(counted.map((line) => line.vat)),
        )
      : null;
  return { facts, threshold, lines, answer };
}

const submitForm = z.object({
  lines: rowsField(z.object({ row: z.number(), reason: optionalTextField({ max: 1000 }) }), {
    none: true,
    max: 200,
  }),
});

/**
 * Puts the settlement forward with what its papers come to: the act carries the sums, the count and the SHA-256 of the
 * list, which is frozen with it. Refuses `settlement_difference_unexplained` beside each line that must be explained.
 */
export async function settleByVouchers(
  cx: Context,
  input: Omit<ActInput, 'projectId'> & { readonly projectId: string },
): Promise<Result<{ actId: string }>> {
  const read = readForm(submitForm, input.fields);
  if (!read.ok) return read;
  const reasons = new Map(read.value.lines.map((line) => [line.row, line.reason]));
  return transact(cx, async (tx) => {
    const project = isId(input.projectId)
      ? await projectFor(tx, cx, input.projectId, { lock: true })
      : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    const { lines } = await settlementStanding(tx, cx, project, todayIn(cx.now));
    const silent = lines.flatMap((line, i) =>
      line.mustExplain && !reasons.get(i)
        ? [
            {
              ...{ code: 'settlement_difference_unexplained', params: { line: i + 1, label: line.label } },
              field: `lines.${i}.reason`,
            },
          ]
        : [],
    );
    if (silent.length > 0) return refuseAll(silent);
    const frozen = await freezePapers(tx, cx.province, project.id);
    return performActIn(tx, cx, submitSettlement, {
      ...input,
      fields: { ...actFields(lines, frozen.firstNumbers, reasons), ...frozen.fields },
    });
  });
}

function actFields(
  lines: readonly LineAgainstEstimate[],
  firstNumbers: ReadonlyMap<number, readonly string[]>,
  reasons: ReadonlyMap<number, string | null>,
): FormFields {
  const fields: Record<string, string> = {};
  for (const [i, line] of lines.entries()) {
    const numbers = firstNumbers.get(i + 1) ?? [];
    const more = line.count - numbers.length;
    fields[`lines.${i}.actual`] = String(line.actual);
    fields[`lines.${i}.vouchers`] =
      numbers.join('; ').slice(0, 480) + (numbers.length > 0 && more > 0 ? ` (+${more})` : '');
    if (line.count > 0) fields[`lines.${i}.vat`] = String(line.vat);
    fields[`lines.${i}.reason`] = reasons.get(i) ?? '';
  }
  return fields;
}

/** So many numbers stand with a line in the act itself; all of them are in the list. */
const NAMED = 4;

/** The list as it is put forward: how many, and its SHA-256 over every field in the order it is shown. */
async function freezePapers(tx: Tx, province: string, projectId: string) {
  const hash = createHash('sha256');
  const firstNumbers = new Map<number, string[]>();
  let count = 0;
  let after: VoucherKey | null = null;
  for (;;) {
    const page = await vouchersOf(tx, province, projectId, { after, limit: 1000 });
    for (const voucher of page) {
      hash.update(`${canonicalJson({ ...voucher })}\n`);
      const numbers = firstNumbers.get(voucher.line) ?? [];
      if (numbers.length < NAMED) firstNumbers.set(voucher.line, [...numbers, voucher.number]);
    }
    count += page.length;
    after = page.at(-1) ?? null;
    if (page.length < 1000) break;
  }
  return { firstNumbers, fields: { papers: String(count), papersHash: hash.digest('hex') } };
}
