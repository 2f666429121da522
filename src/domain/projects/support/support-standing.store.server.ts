import { sql } from 'kysely';
import { dong, localDate, type LocalDate, type TaxCode } from '#kernel';
import type { AreasListed, Fund } from '#law';
import type { Database } from '#platform/server';
import { priorityAreas, type Commune } from '#territory';
import type { PastAward } from './past-award.ts';
import type { MoneyLeft } from './worth.ts';

/** What an answer needs beside the law itself; `commune` undefined: no such code on that day. */
export interface FoundStanding {
  /** Of the law's tables, see `lawBookOn`. */
  readonly edition: string;
  readonly commune: Commune | undefined;
  /** The priority lists it stands on. */
  readonly areas: AreasListed;
  /** Of the funds of the year of `today` in the province named. */
  readonly money: Readonly<Record<Fund, MoneyLeft>>;
  /** Null: no tax code was asked about. */
  readonly past: readonly PastAward[] | null;
}

interface Row {
  readonly edition: string;
  readonly place: {
    readonly code: string;
    readonly name: string;
    readonly kind: Commune['kind'];
    readonly province_code: string;
    readonly province_name: string;
    readonly province_kind: Commune['province']['kind'];
  } | null;
  readonly areas: readonly string[] | null;
  readonly areas_known: boolean | null;
  readonly money: Readonly<Record<string, boolean>> | null;
  readonly earlier: readonly (Omit<PastAward, 'amount' | 'on'> & { amount: string; on: string })[] | null;
}

interface Asked {
  readonly commune: string;
  /** The day the commune is looked up on: the first of the new communes for all days before. */
  readonly communeOn: LocalDate;
  readonly on: LocalDate;
  readonly today: LocalDate;
  readonly taxCode: TaxCode | null;
}

/** One round trip and no transaction around it: in eight of them, an answer spent most of its time. */
export async function supportStanding(
  { db, province }: { readonly db: Database; readonly province: string },
  { commune, communeOn, on, today, taxCode }: Asked,
): Promise<FoundStanding> {
  const { rows } = await sql<Row>`
    select edition, place, areas, areas_known, money, earlier
      from projects.support_standing(${province}, ${commune}, ${communeOn}, ${on}, ${today}, ${taxCode})`.execute(
    db,
  );
  const { edition, place, areas, areas_known, money, earlier } = rows[0]!;
  return {
    edition,
    commune: place === null ? undefined : communeFrom(place),
    areas: { areas: priorityAreas.filter((area) => areas?.includes(area)), known: areas_known === true },
    money: { national: moneyLeft(money?.['national']), local: moneyLeft(money?.['provincial']) },
    past: earlier?.map((one) => ({ ...one, amount: dong(one.amount), on: localDate(one.on) })) ?? null,
  };
}

function communeFrom(place: NonNullable<Row['place']>): Commune {
  const { code, name, kind, province_code, province_name, province_kind } = place;
  return { code, name, kind, province: { code: province_code, name: province_name, kind: province_kind } };
}

function moneyLeft(left: boolean | undefined): MoneyLeft {
  if (left === undefined) return 'no_fund';
  return left ? 'left' : 'none';
}
