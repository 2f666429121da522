import { dongJson, formatRate, todayIn, type Dong, type FormFields, type Locale } from '#kernel';
import type { Fund } from '#law';
import { m } from '#messages';
import type { Context } from '#people/server';
import { conditionFields, requestFields, type SupportQuestion } from '#projects';
import { askSupport } from '#projects/server';
import { queryFields } from './support-page.ts';

/** What a request begins with, read again from the address of the answer it follows from. */
export interface DraftBeginning {
  readonly question: SupportQuestion;
  readonly name: string;
  /** As the answer knew it; for the register, which reads it anew. */
  readonly taxCode: string;
  /** Funds that may pay for it; the province's own first. */
  readonly funds: readonly { readonly fund: Fund; readonly amount: string }[];
  fields(fund: Fund): FormFields;
}

/** Undefined where the address asks nothing whole, or nothing that any fund may pay. */
export async function draftFrom(
  cx: Context,
  query: URLSearchParams,
  locale: Locale,
): Promise<DraftBeginning | undefined> {
  const { book, question, answer } = await askSupport(cx, queryFields(query), todayIn(cx.now));
  const wanted = answer?.wishes.find(({ wish }) => wish.content === query.get('start'));
  if (!question.ok || wanted === undefined) return undefined;
  const funds = wanted.funds.flatMap(({ fund, answer: one }) =>
    one.ok ? [{ fund, most: one.value.amount }] : [],
  );
  if (funds.length === 0) return undefined;
  const name = wanted.content.name[locale];
  const labels = { unit: m.support_start_unit({}, { locale }), rest: m.support_start_rest({}, { locale }) };
  const most = (fund: Fund): Dong | null => funds.find((one) => one.fund === fund)?.most ?? null;
  return {
    question: question.value,
    name,
    taxCode: query.get('tax') ?? '',
    funds: funds.toReversed().map((one) => ({ fund: one.fund, amount: dongJson(one.most) })),
    fields: (fund) => ({
      ...requestFields(wanted.wish, name, fund, most(fund), labels),
      ...conditionFields(wanted.wish.answers, book.conditions),
    }),
  };
}

/** What the register's form can take over, and where to go on to when it is saved. */
export function establishmentQuery(
  { question: { applicant, commune }, taxCode }: Pick<DraftBeginning, 'question' | 'taxCode'>,
  next: string,
): string {
  const ticks = [
    'womenOwned',
    'minorityOwned',
    'craftVillage',
    'cleanerProduction',
    'clusterInvestor',
    'exports',
    'supportingIndustry',
    'typicalProduct',
    'keyProduct',
  ] as const;
  return new URLSearchParams({
    ...(taxCode === '' ? {} : { taxCode }),
    legalForm: applicant.legalForm,
    commune: commune.code,
    sector: applicant.sector,
    employees: String(applicant.employees),
    ...(applicant.revenue === null ? {} : { revenue: String(applicant.revenue) }),
    ...(applicant.capital === null ? {} : { capital: String(applicant.capital) }),
    ...Object.fromEntries(ticks.filter((name) => applicant[name]).map((name) => [name, 'on'])),
    ...(applicant.localMaterialShare === null
      ? {}
      : { localMaterialShare: formatRate(applicant.localMaterialShare, 'vi') }),
    ...(applicant.typicalProductCertificate === null
      ? {}
      : { typicalProductCertificate: applicant.typicalProductCertificate }),
    ...(applicant.craftVillageDecision === null
      ? {}
      : { craftVillageDecision: applicant.craftVillageDecision }),
    next,
  }).toString();
}
