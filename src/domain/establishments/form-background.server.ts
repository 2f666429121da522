import { todayIn } from '#kernel';
import { loadLegalForms, loadSectors } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { communeKeptFor } from '#territory/server';
import type { EstablishmentInput } from './establishment.form.ts';
import type { FormBackground } from './establishment.ts';

/** Looks up what the codes in a form mean today. */
export async function formBackground(
  tx: Tx,
  cx: Context,
  input: EstablishmentInput,
): Promise<FormBackground> {
  const today = todayIn(cx.now);
  return {
    legalForm: (await loadLegalForms(tx)).get(input.legalForm),
    sector: (await loadSectors(tx)).get(input.sector),
    commune: await communeKeptFor(tx, input.commune, today),
    province: cx.province,
    today,
  };
}
