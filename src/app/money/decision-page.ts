import { error, redirect } from '@sveltejs/kit';
import { mayFund } from '#funds';
import { decideBudget, decisionForm, fundSummaries, listFunds } from '#funds/server';
import { newId, ok, readForm, todayIn, type Locale, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { storeFile, type StoredFile } from '#records/server';
import { failWith, fileField, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';

/** The form of a budget decision: open funds with what is free in each. */
export async function loadDecisionPage(cx: Context, fund: string | null) {
  if (!mayFund(cx.actor, 'decide')) error(404, 'Not found');
  return inProvince(cx, async (tx) => {
    const open = (await listFunds(tx)).filter((one) => one.closedOn === null);
    const summaries = [];
    for (const year of new Set(open.map((one) => one.fiscalYear)))
      summaries.push(...(await fundSummaries(tx, year)));
    return {
      funds: summaries
        .filter((one) => one.fund.closedOn === null)
        .map(({ fund: { id, name, fiscalYear }, balances }) => ({
          id,
          name: `${name} ${fiscalYear}`,
          free: balances.appropriated,
        })),
      chosen: fund ?? '',
      today: todayIn(cx.now),
      key: newId(cx.now.getTime()),
    };
  });
}

export async function decideFromForm(cx: Context, locale: Locale, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const read = readForm(decisionForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const file = await storedFile(cx, data);
  if (!file.ok) return failWith(file.refusal, fields, locale);
  const { note, ...decision } = read.value;
  const decided = await decideBudget(cx, {
    ...decision,
    ...(note === null ? {} : { note }),
    ...(file.value ? { file: file.value } : {}),
  });
  if (!decided.ok) return failWith(decided.refusal, fields, locale);
  const fund = await inProvince(cx, (tx) => listFunds(tx, { id: decision.fundId }));
  redirect(303, `/desk/money?year=${fund[0]?.fiscalYear ?? ''}#fund-${decision.fundId}`);
}

/** The scan of a decision, stored; null when none was chosen. */
async function storedFile(cx: Context, data: FormData): Promise<Result<StoredFile | null>> {
  const upload = await fileField(data, 'file');
  if (!upload) return ok(null);
  const stored = await storeFile(runtime().files, cx.province, upload);
  return stored.ok ? stored : { ok: false, refusal: { ...stored.refusal, field: 'file' } };
}
