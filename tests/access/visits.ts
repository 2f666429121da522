import { consultationForm, councilForm } from '#appraisal';
import { addToAgenda, askOpinions, callSession, establishCouncil } from '#appraisal/server';
import { expectOk, formatDate, newId, readForm, todayIn, type Dong } from '#kernel';
import { addLawDocument, addOwnContent, startNormDraft } from '#law/server';
import { demoAccounts, invitePerson, signInAsDemo, type Auth, type Context } from '#people/server';
import type { Role } from '#people';
import { inProvince } from '#platform/server';
import { askForExport, askForSimulation, sendGroupProject } from '#projects/server';
import { addDocument, sealTrail } from '#records/server';
import {
  act,
  Browser,
  cast,
  drafted,
  fundWith,
  groupRequest,
  newWorkshop,
  provincialWay,
  registered,
  submitted,
  type Cast,
  type TestDatabase,
} from '#testing';
import { peopledRound } from './needs.ts';
import { issuedReceipt, paperAddresses } from './papers.ts';
import { twoPlans } from './plans.ts';

const pagesOfPlanned = (
  'acceptance changes contract payments recovery settlement settlement/vouchers.xlsx ' +
  'estimate estimate/estimate.pdf estimate/quotations estimate/lines.xlsx'
).split(' ');

/** Someone who visits pages over HTTP: a browser and, where signed in, the role they hold. */
export interface Visitor {
  readonly role: Role | null;
  readonly browser: Browser;
}

/** Signs in one person a role, the way the sample province offers it. */
export async function signInEveryRole(auth: Auth, people: Cast): Promise<readonly Visitor[]> {
  const scope = { db: people.administrator.db, province: people.province };
  const offered = await demoAccounts(scope, people.now);
  return Promise.all(
    offered.map(async ({ accountId, role }) => {
      const browser = new Browser();
      browser.keep(expectOk(await signInAsDemo(auth, scope, accountId, people.now)));
      return { role, browser };
    }),
  );
}

/** A sample province with one thing of every kind that an address can name. */
export async function peopledProvince(database: TestDatabase) {
  const people = await cast(database.db, { sample: true, now: new Date() });
  const { establishmentId, owner } = await registered(people);
  const fund = await fundWith(people, 5_000_000_000n as Dong);
  const { rows: postings } = await database.super.query<{ id: string }>(
    `select id from funds.posting limit 1`,
  );
  const draft = await drafted(owner, establishmentId);
  const request = await submitted(owner, establishmentId);
  const workshop = await newWorkshop(people);
  const planned = await submitted(workshop.owner, workshop.establishmentId);
  for (const [who, event, fields] of provincialWay(fund.id, formatDate(todayIn(people.now)))) {
    expectOk(await act(people[who] as Context, planned, event, fields));
    if (event === 'approve_plan') break;
  }
  const paper = await inProvince(owner, (tx) =>
    addDocument(tx, owner, {
      kind: 'quotation',
      title: 'Báo giá',
      subject: { kind: 'project', id: request },
      file: null,
    }),
  );
  const another = await newWorkshop(people);
  const screened = await submitted(another.owner, another.establishmentId);
  expectOk(await act(people.centreOfficer, screened, 'accept_dossier'));
  const question = expectOk(
    readForm(consultationForm, {
      ...{
        questions: 'Có phù hợp quy hoạch không?',
        silence: 'nothing',
        'units.0.days': '5',
        'experts.0.days': '5',
      },
      ...{ 'units.0.unit': people.units.quyHop, 'experts.0.name': 'Phan Văn Tâm' },
      'experts.0.email': 'tam@vien.example',
    }),
  );
  const opinions = expectOk(
    await askOpinions(
      people.departmentSpecialist,
      screened,
      { ...question, papers: [] },
      { byMail: false, locale: 'vi' },
    ),
  );
  const { rows: opinion } = await database.super.query<{ id: string }>(
    `select id from appraisal.opinion where unit_id is not null`,
  );
  const seats = {
    ...{ 'members.0.position': 'chair', 'members.0.account': people.departmentLeader.actor.accountId },
    ...{
      'members.1.position': 'secretary',
      'members.1.account': people.departmentSpecialist.actor.accountId,
    },
  };
  const decision = { level: 'provincial', number: '1/QĐ-SCT', decidedOn: formatDate(todayIn(people.now)) };
  const { id: council } = expectOk(
    await establishCouncil(
      people.departmentSpecialist,
      expectOk(readForm(councilForm, { ...decision, ...seats, quorumNum: '2', quorumDen: '3' })),
      null,
    ),
  );
  const meeting = { heldOn: todayIn(people.now), place: 'Phòng họp' };
  const { id: session } = expectOk(await callSession(people.departmentSpecialist, council, meeting));
  const { rows: heard } = await database.super.query<{ number: string }>(
    `select number from projects.project where id = $1`,
    [screened],
  );
  const [dossier] = expectOk(await addToAgenda(people.departmentSpecialist, session, [heard[0]!.number])).ids;
  const asked = await askForExport(people.centreOfficer, { format: 'csv', query: '', locale: 'vi' });
  const { id: norms } = expectOk(
    await startNormDraft(people.departmentSpecialist, { from: 'nothing', fund: 'local' }),
  );
  const { id: simulation } = expectOk(
    await askForSimulation(people.departmentSpecialist, norms, {
      fromYear: 2024,
      untilYear: 2026,
      projects: 'kept',
      content: null,
      locale: 'vi',
    }),
  );
  const { code: content } = expectOk(
    await addOwnContent(people.departmentSpecialist, {
      ...{ code: 'LN-01', group: 3, nameVi: 'Dụng cụ cho làng nghề', nameEn: 'Tools for craft villages' },
      ...{ document: '32/2021/QĐ-UBND', article: null },
    }),
  );
  const invited = expectOk(
    await invitePerson(
      people.administrator,
      {
        name: 'Người Được Mời',
        email: 'moi@nghean.example',
        unitId: people.units.centre,
        role: 'centre_officer',
      },
      { byMail: false, locale: 'vi' },
    ),
  );
  const exported = expectOk(asked).id;
  const resolution = expectOk(
    await addLawDocument(people.departmentLeader, {
      number: '15/2026/NQ-HĐND',
      kind: 'resolution',
      issuer: 'HĐND tỉnh Nghệ An',
      titleVi: 'Mức chi khuyến công',
      titleEn: null,
      issuedOn: null,
      effectiveOn: null,
      expiredOn: null,
      verification: 'full_text',
      source: null,
    }),
  );

  // Of a workshop of its own: nothing it asked for before has to be told apart.
  const other = await newWorkshop(people);
  const plans = await twoPlans(people, await submitted(other.owner, other.establishmentId), fund.id);
  const needs = await peopledRound(people, workshop.establishmentId);

  const group = await groupAskedAgain(people);
  const issued = await issuedReceipt(people, request);
  const sealedAt = new Date();
  await sealTrail(people.centreOfficer, sealedAt);

  /** An address for every route with parameters; a new route of that kind needs its line here. */
  const addresses: Readonly<Record<string, string>> = {
    '/(account)/notices/[id]': `/notices/${newId()}`, // opening one's own marks it as read
    '/(admin)/admin/people/[id]': `/admin/people/${people.owner.actor.accountId}`,
    '/(admin)/admin/people/[id]/hand-over': `/admin/people/${people.owner.actor.accountId}/hand-over`,
    '/(admin)/admin/units/[id]': `/admin/units/${people.units.centre}`,
    '/(applicant)/my/establishment/[id]/edit': `/my/establishment/${establishmentId}/edit`,
    '/(applicant)/my/needs/[id]': `/my/needs/${needs.need}`,
    '/(applicant)/my/requests/[id]': `/my/requests/${request}`,
    '/(applicant)/my/requests/[id]/commitment': `/my/requests/${draft.id}/commitment`,
    '/(applicant)/my/requests/[id]/draft': `/my/requests/${draft.id}/draft`,
    '/(applicant)/my/requests/[id]/extension': `/my/requests/${request}/extension`,
    '/(applicant)/my/requests/[id]/payments': `/my/requests/${request}/payments`,
    '/(applicant)/my/requests/[id]/receipt': `/my/requests/${request}/receipt`,
    '/(applicant)/my/requests/new':
      '/my/requests/new?place=17035&form=cooperative&sector=NN-A&employees=8&want=NH-01&cost.NH-01=60000000&start=NH-01',
    '/(applicant)/my/requests/[id]/versions/[no]': `/my/requests/${request}/versions/1`,
    '/(public)/invitation/[token]': `/invitation/${invited.link}`,
    '/(public)/law/[...code]': '/law/28-2018-tt-btc',
    '/(public)/law/files/[id]': `/law/files/${newId()}`,
    '/(public)/opinion/[token]': `/opinion/${opinions.links[0]!.link}`,
    '/(public)/opinion/[token]/papers/[paper]': `/opinion/${opinions.links[0]!.link}/papers/${newId()}`,
    '/(public)/trail/[day]': `/trail/${todayIn(sealedAt)}`,
    '/(public)/password-reset/[token]': `/password-reset/${'x'.repeat(43)}`,
    '/(staff)/desk/calendar/[year]': '/desk/calendar/2027',
    '/(staff)/desk/consultations/[id]': `/desk/consultations/${opinion[0]!.id}`,
    '/(staff)/desk/consultations/[id]/papers/[paper]': `/desk/consultations/${opinion[0]!.id}/papers/${newId()}`,
    '/(staff)/desk/councils/[id]': `/desk/councils/${council}`,
    '/(staff)/desk/councils/sessions/[id]': `/desk/councils/sessions/${session}`,
    '/(staff)/desk/councils/sessions/[id]/dossiers/[dossier]': `/desk/councils/sessions/${session}/dossiers/${dossier}`,
    '/(staff)/desk/projects/[id]/consultation': `/desk/projects/${screened}/consultation`,
    '/(staff)/desk/projects/[id]/trail': `/desk/projects/${screened}/trail`,
    '/(staff)/desk/together/[event]': '/desk/together/close',
    '/(staff)/desk/projects/[id]/trail/[entry]': `/desk/projects/${screened}/trail/${newId()}`,
    '/(staff)/desk/projects/[id]/provinces': `/desk/projects/${screened}/provinces`,
    '/(staff)/desk/projects/[id]/consultation/new': `/desk/projects/${screened}/consultation/new`,
    '/(staff)/desk/establishments/[id]': `/desk/establishments/${establishmentId}`,
    '/(staff)/desk/establishments/[id]/edit': `/desk/establishments/${establishmentId}/edit`,
    '/(staff)/desk/money/funds/[id]/year-end': `/desk/money/funds/${fund.id}/year-end`,
    '/(staff)/desk/money/postings/[id]': `/desk/money/postings/${postings[0]?.id}`,
    '/(staff)/desk/law/[id]': `/desk/law/${resolution.id}`,
    '/(staff)/desk/law/[id]/end': `/desk/law/${resolution.id}/end`,
    '/(staff)/desk/norms/[id]': '/desk/norms/national-2018-05-11',
    '/(staff)/desk/norms/[id].yaml': '/desk/norms/national-2018-05-11.yaml',
    '/(staff)/desk/norms/drafts/[id]': `/desk/norms/drafts/${norms}`,
    '/(staff)/desk/norms/drafts/[id]/rows/[content]': `/desk/norms/drafts/${norms}/rows/new`,
    '/(staff)/desk/norms/drafts/[id]/simulations': `/desk/norms/drafts/${norms}/simulations`,
    '/(staff)/desk/norms/drafts/[id]/simulations/[simulation]': `/desk/norms/drafts/${norms}/simulations/${simulation}`,
    '/(staff)/desk/norms/drafts/[id]/simulations/[simulation]/projects.csv': `/desk/norms/drafts/${norms}/simulations/${simulation}/projects.csv`,
    '/(staff)/desk/norms/contents/[code]': `/desk/norms/contents/${content}`,
    ...paperAddresses(request, issued),
    '/(staff)/desk/plans/[id]': `/desk/plans/${plans.built}`,
    '/(staff)/desk/plans/[id]/compare': `/desk/plans/${plans.built}/compare`,
    '/(staff)/desk/plans/[id]/decision': `/desk/plans/${plans.forward}/decision`,
    '/(staff)/desk/plans/[id]/decision/annex.xlsx': `/desk/plans/${plans.forward}/decision/annex.xlsx`,
    '/(staff)/desk/plans/[id]/decision/decision.pdf': `/desk/plans/${plans.forward}/decision/decision.pdf`,
    '/(staff)/desk/plans/[id]/proposals/[proposal]': `/desk/plans/${plans.built}/proposals/${plans.proposal}`,
    '/(staff)/desk/plans/[id]/terms': `/desk/plans/${plans.built}/terms`,
    '/(staff)/desk/needs/[id]': `/desk/needs/${needs.need}`,
    '/(staff)/desk/needs/imports/[id]': `/desk/needs/imports/${needs.imported}`,
    '/(staff)/desk/needs/imports/[id]/rejected.xlsx': `/desk/needs/imports/${needs.imported}/rejected.xlsx`,
    '/(staff)/desk/needs/registrations/[id]/[file]': `/desk/needs/registrations/${needs.registration}/letter.pdf`,
    '/(staff)/desk/needs/rounds/[round]': `/desk/needs/rounds/${needs.round}`,
    '/(staff)/desk/needs/rounds/[round]/import': `/desk/needs/rounds/${needs.round}/import`,
    '/(staff)/desk/needs/rounds/[round]/import/template.xlsx': `/desk/needs/rounds/${needs.round}/import/template.xlsx`,
    '/(staff)/desk/needs/rounds/[round]/registration': `/desk/needs/rounds/${needs.round}/registration`,
    '/(staff)/desk/needs/rounds/[round]/registration/candidates.xlsx': `/desk/needs/rounds/${needs.round}/registration/candidates.xlsx`,
    '/(staff)/desk/procedures/drafts/[kind]': '/desk/procedures/drafts/provincial',
    '/(staff)/desk/projects/[id]': `/desk/projects/${request}`,
    '/(staff)/desk/projects/[id]/act/[event]': `/desk/projects/${request}/act/accept_dossier`,
    ...Object.fromEntries(
      pagesOfPlanned.map((page) => [
        `/(staff)/desk/projects/[id]/${page}`,
        `/desk/projects/${planned}/${page}`,
      ]),
    ),
    '/(staff)/desk/projects/[id]/beneficiaries': `/desk/projects/${group}/beneficiaries`,
    '/(staff)/desk/projects/[id]/group': `/desk/projects/${group}/group`,
    '/(staff)/desk/projects/[id]/dossier.pdf': `/desk/projects/${request}/dossier.pdf`,
    '/(staff)/desk/projects/[id]/dossier.zip': `/desk/projects/${request}/dossier.zip`,
    '/(staff)/desk/projects/[id]/extension': `/desk/projects/${request}/extension`,
    '/(staff)/desk/projects/[id]/norms': `/desk/projects/${request}/norms`,
    '/(staff)/desk/projects/[id]/versions/[no]': `/desk/projects/${request}/versions/1`,
    '/(staff)/desk/projects/exports/[id]': `/desk/projects/exports/${exported}`,
    '/(staff)/desk/projects/exports/[id]/file': `/desk/projects/exports/${exported}/file`,
    '/api/v1/[...path]': '/api/v1/openapi.json',
    '/api/auth/callback/[provider]': '/api/auth/callback/oidc',
    '/documents/[id]': `/documents/${paper}`,
    '/(account)/documents/[id]/signatures': `/documents/${paper}/signatures`,
  };
  return { people, addresses };
}

/** A group project that its unit is to write anew: both of its pages open. */
async function groupAskedAgain(people: Cast): Promise<string> {
  const sent = { id: newId(people.now.getTime()), revision: null, fields: groupRequest };
  const { id } = expectOk(await sendGroupProject(people.centreOfficer, sent));
  expectOk(await act(people.secondOfficer, id, 'request_supplement', { reason: 'Nêu rõ số cơ sở.' }));
  return id;
}
