import { newId, ok, refuse, todayIn, type LocalDate, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { loadNormSet } from './norm.store.server.ts';
import { mayVerifyNorms } from './norm.policy.ts';
import { insertVerification, latestVerifications } from './norm-verification.store.server.ts';

export interface VerifyNorm {
  readonly setId: string;
  readonly content: string;
  /** False takes the standing record back. */
  readonly stands: boolean;
  /** Where it was read. */
  readonly page: string;
  readonly comparedOn: LocalDate;
}

/**
 * Records that a person compared a norm with the official text, or takes that back. From then on the norm
 * counts as verified in this province, or again as it shipped. Refuses `not_permitted`, `norm_set_not_found`,
 * `norm_is_not_in_set`, `date_is_in_the_future`, `sample_norms_have_no_text`, `norm_is_verified_already` and
 * `norm_is_not_verified`.
 */
export async function verifyNorm(cx: Context, input: VerifyNorm): Promise<Result<void>> {
  const permitted = permit(mayVerifyNorms(cx.actor));
  if (!permitted.ok) return permitted;
  return transact(cx, async (tx) => {
    const set = await loadNormSet(tx, input.setId);
    if (!set || (set.province !== null && set.province !== cx.province)) return refuse('norm_set_not_found');
    if (!set.norms.has(input.content))
      return refuse('norm_is_not_in_set', { content: input.content }, 'content');
    if (set.sample) return refuse('sample_norms_have_no_text');
    if (input.comparedOn > todayIn(cx.now))
      return refuse('date_is_in_the_future', { date: input.comparedOn }, 'comparedOn');
    const latest = (await latestVerifications(tx, [set.id])).find((v) => v.content === input.content);
    if (latest?.stands === true && input.stands)
      return refuse('norm_is_verified_already', { content: input.content, by: latest.by }, 'content');
    if (latest?.stands !== true && !input.stands)
      return refuse('norm_is_not_verified', { content: input.content }, 'content');
    const id = newId(cx.now.getTime());
    await insertVerification(tx, cx, { id, ...input });
    await recordEvent(tx, cx, {
      kind: input.stands ? 'norm.verified' : 'norm.verification_taken_back',
      subject: { kind: 'norm_verification', id },
      after: { set: set.id, content: input.content, page: input.page, comparedOn: input.comparedOn },
    });
    return ok(undefined);
  });
}
