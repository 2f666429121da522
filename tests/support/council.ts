import { expectOk, localDate, readForm, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { ballotForm, councilForm, criteria as actCriteria, type Vote } from '#appraisal';
import {
  addToAgenda,
  callSession,
  castBallot,
  concludeDossier,
  declareConflict,
  establishCouncil,
  makeMinutes,
  notePresence,
  readCouncil,
  readSession,
  signMinutes,
  type MinutesPress,
} from '#appraisal/server';
import type { Cast } from './cast.ts';
import { act, newWorkshop, submitted } from './projects.ts';

/** What the tests of councils share. */

let numbers = 0;
export const refusedWith = (code: string) => ({ ok: false, refusal: { code } });
export const minutesLater = (cx: Context, minutes: number): Context => ({
  ...cx,
  now: new Date(cx.now.getTime() + minutes * 60_000),
});
export const sessionDay = { heldOn: localDate('2026-11-25'), place: 'Phòng họp số 1' };
const met = Object.fromEntries(actCriteria.map((c) => [`criteria.${c}`, 'on']));
/** Where the bytes of minutes lie is the app's business; here they are only told apart by their hash. */
const press: MinutesPress = (_, hash) => {
  const file = (fileName: string, mediaType: string) => ({ hash, size: 1, fileName, mediaType });
  return Promise.resolve({ pdf: file('a.pdf', 'application/pdf'), word: file('a.docx', 'application/zip') });
};

/** Chair, deputy, a member of finance, the specialist as member and secretary, and an expert without an account. */
export async function establishedCouncil(people: Cast, level = 'provincial', over: FormFields = {}) {
  const rows: readonly (readonly [string, string, string])[] = [
    [people.departmentLeader.actor.accountId, '', 'chair'],
    [people.secondLeader.actor.accountId, '', 'deputy'],
    [people.financeOfficer.actor.accountId, '', 'member'],
    [people.departmentSpecialist.actor.accountId, '', 'member_secretary'],
    ['', 'TS. Phan Văn Tâm', 'member'],
  ];
  const fields: FormFields = {
    ...{ level, number: `${++numbers}/QĐ-SCT`, decidedOn: '20/11/2026', quorumNum: '2', quorumDen: '3' },
    ...Object.fromEntries(
      rows.flatMap(([account, name, position], i) => [
        [`members.${i}.account`, account],
        [`members.${i}.name`, name],
        [`members.${i}.position`, position],
      ]),
    ),
    ...{ 'scores.0.name': 'Hiệu quả', 'scores.0.weight': '60' },
    ...{ 'scores.1.name': 'Năng lực', 'scores.1.weight': '40' },
    ...over,
  };
  const input = expectOk(readForm(councilForm, fields));
  const { id } = expectOk(await establishCouncil(people.departmentSpecialist, input, null));
  const { seated } = expectOk(await readCouncil(people.departmentSpecialist, id));
  return { id, seats: seated.map((m) => m.id), number: fields['number']! };
}

export async function underAppraisal(people: Cast) {
  const { establishmentId, owner } = await newWorkshop(people);
  const id = await submitted(owner, establishmentId);
  expectOk(await act(people.centreOfficer, id, 'accept_dossier'));
  const cx = people.departmentSpecialist;
  const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
  return { id, number: project!.number! };
}

/** A council in session on one project under appraisal; `there` are the seats that came. */
export async function inSession(
  people: Cast,
  there = [0, 1, 2, 3, 4],
  given?: { readonly id: string; readonly number: string },
  level = 'provincial',
) {
  const made = await establishedCouncil(people, level);
  const project = given ?? (await underAppraisal(people));
  const specialist = people.departmentSpecialist;
  const { id: session } = expectOk(await callSession(specialist, made.id, sessionDay));
  const dossier = expectOk(await addToAgenda(specialist, session, [project.number])).ids[0]!;
  expectOk(
    await notePresence(
      specialist,
      session,
      there.map((i) => made.seats[i]!),
    ),
  );
  const whose = [
    people.departmentLeader,
    people.secondLeader,
    people.financeOfficer,
    specialist,
    specialist, // enters what the expert votes
  ];
  const vote = (seat: number, to: Vote, over: FormFields = {}, as = whose[seat]!) =>
    castBallot(
      as,
      session,
      expectOk(readForm(ballotForm, { dossier, member: made.seats[seat]!, vote: to, ...met, ...over })),
    );
  const conclude = (as = people.departmentLeader, reasons = 'Đạt các tiêu chí.') =>
    concludeDossier(as, session, { dossier, reasons });
  const conflict = (seat: number, as = whose[seat]!) =>
    declareConflict(as, session, { dossier, member: made.seats[seat]!, reason: 'Là người nhà' });
  const minutes = (as: Context = specialist) => makeMinutes(as, session, { remarks: null }, press);
  const sign = async (seat: number, as = whose[seat]!) => {
    const { minutes: latest } = expectOk(await readSession(specialist, session));
    return signMinutes(as, session, { member: made.seats[seat]!, no: latest!.no, hash: latest!.hash });
  };
  /** All vote for it, and the council concludes so. */
  const passes = async () => {
    for (const i of there) expectOk(await vote(i, 'pass'));
    expectOk(await conclude());
  };
  const signs = async () => {
    expectOk(await minutes());
    for (const i of there) expectOk(await sign(i));
  };
  return { ...made, project, session, dossier, vote, conclude, conflict, minutes, sign, passes, signs };
}

/** The specialist's act on a project, which follows the council. */
export const prepareAs = (by: Context, projectId: string, conclusion: string) =>
  act(by, projectId, 'prepare_appraisal', { ...met, support: '300 triệu', conclusion });
