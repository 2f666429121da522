import type { Tx } from '#platform/server';
import type { Citation, TwoLanguages, Verification } from './citation.ts';

/** What the law says of one kind of paper: its title, its form, and the abbreviation of its numbers. */
export interface PaperForm {
  readonly kind: string;
  readonly series: string;
  readonly title: TwoLanguages;
  readonly form: string | null;
  readonly citation: Citation | null;
  readonly verification: Verification;
}

/** In the order of a project's life. */
export async function paperForms(tx: Tx): Promise<readonly PaperForm[]> {
  const rows = await tx.selectFrom('law.paper_form').selectAll().orderBy('seq').execute();
  return rows.map((row) => ({
    kind: row.kind,
    series: row.series,
    title: { vi: row.title_vi, en: row.title_en },
    form: row.form,
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
  }));
}
