import { ok, refuse, type LocalDate, type Result } from '#kernel';
import { judgeEligibility, type ApplicantFacts, type Eligibility } from '#law';
import { loadEligibilityBook, placeFacts } from '#law/server';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { communeKeptFor } from '#territory/server';
import { mayReadEstablishment } from './establishment.policy.ts';
import { findEstablishment } from './establishment.store.server.ts';
import type { EstablishmentDraft } from './establishment.ts';

/** Whether an establishment of the register may be supported on a day, and why. */
export async function checkEligibility(
  cx: Context,
  asked: { readonly id: string; readonly on: LocalDate },
): Promise<Result<Eligibility>> {
  return inProvince(cx, async (tx) => {
    const establishment = await findEstablishment(tx, asked.id);
    if (establishment === undefined || !mayReadEstablishment(cx.actor, establishment))
      return refuse('not_found');
    return eligibilityOf(tx, establishment, asked.on);
  });
}

/** The same for facts that are not registered yet, or in a transaction of the caller. */
export async function eligibilityOf(
  tx: Tx,
  draft: EstablishmentDraft,
  on: LocalDate,
): Promise<Result<Eligibility>> {
  const commune = await communeKeptFor(tx, draft.commune, on);
  if (commune === undefined) return refuse('commune_is_unknown', { code: draft.commune }, 'commune');
  const book = await loadEligibilityBook(tx, on);
  if (!book.ok) return book;
  const facts: ApplicantFacts = { ...draft, ...(await placeFacts(tx, commune, on, book.value.rules)) };
  return ok(judgeEligibility(facts, on, book.value));
}
