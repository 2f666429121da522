import { ok, readForm, refuse, type FormFields, type Result } from '#kernel';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { performActIn, type ActInput } from '#projects/server';
import { todayIn } from '#kernel';
import { signContract } from './contract.acts.ts';
import { agreementForm, keyed } from './contract.form.ts';
import { insertVersion } from './contract.store.server.ts';

/**
 * Signs the contract by both sides: the act that commits the money, and with it what was agreed beside it, as its first
 * version. Refuses all that the act refuses, and a day of signing in the future on either side.
 */
export async function signAgreement(
  cx: Context,
  input: { projectId: string; revision: number; fields: FormFields; paper: ActInput['paper'] },
): Promise<Result<void>> {
  const read = readForm(agreementForm, input.fields);
  if (!read.ok) return read;
  const { contractNumber, payerSignedOn, unitSignedOn, endsOn, milestones, ...terms } = read.value;
  const today = todayIn(cx.now);
  for (const [field, date] of Object.entries({ payerSignedOn, unitSignedOn }))
    if (date > today) return refuse('date_is_in_the_future', { date }, field);
  const late = milestones.find((one) => one.dueOn > endsOn);
  if (late) return refuse('milestone_is_after_the_end', { end: endsOn }, `milestones.${late.row}.dueOn`);
  // In force from the day the second side signed.
  const signedOn = payerSignedOn > unitSignedOn ? payerSignedOn : unitSignedOn;
  return transact(cx, async (tx) => {
    const signed = await performActIn(tx, cx, signContract, {
      ...{ projectId: input.projectId, revision: input.revision, paper: input.paper ?? null },
      fields: { contractNumber, signedOn, endsOn, signatory: terms.unit.representative },
    });
    if (!signed.ok) return signed;
    await insertVersion(tx, cx, {
      ...{ projectId: input.projectId, kind: 'signed', payerSignedOn, unitSignedOn },
      terms: { ...terms, milestones: keyed(milestones) },
    });
    return ok(undefined);
  });
}
