import { ballotForm, councilForm, type Vote } from '#appraisal';
import {
  addToAgenda,
  callSession,
  castBallot,
  concludeDossier,
  councilsFor,
  establishCouncil,
  makeMinutes,
  notePresence,
  readCouncil,
  readSession,
  signMinutes,
} from '#appraisal/server';
import { addDays, expectOk, formatDate, readForm, todayIn } from '#kernel';
import type { Context } from '#people/server';
import type { Disk } from '#records/server';
import { minutesPress } from '../../council/minutes-press.ts';
import { CAST_PROVINCE, type Cast } from '../cast.ts';

const criteria = ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'];

/**
 * A council in the middle of its work: of the two projects that have waited longest it has concluded on one, and its
 * minutes want signatures. Nothing is made twice.
 */
export async function makeCouncil(people: Cast, files: Disk, now: Date): Promise<void> {
  const secretary: Context = { ...people.departmentSpecialist, now };
  if ((await councilsFor(secretary)).rows.length > 0) return;
  const today = todayIn(now);
  const seats: readonly (readonly [position: string, who: Context | null, vote: Vote])[] = [
    ['chair', people.departmentLeader, 'pass_with_changes'],
    ['deputy', people.secondLeader, 'pass_with_changes'],
    ['member', people.financeOfficer, 'pass_with_changes'],
    ['member', people.centreDirector, 'pass'],
    ['member', null, 'pass'],
    ['member_secretary', people.departmentSpecialist, 'pass'],
  ];
  const decision = {
    ...{ level: 'provincial', number: '118/QĐ-SCT', decidedOn: formatDate(addDays(today, -20)) },
    ...{ quorumNum: '2', quorumDen: '3' },
    ...{ 'scores.0.name': 'Hiệu quả, khả năng nhân rộng', 'scores.0.weight': '60' },
    ...{ 'scores.1.name': 'Năng lực của cơ sở', 'scores.1.weight': '40' },
    ...Object.fromEntries(
      seats.flatMap(([position, who], i) => [
        [`members.${i}.position`, position],
        [`members.${i}.account`, who?.actor.accountId ?? ''],
        [`members.${i}.name`, who ? '' : 'TS. Phan Văn Tâm'],
        [`members.${i}.organisation`, who ? '' : 'Trường Đại học Vinh'],
      ]),
    ),
  };
  const { id } = expectOk(await establishCouncil(secretary, expectOk(readForm(councilForm, decision)), null));
  const { seated } = expectOk(await readCouncil(secretary, id));
  const place = 'Phòng họp số 2, Sở Công Thương Nghệ An';
  const { id: session } = expectOk(await callSession(secretary, id, { heldOn: today, place }));
  const { candidates } = expectOk(await readSession(secretary, session));
  const numbers = candidates.slice(0, 2).flatMap((c) => c.number ?? []);
  const [dossier] = numbers.length === 0 ? [] : expectOk(await addToAgenda(secretary, session, numbers)).ids;
  if (dossier === undefined) return;
  expectOk(
    await notePresence(
      secretary,
      session,
      seated.map((s) => s.id),
    ),
  );
  for (const [i, [, who, vote]] of seats.entries()) {
    const ballot = expectOk(
      readForm(ballotForm, {
        ...{ dossier, member: seated[i]!.id, vote, 'scores.s1': String(78 + 2 * i), 'scores.s2': '85' },
        ...Object.fromEntries(criteria.map((c) => [`criteria.${c}`, 'on'])),
      }),
    );
    expectOk(await castBallot(who ? { ...who, now } : secretary, session, ballot));
  }
  const reasons = 'Đạt các tiêu chí; bổ sung báo giá thứ ba và tiến độ lắp đặt trước khi trình phê duyệt.';
  expectOk(await concludeDossier(secretary, session, { dossier, reasons }));
  const press = minutesPress(files, CAST_PROVINCE, true);
  const { no, hash } = expectOk(await makeMinutes(secretary, session, { remarks: null }, press));
  expectOk(await signMinutes(secretary, session, { member: seated.at(-1)!.id, no, hash }));
}
