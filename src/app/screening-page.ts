import { eligibilityOf, findEstablishment } from '#establishments/server';
import { formatDong, type Locale, type LocalDate } from '#kernel';
import { loadLegalForms, loadSectors } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ProjectFacts } from '#projects';
import { closedProjects, loadConditions, pastSupport, type Project } from '#projects/server';
import { citationText, findingStatusLabel, stateLabel } from '#text';
import type { FoundRule } from '#ui/found-rule.ts';
import { sayDuplicates, sayItem } from './said-dossier.ts';

/** What an officer has before them who examines a dossier. */
export type ScreeningView = Awaited<ReturnType<typeof loadScreeningView>>;

export async function loadScreeningView(
  tx: Tx,
  cx: Context,
  project: Project,
  { screening, request, today }: Pick<ProjectFacts, 'screening' | 'request' | 'today'>,
  locale: Locale,
) {
  return {
    items: screening.items.map((item) => sayItem(item, screening.papers, locale)),
    duplicates: sayDuplicates(
      screening.duplicates,
      { as: 'officer', province: cx.province, closed: await closedProjects(tx, cx) },
      locale,
    ),
    conditions: await conditionsIn(tx, project, request, today, locale),
    eligibility: await eligibilityIn(tx, project, today, locale),
    past: await pastIn(tx, cx, project, locale),
  };
}

/** How the content's conditions are met, by what the request says of them. */
async function conditionsIn(
  tx: Tx,
  project: Project,
  request: ProjectFacts['request'],
  today: LocalDate,
  locale: Locale,
): Promise<readonly FoundRule[]> {
  const establishment = project.establishmentId && (await findEstablishment(tx, project.establishmentId));
  if (!establishment || project.communeCode === null) return [];
  const { contentCode: content, procedure, conditions: answers = {} } = request;
  const asked = { content, procedure, sector: establishment.sector, commune: project.communeCode };
  return (await loadConditions(tx, asked, today)).judge(answers).map((finding) => ({
    key: finding.code,
    status: finding.status,
    word: findingStatusLabel(finding.status, locale),
    sentence: finding.sentence[locale],
    citation: finding.citation === null ? null : citationText(finding.citation, locale),
    verified: finding.verified,
  }));
}

/** Whether the establishment may be supported today, and what its codes are called. */
async function eligibilityIn(tx: Tx, project: Project, today: LocalDate, locale: Locale) {
  const establishment = project.establishmentId && (await findEstablishment(tx, project.establishmentId));
  if (!establishment) return null;
  const eligibility = await eligibilityOf(tx, establishment, today);
  if (!eligibility.ok) return null;
  const { legalForm, sector } = establishment;
  const names = {
    legalForm: (await loadLegalForms(tx)).get(legalForm)?.name[locale] ?? legalForm,
    sector: (await loadSectors(tx)).get(sector)?.name[locale] ?? sector,
  };
  return { answer: eligibility.value, names };
}

/** Everything the business has, had or asks for, in every province. */
async function pastIn(tx: Tx, cx: Context, project: Project, locale: Locale) {
  if (project.taxCode === null) return [];
  const closed = await closedProjects(tx, cx);
  return (await pastSupport(tx, project.taxCode, project.id)).map((other) => ({
    key: other.projectId,
    number: other.number,
    title: other.title,
    year: other.fiscalYear,
    content: other.content,
    province: other.province === cx.province ? null : other.provinceName,
    state: stateLabel(other.state),
    amount: formatDong(other.amount, locale),
    href:
      other.province === cx.province && !closed.has(other.projectId)
        ? `/desk/projects/${other.projectId}`
        : null,
  }));
}
