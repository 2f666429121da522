import { sql, type Selectable } from 'kysely';
import { dong, percent, type LocalDate, type Rate, type TaxCode } from '#kernel';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Establishment, EstablishmentDraft } from './establishment.ts';

export type EstablishmentRow = Selectable<DB['establishments.establishment']>;

export async function findEstablishment(tx: Tx, id: string): Promise<Establishment | undefined> {
  const row = await tx
    .selectFrom('establishments.establishment')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && establishmentOf(row);
}

export async function findEstablishments(tx: Tx, ids: readonly string[]): Promise<Establishment[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .selectFrom('establishments.establishment')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(establishmentOf);
}

/** The establishments behind these units, by name. */
export async function establishmentsOfUnits(tx: Tx, unitIds: readonly string[]): Promise<Establishment[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .selectFrom('establishments.establishment')
    .selectAll()
    .where('unit_id', 'in', [...unitIds])
    .orderBy('name')
    .execute();
  return rows.map(establishmentOf);
}

/** The establishments registered under these tax codes, by code; codes that are not registered are absent. */
export async function findByTaxCode(
  tx: Tx,
  taxCodes: readonly string[],
): Promise<ReadonlyMap<string, Establishment>> {
  if (taxCodes.length === 0) return new Map();
  const rows = await tx
    .selectFrom('establishments.establishment')
    .selectAll()
    .where('tax_code', '=', sql<string>`any(${[...taxCodes]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.tax_code, establishmentOf(row)]));
}

/** The establishments of some communes, by name; no more than `most`. */
export async function establishmentsInCommunes(
  tx: Tx,
  communes: readonly string[],
  most: number,
): Promise<Establishment[]> {
  const rows = await tx
    .selectFrom('establishments.establishment')
    .selectAll()
    .where('commune_code', 'in', [...communes])
    .orderBy(sql`name collate platform.vietnamese`)
    .limit(most)
    .execute();
  return rows.map(establishmentOf);
}

/** Who registers or changes to this tax code comes one at a time: the check that follows cannot be raced. */
export async function lockTaxCode(tx: Tx, province: string, taxCode: TaxCode): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tax_code ${province} ${taxCode}`}, 0))`.execute(
    tx,
  );
}

export async function holderOfTaxCode(tx: Tx, taxCode: TaxCode): Promise<string | undefined> {
  const row = await tx
    .selectFrom('establishments.establishment')
    .select('id')
    .where('tax_code', '=', taxCode)
    .executeTakeFirst();
  return row?.id;
}

export async function insertEstablishment(
  tx: Tx,
  keys: {
    readonly province: string;
    readonly id: string;
    readonly unitId: string;
    readonly createdBy: string;
  },
  draft: EstablishmentDraft,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('establishments.establishment')
    .values({
      province: keys.province,
      id: keys.id,
      unit_id: keys.unitId,
      ...columnsOf(draft),
      created_at: now,
      created_by: keys.createdBy,
      updated_at: now,
    })
    .execute();
}

/** False when somebody changed it since `revision`. */
export async function updateEstablishment(
  tx: Tx,
  id: string,
  revision: number,
  draft: EstablishmentDraft,
  now: Date,
): Promise<boolean> {
  const changed = await tx
    .updateTable('establishments.establishment')
    .set({ ...columnsOf(draft), revision: revision + 1, updated_at: now })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .returning('id')
    .executeTakeFirst();
  return changed !== undefined;
}

function columnsOf(draft: EstablishmentDraft) {
  return {
    name: draft.name,
    legal_form: draft.legalForm,
    tax_code: draft.taxCode,
    representative: draft.representative,
    phone: draft.phone,
    commune_code: draft.commune,
    address: draft.address,
    sector: draft.sector,
    products: draft.products,
    employees: draft.employees,
    revenue: draft.revenue,
    capital: draft.capital,
    founded_on: draft.foundedOn,
    women_owned: draft.womenOwned,
    minority_owned: draft.minorityOwned,
    craft_village: draft.craftVillage,
    craft_village_decision: draft.craftVillageDecision,
    cleaner_production: draft.cleanerProduction,
    cluster_investor: draft.clusterInvestor,
    local_material_share: draft.localMaterialShare === null ? null : Number(draft.localMaterialShare),
    exports: draft.exports,
    supporting_industry: draft.supportingIndustry,
    typical_product: draft.typicalProduct,
    typical_product_certificate: draft.typicalProductCertificate,
    key_product: draft.keyProduct,
  };
}

export function establishmentOf(row: EstablishmentRow): Establishment {
  return {
    id: row.id,
    unitId: row.unit_id,
    name: row.name,
    legalForm: row.legal_form,
    taxCode: row.tax_code as TaxCode,
    representative: row.representative,
    phone: row.phone,
    commune: row.commune_code,
    address: row.address,
    sector: row.sector,
    products: row.products,
    employees: row.employees,
    revenue: row.revenue === null ? null : dong(row.revenue),
    capital: row.capital === null ? null : dong(row.capital),
    foundedOn: row.founded_on as LocalDate | null,
    womenOwned: row.women_owned,
    minorityOwned: row.minority_owned,
    craftVillage: row.craft_village,
    craftVillageDecision: row.craft_village_decision,
    cleanerProduction: row.cleaner_production,
    clusterInvestor: row.cluster_investor,
    localMaterialShare: shareOf(row.local_material_share),
    exports: row.exports,
    supportingIndustry: row.supporting_industry,
    typicalProduct: row.typical_product,
    typicalProductCertificate: row.typical_product_certificate,
    keyProduct: row.key_product,
    revision: row.revision,
  };
}

/** Basis points as stored. */
function shareOf(basisPoints: number | null): Rate | null {
  return basisPoints === null ? null : percent((basisPoints / 100).toFixed(2));
}
