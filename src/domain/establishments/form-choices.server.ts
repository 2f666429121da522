import { contains, todayIn } from '#kernel';
import type { TwoLanguages } from '#law';
import { loadLegalForms, loadSectors } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { communeTitle } from '#territory';
import { communesIn } from '#territory/server';

interface Choice {
  readonly code: string;
  readonly name: TwoLanguages;
}

/** What the register's form and list let one choose from today. */
export interface EstablishmentChoices {
  readonly legalForms: readonly Choice[];
  readonly sectors: readonly Choice[];
  /** The communes of the own province, in alphabetical order. */
  readonly communes: readonly { readonly code: string; readonly title: string }[];
}

export async function establishmentChoices(cx: Context): Promise<EstablishmentChoices> {
  const today = todayIn(cx.now);
  return inProvince(cx, async (tx) => {
    const sectors = [...(await loadSectors(tx)).values()].filter((s) => contains(s.inForce, today));
    const communes = await communesIn(tx, cx.province, today);
    return {
      legalForms: [...(await loadLegalForms(tx)).values()].map(({ code, name }) => ({ code, name })),
      sectors: sectors.map(({ code, name }) => ({ code, name })),
      communes: communes.map((commune) => ({ code: commune.code, title: communeTitle(commune) })),
    };
  });
}
