import { formatDong, type Locale } from '#kernel';
import { loadLegalForms, loadSectors } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Terms } from '#projects';
import {
  againstChange,
  closedProjects,
  weighChange,
  type JudgedBeneficiary,
  type Project,
} from '#projects/server';
import { m } from '#messages';
import { citationText, findingSentence, findingStatusLabel } from '#text';
import type { FoundRule } from '#ui/found-rule.ts';
import { sayRefusal, type SaidRefusal } from '../answer.ts';
import { sayDuplicates } from '../said-dossier.ts';

/** Of a group project so many beneficiaries are shown one by one; the rest are counted. */
const MOST_SHOWN = 20;

/** What is found of a change that waits: of each beneficiary it concerns, and what would refuse it today. */
export interface ChangeFindings {
  readonly about: readonly {
    readonly name: string;
    readonly href: string;
    readonly findings: readonly FoundRule[];
  }[];
  /** Beneficiaries beyond those shown, none of which stands against the change. */
  readonly more: number;
  /** What the norms allow the project after it; null where it rests on nothing the change touches. */
  readonly norm: FoundRule | null;
  readonly refusals: readonly SaidRefusal[];
}

/** Judged as the decision would be today. */
export async function findingsOf(
  tx: Tx,
  cx: Context,
  project: Project,
  terms: Pick<Parameters<typeof weighChange>[3], 'now' | 'next' | 'today'>,
  locale: Locale,
): Promise<ChangeFindings> {
  const weighed = await weighChange(tx, cx, project, terms, { hold: false });
  if (!weighed.ok) return { about: [], more: 0, norm: null, refusals: sayRefusal(weighed.refusal, locale) };
  const { judged, permitted } = weighed.value;
  const [first, ...also] = againstChange(weighed.value, terms.now, terms.next);
  // Whoever stands against it first.
  const order = judged.toSorted((a, b) => b.refusals.length - a.refusals.length).slice(0, MOST_SHOWN);
  const about = [];
  for (const one of order)
    about.push({
      name: one.establishment.name,
      href: `/desk/establishments/${one.establishment.id}`,
      findings: await sayJudged(tx, cx, one, locale),
    });
  return {
    about,
    more: judged.length - about.length,
    norm: permitted?.ok ? sayNorm(terms.next, permitted.value, locale) : null,
    refusals: first ? sayRefusal({ ...first, also }, locale) : [],
  };
}

async function sayJudged(tx: Tx, cx: Context, one: JudgedBeneficiary, locale: Locale): Promise<FoundRule[]> {
  const { legalForm, sector } = one.establishment;
  const names = {
    legalForm: (await loadLegalForms(tx)).get(legalForm)?.name[locale] ?? legalForm,
    sector: (await loadSectors(tx)).get(sector)?.name[locale] ?? sector,
  };
  const cap = one.attached?.cap;
  return [
    ...one.eligibility.findings.map((finding) => ({
      key: finding.code,
      status: finding.status,
      word: findingStatusLabel(finding.status, locale),
      sentence: findingSentence(finding, names, locale),
      citation: finding.citation && citationText(finding.citation, locale),
      verified: finding.verified,
    })),
    ...sayDuplicates(
      one.duplicates,
      { as: 'officer', province: cx.province, closed: await closedProjects(tx, cx) },
      locale,
    ),
    ...(cap?.ok
      ? [
          {
            ...sayNorm({ support: one.attached!.amount }, cap.value.amount, locale),
            verified: cap.value.verified,
          },
        ]
      : []),
  ];
}

function sayNorm(
  { support }: Pick<Terms, 'support'>,
  permitted: Terms['support'],
  locale: Locale,
): FoundRule {
  const status = support > permitted ? 'failed' : 'passed';
  return {
    ...{ key: 'norm', status, citation: null, verified: true },
    word: findingStatusLabel(status, locale),
    sentence: m.changes_norm_allows(
      { permitted: formatDong(permitted, locale), support: formatDong(support, locale) },
      { locale },
    ),
  };
}
