import type { Locale } from '#kernel';
import { isVerified, type DossierItem } from '#law';
import type { DossierPaper, DuplicateFinding } from '#projects';
import { m } from '#messages';
import { citationText, duplicateSentence, findingStatusLabel } from '#text';
import type { FoundRule } from '#ui/found-rule.ts';

/** One item of a checklist as a page shows it, with the papers that answer it. */
export interface SaidItem {
  readonly code: string;
  readonly mandatory: boolean;
  readonly label: string;
  readonly help: string | null;
  readonly citation: string | null;
  readonly verified: boolean;
  readonly papers: readonly { readonly document: string; readonly title: string }[];
}

export function sayItem(item: DossierItem, papers: readonly DossierPaper[], locale: Locale): SaidItem {
  return {
    code: item.code,
    mandatory: item.mandatory,
    label: item.label[locale],
    help: item.help?.[locale] ?? null,
    citation: item.citation === null ? null : citationText(item.citation, locale),
    verified: isVerified(item.verification),
    papers: papers
      .filter((paper) => paper.item === item.code)
      .map(({ document, title }) => ({ document, title })),
  };
}

export function sayDuplicates(
  findings: readonly DuplicateFinding[],
  reader: {
    readonly as: 'officer' | 'applicant';
    readonly province: string;
    readonly closed?: ReadonlySet<string>;
  },
  locale: Locale,
): readonly FoundRule[] {
  return findings.map((finding, i) => {
    const { project, citation } = finding;
    const own = project?.province === reader.province;
    const sentence = duplicateSentence(finding, reader.as, locale);
    const province = String(finding.params['province'] ?? '');
    return {
      key: `${finding.code} ${i}`,
      status: finding.status,
      word: findingStatusLabel(finding.status, locale),
      sentence:
        project === null || own
          ? sentence
          : m.projects_duplicate_in_province({ sentence, province }, { locale }),
      citation: citation === null ? null : citationText(citation, locale),
      verified: finding.verified,
      href:
        project !== null && own && reader.as === 'officer' && !reader.closed?.has(project.id)
          ? `/desk/projects/${project.id}`
          : null,
    };
  });
}
