import { beginPlan, changeScenario, decidePlan, putForward, scenariosOf, setSplit } from '#appraisal/server';
import { fundSummaries } from '#funds/server';
import { findEstablishment } from '#establishments/server';
import { dong, expectOk, formatDate, newId, subtractDong, todayIn, yearOf, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { filterFrom, type Event } from '#projects';
import {
  attachBeneficiary,
  decideChange,
  listProjects,
  performAct,
  projectFor,
  requestChange,
  sendGroupProject,
} from '#projects/server';
import { actFor } from '../../acts.ts';
import type { Cast } from '../cast.ts';

const SUPPORT = dong(180_000_000);
const LATER = dong(60_000_000);
const NEXT_SUPPORT = dong(120_000_000);
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

/** It enters by a plan of the year's own, with a third of its money promised of the year after. */
async function planOverTwoYears(
  next: (cx: Context) => Context,
  people: Cast,
  { id, year, fundId }: { readonly id: string; readonly year: number; readonly fundId: string },
): Promise<void> {
  const officer = people.centreOfficer;
  const asked = { year, procedure: 'provincial', name: 'Phương án 1' } as const;
  const { id: planId } = expectOk(await beginPlan(next(officer), asked));
  const later = [{ year: year + 1, amount: LATER }];
  const split = { whole: SUPPORT, now: subtractDong(SUPPORT, LATER), later };
  expectOk(await setSplit(next(officer), planId, { projectId: id, seen: '', ...split }));
  const [scenario] = await inProvince(officer, (tx) => scenariosOf(tx, people.province, planId));
  const scenarioId = scenario!.id;
  const change = { kind: 'place', projectId: id, fundId, support: SUPPORT } as const;
  const { revision } = expectOk(await changeScenario(next(officer), { scenarioId, revision: 0, change }));
  expectOk(await putForward(next(officer), scenarioId, revision));
  const approver = next(people.provincialApprover);
  const decision = {
    number: '2790/QĐ-UBND',
    date: todayIn(approver.now),
    signer: 'Phan Đình Long',
    paper: null,
  };
  expectOk(await decidePlan(approver, { planId, ...decision }));
}

const criteria: FormFields = Object.fromEntries(
  ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'].map((c) => [`criteria.${c}`, 'on']),
);

/** Another, of the year to come: it waits among the candidates of the next plan. */
const nextRequest: FormFields = {
  ...request,
  title: 'Hỗ trợ máy móc cho nhóm cơ sở chế biến nông sản',
  units: '2',
  asked: '120 triệu',
  objective: 'Hai cơ sở thay máy cũ.',
};

type Step = (cx: Context, event: Event, given?: FormFields) => Promise<void>;

/** Sent by one officer, screened by another, appraised by the department. */
async function sendAndAppraise(
  people: Cast,
  next: (cx: Context) => Context,
  fields: FormFields,
  support: bigint,
): Promise<string> {
  const sent = { id: newId(next(people.centreOfficer).now.getTime()), revision: null, fields };
  const { id } = expectOk(await sendGroupProject(next(people.centreOfficer), sent));
  const step: Step = async (cx, event, given = {}) => {
    const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
    const input = { projectId: id, revision: project!.revision, fields: given };
    expectOk(await performAct(next(cx), actFor(event)!, input));
  };
  await step(people.secondOfficer, 'accept_dossier');
  const appraisal = { ...criteria, support: String(support), conclusion: 'pass' };
  await step(people.departmentSpecialist, 'prepare_appraisal', appraisal);
  await step(people.departmentLeader, 'conclude_appraisal');
  return id;
}

/**
 * A group project of this year, planned where a fund has room, with two of its three beneficiaries and a change since, and
 * one that waits for the next plan; made once.
 */
export async function makeGroupProject(people: Cast, now: Date, workshops: readonly string[]): Promise<void> {
  const at = (cx: Context): Context => ({ ...cx, now });
  const officer = at(people.centreOfficer);
  const year = yearOf(todayIn(now));
  const filter = filterFrom(new URLSearchParams({ q: request['title']! }));
  const before = await inProvince(officer, (tx) => listProjects(tx, officer, filter, { size: 1 }));
  if (before.rows.length > 0) return;
  // The acts of two hours ago, one after another.
  let moment = new Date(now.getTime() - 7_200_000);
  const next = (cx: Context): Context => ({ ...cx, now: (moment = new Date(moment.getTime() + 300_000)) });
  const id = await sendAndAppraise(people, next, { ...request, fiscalYear: String(year) }, SUPPORT);
  await sendAndAppraise(people, next, { ...nextRequest, fiscalYear: String(year + 1) }, NEXT_SUPPORT);
  const funds = await inProvince(officer, (tx) => fundSummaries(tx, year));
  const room = funds.find(
    ({ fund, balances }) =>
      fund.procedure === 'provincial' && fund.closedOn === null && balances.appropriated >= SUPPORT,
  );
  if (!room) return;
  await planOverTwoYears(next, people, { id, year, fundId: room.fund.id });
  let attached = 0;
  // Most workshops of the sample have a project of the same content this year, and are refused.
  for (const workshop of workshops) {
    if (attached === ATTACHED) break;
    const found = await inProvince(officer, (tx) => findEstablishment(tx, workshop));
    const given = { taxCode: found!.taxCode, commune: '', eligibleCost: '120 triệu', amount: '60 triệu' };
    if ((await attachBeneficiary(attached === 0 ? officer : at(people.secondOfficer), id, given)).ok)
      attached++;
  }
  await lowerSupport(people, now, id);
}

/** A change after the decision: the plan's page says so beside what was decided. */
async function lowerSupport(people: Cast, now: Date, projectId: string): Promise<void> {
  const officer = { ...people.centreOfficer, now };
  const revision = async () =>
    (await inProvince(officer, (tx) => projectFor(tx, officer, projectId)))!.revision;
  const fields = {
    ...{ reason: 'Một cơ sở chọn máy rẻ hơn.', content: request['contentCode']!, groupProject: 'on' },
    support: '170 triệu',
  };
  const asked = { projectId, revision: await revision(), fields, file: null };
  const { id: changeId } = expectOk(await requestChange(officer, asked));
  const today = formatDate(todayIn(now));
  const decision = { verdict: 'approved', decisionNumber: '126/QĐ-SCT', decisionDate: today };
  const leader = { ...people.departmentLeader, now };
  expectOk(await decideChange(leader, { changeId, revision: await revision(), fields: decision }));
}
