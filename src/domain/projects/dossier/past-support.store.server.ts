import { sql } from 'kysely';
import { mainTaxCode, localDate, type Dong, type TaxCode } from '#kernel';
import type { Tx } from '#platform/server';
import type { ProcedureKind, State } from '../project.transitions.ts';
import type { PaperElsewhere, PastSupport } from './past-support.ts';

interface Row {
  readonly province: string;
  readonly province_name: string;
  readonly project_id: string;
  readonly number: string;
  readonly title: string;
  readonly content_code: string;
  readonly fiscal_year: number;
  readonly procedure: ProcedureKind;
  readonly state: State;
  readonly granted: boolean;
  readonly amount: bigint;
  readonly on_date: string;
  readonly granted_at: Date | null;
  readonly establishment_name: string;
  readonly machines: PastSupport['machines'];
}

/**
 * What the bearer of a tax code had or asks for, in every province, oldest first; a branch counts as its company.
 * Without the project named, which is being asked about.
 */
export async function pastSupport(
  tx: Tx,
  taxCode: string,
  without: string | null = null,
): Promise<readonly PastSupport[]> {
  const { rows } = await sql<Row>`
    select s.*, coalesce(p.name, s.province) as province_name
      from projects.support_of_tax_code(${taxCode}) s
      left join territory.province p on p.code = s.province`.execute(tx);
  return rows
    .filter((row) => row.project_id !== without)
    .map((row) => ({
      province: row.province,
      provinceName: row.province_name,
      projectId: row.project_id,
      number: row.number,
      title: row.title,
      content: row.content_code,
      fiscalYear: row.fiscal_year,
      procedure: row.procedure,
      state: row.state,
      granted: row.granted,
      amount: row.amount as Dong,
      on: localDate(row.on_date),
      grantedAt: row.granted_at,
      establishmentName: row.establishment_name,
      machines: row.machines.map(({ name, origin, year }) => ({ name, origin, year })),
    }));
}

interface PaperRow {
  readonly title: string;
  readonly province: string;
  readonly province_name: string;
  readonly project_id: string;
  readonly number: string;
  readonly establishment_name: string;
  readonly tax_code: string;
}

/** Where else, in any province, a project carries one of these quotation files. */
export async function papersElsewhere(
  tx: Tx,
  project: { readonly id: string; readonly taxCode: string },
  hashes: readonly string[],
): Promise<readonly PaperElsewhere[]> {
  if (hashes.length === 0) return [];
  const { rows } = await sql<PaperRow>`
    select e.*, coalesce(p.name, e.province) as province_name
      from projects.papers_elsewhere(${project.id}, ${[...hashes]}) e
      left join territory.province p on p.code = e.province`.execute(tx);
  return rows.map((row) => ({
    title: row.title,
    province: row.province,
    provinceName: row.province_name,
    projectId: row.project_id,
    number: row.number,
    own: mainTaxCode(row.tax_code as TaxCode) === mainTaxCode(project.taxCode as TaxCode),
    establishmentName: row.establishment_name,
  }));
}

/**
 * Lets one grant at a time be decided for a business, whatever the province: two approvals would else each not
 * see the other and together pass a limit. Held to the end of the transaction.
 */
export async function lockBusiness(tx: Tx, taxCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`business ${mainTaxCode(taxCode as TaxCode)}`}, 0))`.execute(
    tx,
  );
}
