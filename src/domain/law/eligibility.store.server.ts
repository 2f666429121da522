import { dong, localDate, ok, refuse, type LocalDate, type Result } from '#kernel';
import type { Tx } from '#platform/server';
import type { Citation, Verification } from './citation.ts';
import type {
  EligibilityBook,
  EligibilityRules,
  EnterpriseSize,
  LegalForm,
  Sector,
  SizeClass,
} from './eligibility-rules.ts';

/** The rules of a day and the catalogues they speak of; all sectors, with their dates. */
export async function loadEligibilityBook(
  tx: Tx,
  on: LocalDate,
): Promise<Result<EligibilityBook, 'no_eligibility_rules_on_date'>> {
  const row = await tx
    .selectFrom('law.eligibility_set')
    .selectAll()
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .executeTakeFirst();
  if (row === undefined) return refuse('no_eligibility_rules_on_date', { on });
  return ok({
    rules: {
      // As `reference-file.server.ts` checked and wrote them.
      ...(row.rules as unknown as Omit<EligibilityRules, 'id' | 'inForce' | 'document'>),
      id: row.id,
      inForce: { from: localDate(row.valid_from), until: row.valid_until as LocalDate | null },
      document: row.document_code,
    },
    legalForms: await loadLegalForms(tx),
    sectors: await loadSectors(tx),
    sizes: await loadSizes(tx, on),
  });
}

/** Legal forms, in their order. */
export async function loadLegalForms(tx: Tx): Promise<ReadonlyMap<string, LegalForm>> {
  const rows = await tx.selectFrom('law.legal_form').selectAll().orderBy('position').execute();
  return new Map(
    rows.map(({ code, name_vi: vi, name_en: en, enterprise, personal }) => [
      code,
      { code, name: { vi, en }, enterprise, personal },
    ]),
  );
}

/** All sectors that ever were, in their order. */
export async function loadSectors(tx: Tx): Promise<ReadonlyMap<string, Sector>> {
  const rows = await tx.selectFrom('law.sector').selectAll().orderBy('position').execute();
  return new Map(
    rows.map((row) => [
      row.code,
      {
        code: row.code,
        name: { vi: row.name_vi, en: row.name_en },
        inForce: { from: localDate(row.valid_from), until: row.valid_until as LocalDate | null },
        citation: row.citation as unknown as Citation | null,
        verification: row.verification as Verification,
        vsic: row.vsic as unknown as Sector['vsic'],
      },
    ]),
  );
}

async function loadSizes(tx: Tx, on: LocalDate): Promise<EnterpriseSize[]> {
  const rows = await tx
    .selectFrom('law.enterprise_size')
    .selectAll()
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('most_employees')
    .execute();
  return rows.map((row) => ({
    class: row.class as SizeClass,
    mostEmployees: row.most_employees,
    mostRevenue: dong(row.most_revenue),
    mostCapital: dong(row.most_capital),
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
  }));
}
