import type { Locale } from '#kernel';
import { m } from '#messages';
import { periodText, type History } from '#reporting';
import { provincesWithHistory, readHistory } from '#reporting/server';
import { historyBasis, historyKindLabel, historySourceLabel } from '#text';
import { provinceOf } from '#territory/server';
import { todayIn } from '#kernel';
import type { TableFile } from './table-file.ts';

export interface ProvinceHistory extends History {
  readonly province: { readonly code: string; readonly name: string } | null;
}

/** The history of the province this visitor looks at, or of the first that has one. */
export async function historyFor(locals: App.Locals): Promise<ProvinceHistory> {
  const having = await provincesWithHistory(locals.db);
  const code = having.find((province) => province === locals.province) ?? having[0];
  if (code === undefined) return { figures: [], summary: undefined, checks: [], province: null };
  const history = await readHistory({ db: locals.db, province: code });
  const province = await provinceOf(locals.db, code, todayIn(locals.now));
  return { ...history, province: { code, name: province?.name ?? code } };
}

/** The figures as a file of the very form that `kc import history` reads. */
export function figuresForPrograms(history: ProvinceHistory): TableFile {
  return {
    name: fileName(history),
    columns: ['fiscal_year', 'source', 'kind', 'amount_vnd', 'unit_note', 'basis'].map((title) => ({
      title,
    })),
    rows: history.figures.map(({ period, source, kind, amount, basis }) => [
      periodText(period),
      source,
      kind,
      amount,
      'VND',
      basis,
    ]),
  };
}

/** The figures for people, in their language. */
export function figuresForPeople(history: ProvinceHistory, locale: Locale): TableFile {
  return {
    name: fileName(history),
    columns: [
      { title: m.history_column_period(), width: 14 },
      { title: m.history_column_source(), width: 14 },
      { title: m.history_column_kind(), width: 18 },
      { title: m.history_column_amount(), width: 18 },
      { title: m.history_column_basis(), width: 70 },
    ],
    rows: history.figures.map(({ period, source, kind, amount, basis }) => [
      periodText(period),
      historySourceLabel(source, locale),
      historyKindLabel(kind, locale),
      amount,
      historyBasis(basis, locale),
    ]),
  };
}

function fileName({ province, summary }: ProvinceHistory): string {
  const period = summary === undefined ? '' : ` ${periodText(summary.period)}`;
  return `Kinh phí khuyến công ${province?.name ?? ''}${period}`.trim();
}
