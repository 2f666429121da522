import { dongJson, formatDate, formatDong, type Locale } from '#kernel';
import { m } from '#messages';
import type { LawBook } from '#law';
import { citationText } from '#text';
import type { Alternative, PastAward, PastFinding } from '#projects';

const FINDINGS = {
  same_content_same_year: m.support_past_same_year,
  same_content_under_way: m.support_past_under_way,
  same_content_before: m.support_past_before,
} as const;

/** What was granted before, as it is said; all of it is public. */
export function sayAward(award: PastAward, { norms }: LawBook, locale: Locale) {
  const { province, provinceName, number, content, fiscalYear, procedure, state, amount, on } = award;
  return {
    province,
    provinceName,
    number,
    establishment: award.establishmentName,
    content,
    name: norms.contents.get(content)?.name[locale] ?? content,
    year: fiscalYear,
    fund: procedure === 'national' ? ('national' as const) : ('local' as const),
    state,
    amount: dongJson(amount),
    on,
  };
}

/** A past award against a wish. That nobody is paid twice for one thing rests on no text compared so far. */
export function sayPastFinding({ code, status, award, citation, verified }: PastFinding, locale: Locale) {
  const { number, provinceName: province, on, amount, fiscalYear: year } = award;
  const values = { number, province, year, date: formatDate(on), amount: formatDong(amount, locale) };
  return {
    code,
    status,
    sentence: FINDINGS[code](values, { locale }),
    number,
    citation: citation === null ? null : citationText(citation, locale),
    verified,
  };
}

export function sayAlternative({ content, needs, most, funds, papers }: Alternative, locale: Locale) {
  const best = funds.find(({ answer }) => answer.ok && answer.value.amount === most);
  return {
    content: content.code,
    name: content.name[locale],
    most: most === null ? null : dongJson(most),
    fund: best?.fund ?? null,
    verified: best?.answer.ok === true && best.answer.value.verified,
    needs: needs[locale],
    papers: papers.map((paper) => paper.label[locale]),
  };
}
