import { planRoles } from '#appraisal';
import { fundRoles } from '#funds';
import { calendarKeepers, normRoles, procedureRoles } from '#law';
import { roundKeepers } from '#programmes';
import { hasRole, staffRoles, type Actor, type Role } from '#people';
import { groupRoles } from '#projects';
import { issuingRoles } from '#records';

/**
 * Who a route is for. `session`: signed in, even before a province is chosen; `signed_in`: acting in a
 * province; roles: any of them.
 */
export type Audience = 'public' | 'session' | 'signed_in' | readonly Role[];

const applicants: readonly Role[] = ['establishment_owner', 'establishment_staff'];
/** Auditors read what administrators keep. */
const administrators: readonly Role[] = ['administrator', 'auditor'];
/** Everyone with work on projects; an administrator has none. */
const officers: readonly Role[] = staffRoles.filter((role) => role !== 'administrator');
/** Those of them who act; auditors only read. */
const actors: readonly Role[] = officers.filter((role) => role !== 'auditor');
/** Who keeps the legal library, each their part of it. */
const librarians: readonly Role[] = [
  'department_leader',
  'department_specialist',
  'administrator',
  'cuc_officer',
];
/** The register holds papers of the whole province. */
const registerReaders: readonly Role[] = [...issuingRoles, 'auditor'];
const registrars: readonly Role[] = ['centre_officer', 'commune_officer'];

/**
 * Every route and its audience: the one list that decides who gets in. A route missing here is closed
 * to everyone; tests/access walks the real routes and demands an entry for each, and a route for each
 * entry.
 */
export const access: Readonly<Record<string, Audience>> = {
  '/(public)': 'public',
  '/(public)/communes': 'public',
  '/(public)/history': 'public',
  '/(public)/history/figures.csv': 'public',
  '/(public)/history/figures.xlsx': 'public',
  '/(public)/invitation/[token]': 'public',
  '/(public)/law': 'public',
  '/(public)/law/[...code]': 'public',
  '/(public)/law/files/[id]': 'public',
  '/(public)/norms': 'public',
  '/(public)/norms/table.csv': 'public',
  '/(public)/norms/table.xlsx': 'public',
  '/(public)/opinion/[token]': 'public',
  '/(public)/opinion/[token]/papers/[paper]': 'public',
  '/(public)/password-reset': 'public',
  '/(public)/password-reset/[token]': 'public',
  '/(public)/setup': 'public',
  '/(public)/sign-in': 'public',
  '/(public)/sign-in/code': 'public',
  '/(public)/sign-in/identity': 'public',
  '/(public)/sign-out': 'public',
  '/(public)/sign-up': 'public',
  '/(public)/source': 'public',
  '/(public)/source/licence.txt': 'public',
  '/(public)/support': 'public',
  '/(public)/support/answer': 'public',
  '/(public)/support/api': 'public',
  '/(public)/trail': 'public',
  '/(public)/trail/[day]': 'public',
  '/(public)/trail/feed.atom': 'public',
  '/(public)/verify': 'public',
  '/(public)/verify/[code]': 'public',
  '/language': 'public',
  '/(account)/account': 'signed_in',
  '/(account)/account/delegation': officers,
  '/(account)/account/notices': 'signed_in',
  '/(account)/account/identity': 'session',
  '/(account)/account/province': 'session',
  '/(account)/account/second-factor': 'session',
  '/(account)/account/sessions': 'session',
  '/(account)/notices': 'signed_in',
  '/(account)/notices/[id]': 'signed_in',
  '/(applicant)/my': applicants,
  // Who has no establishment yet comes here to register one.
  '/(applicant)/my/establishment': 'signed_in',
  '/(applicant)/my/establishment/[id]/edit': applicants,
  '/(applicant)/my/establishment/new': 'signed_in',
  // Who has no establishment yet is led on to register one.
  '/(applicant)/my/requests/new': 'signed_in',
  '/(applicant)/my/needs': applicants,
  '/(applicant)/my/needs/[id]': applicants,
  '/(applicant)/my/needs/new': applicants,
  '/(applicant)/my/requests/[id]': applicants,
  '/(applicant)/my/requests/[id]/commitment': applicants,
  '/(applicant)/my/requests/[id]/draft': applicants,
  '/(applicant)/my/requests/[id]/extension': applicants,
  '/(applicant)/my/requests/[id]/payments': applicants,
  '/(applicant)/my/requests/[id]/receipt': applicants,
  '/(applicant)/my/requests/[id]/versions/[no]': applicants,
  '/(staff)/desk': officers,
  '/(staff)/desk/calendar': staffRoles,
  '/(staff)/desk/calendar/[year]': calendarKeepers,
  '/(staff)/desk/consultations': actors,
  '/(staff)/desk/consultations/[id]': actors,
  '/(staff)/desk/consultations/[id]/papers/[paper]': actors,
  '/(staff)/desk/councils': officers,
  '/(staff)/desk/councils/[id]': officers,
  '/(staff)/desk/councils/new': ['department_specialist', 'department_leader', 'cuc_officer'],
  '/(staff)/desk/councils/sessions/[id]': officers,
  '/(staff)/desk/councils/sessions/[id]/dossiers/[dossier]': officers,
  '/(staff)/desk/establishments': staffRoles,
  '/(staff)/desk/establishments/[id]': staffRoles,
  '/(staff)/desk/establishments/[id]/edit': ['centre_officer'],
  '/(staff)/desk/establishments/new': registrars,
  '/(staff)/desk/history': ['centre_officer', 'department_specialist'],
  '/(staff)/desk/law/[id]': librarians,
  '/(staff)/desk/law/[id]/end': librarians,
  '/(staff)/desk/law/new': ['department_leader', 'department_specialist', 'administrator'],
  '/(staff)/desk/needs': officers,
  '/(staff)/desk/needs/[id]': officers,
  '/(staff)/desk/needs/imports/[id]': registrars,
  '/(staff)/desk/needs/imports/[id]/rejected.xlsx': registrars,
  '/(staff)/desk/needs/list.xlsx': officers,
  '/(staff)/desk/needs/new': registrars,
  '/(staff)/desk/needs/rounds/[round]': roundKeepers,
  '/(staff)/desk/needs/rounds/[round]/import': registrars,
  '/(staff)/desk/needs/rounds/[round]/import/template.xlsx': registrars,
  '/(staff)/desk/needs/rounds/[round]/registration': officers,
  '/(staff)/desk/needs/rounds/[round]/registration/candidates.xlsx': officers,
  '/(staff)/desk/needs/registrations/[id]/[file]': officers,
  '/(staff)/desk/needs/rounds/new': roundKeepers,
  '/(staff)/desk/needs/rules': officers,
  '/(staff)/desk/payments': officers,
  '/(staff)/desk/payments/batches': officers,
  '/(staff)/desk/payments/batches/orders.csv': officers,
  '/(staff)/desk/payments/batches/orders.xlsx': officers,
  '/(staff)/desk/payments/reconciliation': officers,
  '/(staff)/desk/payments/rules': officers,
  '/(staff)/desk/procedures': staffRoles,
  '/(staff)/desk/procedures/clocks': staffRoles,
  '/(staff)/desk/procedures/clocks/draft': [...new Set([...procedureRoles.draft, ...procedureRoles.publish])],
  '/(staff)/desk/procedures/drafts/[kind]': [
    ...new Set([...procedureRoles.draft, ...procedureRoles.publish]),
  ],
  '/(staff)/desk/projects': officers,
  '/(staff)/desk/projects/[id]': officers,
  '/(staff)/desk/projects/[id]/act/[event]': actors,
  '/(staff)/desk/projects/[id]/beneficiaries': officers,
  '/(staff)/desk/projects/[id]/consultation': officers,
  '/(staff)/desk/projects/[id]/contract': officers,
  '/(staff)/desk/projects/[id]/consultation/new': ['department_specialist'],
  '/(staff)/desk/projects/[id]/payments': officers,
  '/(staff)/desk/debts': officers,
  '/(staff)/desk/debts/debts.xlsx': officers,
  '/(staff)/desk/projects/[id]/acceptance': officers,
  '/(staff)/desk/projects/[id]/recovery': officers,
  '/(staff)/desk/projects/[id]/settlement': officers,
  '/(staff)/desk/projects/[id]/settlement/vouchers.xlsx': officers,
  '/(staff)/desk/projects/[id]/provinces': officers,
  '/(staff)/desk/together/[event]': actors,
  '/(staff)/desk/estimates': officers,
  '/(staff)/desk/estimates/levels': officers,
  '/(staff)/desk/changes': officers,
  '/(staff)/desk/projects/[id]/changes': officers,
  '/(staff)/desk/projects/[id]/estimate': officers,
  '/(staff)/desk/projects/[id]/estimate/estimate.pdf': officers,
  '/(staff)/desk/projects/[id]/estimate/lines.xlsx': officers,
  '/(staff)/desk/projects/[id]/estimate/quotations': officers,
  '/(staff)/desk/projects/[id]/dossier.pdf': officers,
  '/(staff)/desk/projects/[id]/dossier.zip': officers,
  '/(staff)/desk/projects/[id]/extension': actors,
  '/(staff)/desk/projects/[id]/group': groupRoles.carryOut,
  '/(staff)/desk/projects/[id]/norms': officers,
  '/(staff)/desk/projects/[id]/trail': officers,
  '/(staff)/desk/projects/[id]/trail/[entry]': officers,
  '/(staff)/desk/projects/[id]/papers': officers,
  '/(staff)/desk/projects/[id]/papers/[kind]': issuingRoles,
  '/(staff)/desk/projects/[id]/papers/[kind]/preview': issuingRoles,
  '/(staff)/desk/projects/[id]/versions/[no]': officers,
  '/(staff)/desk/norms': normRoles.see,
  '/(staff)/desk/norms/[id]': normRoles.see,
  '/(staff)/desk/norms/[id].yaml': normRoles.see,
  '/(staff)/desk/norms/drafts/[id]': normRoles.see,
  '/(staff)/desk/norms/contents': normRoles.see,
  '/(staff)/desk/norms/contents/[code]': normRoles.draft,
  '/(staff)/desk/norms/drafts/[id]/rows/[content]': normRoles.draft,
  '/(staff)/desk/norms/drafts/[id]/simulations': normRoles.simulate,
  '/(staff)/desk/norms/drafts/[id]/simulations/[simulation]': normRoles.simulate,
  '/(staff)/desk/norms/drafts/[id]/simulations/[simulation]/projects.csv': normRoles.simulate,
  '/(staff)/desk/money': fundRoles.see,
  '/(staff)/desk/money/accounts': fundRoles.see,
  '/(staff)/desk/money/accounts/accounts.xlsx': fundRoles.see,
  '/(staff)/desk/money/decisions/new': fundRoles.decide,
  '/(staff)/desk/money/funds/new': fundRoles.open,
  '/(staff)/desk/money/funds/[id]/year-end': fundRoles.decide,
  '/(staff)/desk/money/postings/[id]': fundRoles.see,
  '/(staff)/desk/money/transfers': fundRoles.see,
  '/(staff)/desk/money/transfers/csv': fundRoles.see,
  '/(staff)/desk/projects/group': groupRoles.carryOut,
  '/(staff)/desk/projects/exports': officers,
  '/(staff)/desk/projects/exports/[id]': officers,
  '/(staff)/desk/projects/exports/[id]/file': officers,
  '/(staff)/desk/papers': registerReaders,
  '/(staff)/desk/papers/[id]': registerReaders,
  '/(staff)/desk/papers/register.xlsx': registerReaders,
  '/(staff)/desk/papers/templates': registerReaders,
  '/(staff)/desk/papers/templates/[kind]': registerReaders,
  '/(staff)/desk/papers/templates/[kind]/standard.docx': registerReaders,
  '/(staff)/desk/papers/templates/[kind]/[id]': registerReaders,
  '/(staff)/desk/papers/templates/[kind]/preview': issuingRoles,
  '/(staff)/desk/plans': planRoles.see,
  '/(staff)/desk/plans/[id]': planRoles.see,
  '/(staff)/desk/plans/[id]/compare': planRoles.see,
  '/(staff)/desk/plans/[id]/decision': planRoles.see,
  '/(staff)/desk/plans/[id]/decision/annex.xlsx': planRoles.see,
  '/(staff)/desk/plans/[id]/decision/decision.pdf': planRoles.see,
  '/(staff)/desk/plans/[id]/proposals/[proposal]': planRoles.see,
  '/(staff)/desk/plans/[id]/terms': planRoles.build,
  '/(staff)/desk/waits': officers,
  '/(staff)/desk/waits/forecast': officers,
  '/(staff)/desk/waits/forecast/list': officers,
  '/(staff)/desk/waits/lead': officers,
  '/(staff)/desk/waits/lead/list': officers,
  '/(staff)/desk/waits/list': officers,
  '/(staff)/desk/waits/nobody': [...administrators, 'centre_director', 'department_leader'],
  '/(staff)/desk/waits/waits.csv': officers,
  '/(admin)/admin': administrators,
  '/(admin)/admin/delegations': administrators,
  '/(admin)/admin/invitations': administrators,
  '/(admin)/admin/mail': administrators,
  '/(admin)/admin/people': administrators,
  '/(admin)/admin/people/[id]': administrators,
  '/(admin)/admin/people/[id]/hand-over': ['administrator'],
  '/(admin)/admin/people/new': ['administrator'],
  '/(admin)/admin/readings': administrators,
  '/(admin)/admin/signatures': administrators,
  '/(admin)/admin/units': administrators,
  '/(admin)/admin/units/[id]': administrators,
  '/(admin)/admin/units/new': ['administrator'],
  '/(admin)/admin/webhooks': administrators,
  '/api/auth/callback/[provider]': 'public',
  '/api/v1/[...path]': 'public',
  '/documents/[id]': 'signed_in',
  '/(account)/documents/[id]/signatures': 'signed_in',
  '/gallery': 'public',
  '/gallery/desk': 'public',
  '/gallery/project': 'public',
};

export type Verdict = 'enter' | 'sign_in' | 'choose_province' | 'hidden';

/**
 * Whether someone may enter a route. Who is not signed in is asked to sign in; who is, but whose
 * roles do not fit, finds no such page.
 */
export function admit(
  routeId: string,
  who: { readonly signedIn: boolean; readonly actor: Actor | null },
): Verdict {
  const audience = access[routeId];
  if (audience === undefined) return 'hidden';
  if (audience === 'public') return 'enter';
  if (!who.signedIn) return 'sign_in';
  if (audience === 'session') return 'enter';
  if (who.actor === null) return 'choose_province';
  if (audience === 'signed_in') return 'enter';
  return hasRole(who.actor, ...audience) ? 'enter' : 'hidden';
}

export function isListed(routeId: string): boolean {
  return routeId in access;
}

/** Whether a route is for some roles only: such work waits until an officer's second factor is set. */
export function isForRoles(routeId: string): boolean {
  return typeof access[routeId] === 'object';
}

/** Where a person's work begins. */
export function homeOf(actor: Actor | null): string {
  if (actor === null) return '/account/province';
  if (actor.memberships.length === 0) return '/my/establishment';
  const ways: readonly (readonly [readonly Role[], string, string])[] = [
    [applicants, '/(applicant)/my', '/my'],
    [staffRoles.filter((role) => role !== 'administrator'), '/(staff)/desk', '/desk'],
    [['administrator'], '/(admin)/admin', '/admin'],
  ];
  const way = ways.find(([roles, routeId]) => routeId in access && hasRole(actor, ...roles));
  return way?.[2] ?? '/account';
}
