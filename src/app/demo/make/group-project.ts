import { fundSummaries } from '#funds/server';
import { findEstablishment } from '#establishments/server';
import { expectOk, formatDate, newId, todayIn, yearOf, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { filterFrom, type Event } from '#projects';
import { attachBeneficiary, listProjects, performAct, projectFor, sendGroupProject } from '#projects/server';
import { actFor } from '../../acts.ts';
import type { Cast } from '../cast.ts';

const SUPPORT = 180_000_000n;
const ATTACHED = 2;

const request: FormFields = {
  title: 'Hỗ trợ ứng dụng máy móc tiên tiến cho nhóm cơ sở công nghiệp nông thôn',
  procedure: 'provincial',
  contentCode: 'MM-01',
  units: '3',
  unitLabel: 'cơ sở',
  costPerUnit: '120 triệu',
  asked: '180 triệu',
  objective: 'Ba cơ sở thay máy cũ, tăng năng suất ít nhất một phần ba.',
  necessity: 'Nhiều cơ sở nhỏ cùng nhu cầu, chưa chọn xong đơn vị thụ hưởng khi lập kế hoạch.',
};

const criteria: FormFields = Object.fromEntries(
  ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'].map((c) => [`criteria.${c}`, 'on']),
);

/** A group project of this year, planned where a fund has room, with two of its three beneficiaries; made once. */
export async function makeGroupProject(people: Cast, now: Date, workshops: readonly string[]): Promise<void> {
  const at = (cx: Context): Context => ({ ...cx, now });
  const officer = at(people.centreOfficer);
  const year = yearOf(todayIn(now));
  const filter = filterFrom(new URLSearchParams({ q: request['title']! }));
  const before = await inProvince(officer, (tx) => listProjects(tx, officer, filter, { size: 1 }));
  if (before.rows.length > 0) return;
  const fields = { ...request, fiscalYear: String(year) };
  // The acts of an hour ago, one after another.
  let moment = new Date(now.getTime() - 3_600_000);
  const next = (cx: Context): Context => ({ ...cx, now: (moment = new Date(moment.getTime() + 300_000)) });
  const sent = { id: newId(moment.getTime()), revision: null, fields };
  const { id } = expectOk(await sendGroupProject(next(people.centreOfficer), sent));
  const step = async (cx: Context, event: Event, given: FormFields = {}) => {
    const project = await inProvince(officer, (tx) => projectFor(tx, officer, id));
    const input = { projectId: id, revision: project!.revision, fields: given };
    expectOk(await performAct(next(cx), actFor(event)!, input));
  };
  await step(people.secondOfficer, 'accept_dossier');
  const appraisal = { ...criteria, support: String(SUPPORT), conclusion: 'pass' };
  await step(people.departmentSpecialist, 'prepare_appraisal', appraisal);
  await step(people.departmentLeader, 'conclude_appraisal');
  const funds = await inProvince(officer, (tx) => fundSummaries(tx, year));
  const room = funds.find(
    ({ fund, balances }) =>
      fund.procedure === 'provincial' && fund.closedOn === null && balances.appropriated >= SUPPORT,
  );
  if (!room) return;
  await step(people.provincialApprover, 'approve_plan', {
    ...{ fundId: room.fund.id, support: String(SUPPORT) },
    ...{ decisionNumber: '2790/QĐ-UBND', decisionDate: formatDate(todayIn(now)) },
  });
  let attached = 0;
  // Most workshops of the sample have a project of the same content this year, and are refused.
  for (const workshop of workshops) {
    if (attached === ATTACHED) return;
    const found = await inProvince(officer, (tx) => findEstablishment(tx, workshop));
    const given = { taxCode: found!.taxCode, commune: '', eligibleCost: '120 triệu', amount: '60 triệu' };
    if ((await attachBeneficiary(attached === 0 ? officer : at(people.secondOfficer), id, given)).ok)
      attached++;
  }
}
