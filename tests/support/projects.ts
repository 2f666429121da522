import { createHash, randomUUID } from 'node:crypto';
import { actFor } from '#app/acts.ts';
import { establishmentForm } from '#establishments';
import { registerEstablishment } from '#establishments/server';
import { expectOk, readForm, todayIn, yearOf, type Dong, type FormFields, type Result } from '#kernel';
import type { Fund } from '#funds';
import { decideBudget, openFund } from '#funds/server';
import { contextOf, actorOfAccount, type Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Event } from '#projects';
import { attachPaper, performAct, projectFor, saveDraft, startDraft, submitRequest } from '#projects/server';
import type { Cast } from './cast.ts';

/** Makes projects through the use cases, so that no test starts from an impossible state. */

const establishmentFields = {
  name: 'Công ty TNHH Đá mỹ nghệ Phủ Quỳ',
  legalForm: 'limited_company',
  taxCode: '0100109106',
  representative: 'Trương Văn Quý',
  phone: '0912 345 678',
  commune: '17035',
  sector: 'NN-B',
  employees: '25',
  revenue: '12 tỷ',
  capital: '8 tỷ',
} satisfies FormFields;

/** The cast's stone workshop, registered by its owner; answers the owner's context with the new role's view. */
export async function registered(
  people: Cast,
  over: FormFields = {},
): Promise<{ establishmentId: string; owner: Context }> {
  const input = expectOk(readForm(establishmentForm, { ...establishmentFields, ...over }));
  const { id } = expectOk(await registerEstablishment(people.owner, input));
  const actor = await actorOfAccount(people.owner, people.owner.actor.accountId, people.owner.now);
  if (!actor) throw new Error('the owner is gone');
  return { establishmentId: id, owner: contextOf(people.owner.db, actor, people.owner.now) };
}

/** Another process that works on the same database begins elsewhere. */
let workshops = 0;
export const countWorkshopsFrom = (n: number) => void (workshops = n);

/**
 * One more workshop of the same owner, under a tax code of its own: what one business has counts against its next
 * request. The owner's context knows all of them.
 */
export function newWorkshop(people: Cast, over: FormFields = {}) {
  const taxCode = taxCodeOf(++workshops);
  return registered(people, { name: `Xưởng đá số ${workshops}`, taxCode, ...over });
}

/** A company's code that stands its check, another for every n. */
function taxCodeOf(n: number): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  for (let serial = 290_100_000 + 10 * n; ; serial++) {
    const sum = [...String(serial)].reduce((total, digit, i) => total + Number(digit) * weights[i]!, 0);
    const check = 10 - (sum % 11);
    if (check < 10) return `${serial}${check}`;
  }
}

/** A complete request for one machine of 600 million and 100 million of fitting, asking for 300 million. */
export const requestFields: FormFields = {
  title: 'Máy cắt đá tự động',
  procedure: 'provincial',
  contentCode: 'MM-01',
  fiscalYear: '2026',
  necessity: 'Máy cũ chạy từ năm 2009, hao đá và bụi.',
  objective: 'Tăng năng suất, giảm bụi.',
  'machines.0.name': 'Máy cắt đá CNC',
  'machines.0.origin': 'Việt Nam',
  'machines.0.year': '2026',
  'machines.0.quantity': '1',
  'machines.0.unitPrice': '600 triệu',
  'costLines.0.label': 'Máy cắt đá CNC',
  'costLines.0.unit': 'bộ',
  'costLines.0.quantity': '1',
  'costLines.0.unitPrice': '600 triệu',
  'costLines.0.eligible': 'on',
  'costLines.1.label': 'Lắp đặt, chạy thử',
  'costLines.1.unit': 'gói',
  'costLines.1.quantity': '1',
  'costLines.1.unitPrice': '100 triệu',
  asked: '300 triệu',
  'timetable.0.task': 'Mua và lắp máy',
  'timetable.0.from': '01/12/2026',
  'timetable.0.until': '28/02/2027',
  'results.jobs': '5',
  'results.revenue': '3 tỷ',
  'results.description': 'Giảm một nửa lượng bụi.',
  'commitments.ownFunds': 'on',
  'commitments.noOtherSupport': 'on',
  'commitments.newMachinery': 'on',
};

/** A group project of two establishments, 600 million of cost and 300 million asked for each. */
export const groupRequest: FormFields = {
  title: 'Hỗ trợ máy móc cho các cơ sở chế biến',
  procedure: 'provincial',
  contentCode: 'MM-01',
  fiscalYear: '2026',
  units: '2',
  unitLabel: 'cơ sở',
  costPerUnit: '600 triệu',
  asked: '600 triệu',
  objective: 'Mỗi cơ sở thay một dây chuyền cũ.',
  necessity: 'Nhiều cơ sở cùng nhu cầu.',
};

/** A draft with its quotation, ready to submit. */
export async function drafted(
  owner: Context,
  establishmentId: string,
  over: FormFields = {},
): Promise<{ id: string; draftRevision: number }> {
  const { id } = expectOk(await startDraft(owner, { establishmentId }));
  const quotation = await attached(owner, id, 'quotation');
  for (const item of ['commitment', 'business_registration']) await attached(owner, id, item);
  const fields = { ...requestFields, 'machines.0.quotation': quotation, ...over };
  const { revision } = expectOk(await saveDraft(owner, { projectId: id, fields, revision: 1 }));
  return { id, draftRevision: revision };
}

/** A paper of its own for an item of the checklist; answers the document. */
export async function attached(owner: Context, projectId: string, item: string): Promise<string> {
  const text = `%PDF-1.4 ${item} ${projectId} ${randomUUID()}`;
  const hash = createHash('sha256').update(text).digest('hex');
  const file = { hash, size: text.length, mediaType: 'application/pdf', fileName: `${item}.pdf` };
  return expectOk(await attachPaper(owner, { projectId, item, file })).documentId;
}

export async function submitted(
  owner: Context,
  establishmentId: string,
  over: FormFields = {},
): Promise<string> {
  const draft = await drafted(owner, establishmentId, over);
  expectOk(await submitRequest(owner, { projectId: draft.id, draftRevision: draft.draftRevision }));
  return draft.id;
}

/** A fund of the year with money in it. */
export async function fundWith(
  people: Cast,
  amount: Dong,
  procedure: 'national' | 'provincial' = 'provincial',
  name = procedure === 'national' ? 'Khuyến công quốc gia' : 'Khuyến công địa phương',
): Promise<Fund> {
  const year = yearOf(todayIn(people.now));
  const opener = people.provincialApprover;
  const fund = expectOk(
    await openFund(opener, {
      name,
      fiscalYear: year,
      source: procedure === 'national' ? 'central' : 'local',
      procedure,
      unitId: people.units.centre,
    }),
  );
  expectOk(
    await decideBudget(opener, {
      fundId: fund.id,
      kind: 'appropriate',
      number: `${procedure}-${year}`,
      decidedOn: todayIn(people.now),
      amount,
      key: `appropriate ${fund.id}`,
    }),
  );
  return fund;
}

/** Does one act as somebody, on the project as it stands now. */
export async function act(
  cx: Context,
  projectId: string,
  event: Event,
  fields: FormFields = {},
): Promise<Result<{ actId: string }>> {
  const definition = actFor(event);
  if (!definition) throw new Error(`no act ${event}`);
  const project = await inProvince(cx, (tx) => projectFor(tx, cx, projectId));
  const given = event === 'accept_dossier' ? { ...validPapers, ...fields } : fields;
  return performAct(cx, definition, { projectId, revision: project?.revision ?? -1, fields: given });
}

/** What an officer finds of the papers that `drafted` attaches. */
export const validPapers: FormFields = {
  'papers.commitment.state': 'valid',
  'papers.quotation.state': 'valid',
  'papers.business_registration.state': 'valid',
};

const criteria: FormFields = Object.fromEntries(
  ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'].map((c) => [`criteria.${c}`, 'on']),
);

type Step = readonly [keyof Cast, Event, FormFields];

/** The provincial way, step by step, with who does it and what they write. `today` in dd/mm/yyyy. */
export function provincialWay(fundId: string, today = '23/11/2026'): readonly Step[] {
  const decision = (number: string) => ({ decisionNumber: number, decisionDate: today });
  return [
    ['centreOfficer', 'accept_dossier', {}],
    ['departmentSpecialist', 'prepare_appraisal', { ...criteria, support: '300 triệu', conclusion: 'pass' }],
    ['departmentLeader', 'conclude_appraisal', {}],
    ['provincialApprover', 'approve_plan', { fundId, support: '300 triệu', ...decision('812/QĐ-UBND') }],
    [
      'centreOfficer',
      'submit_estimate',
      {
        'lines.0.label': 'Máy cắt đá CNC',
        'lines.0.unit': 'bộ',
        'lines.0.quantity': '1',
        'lines.0.unitPrice': '590 triệu',
        'lines.0.eligible': 'on',
        'lines.0.support': '290 triệu',
        'lines.1.label': 'Lắp đặt',
        'lines.1.unit': 'gói',
        'lines.1.quantity': '1',
        'lines.1.unitPrice': '100 triệu',
      },
    ],
    ['financeOfficer', 'approve_estimate', decision('77/QĐ-STC')],
    [
      'centreDirector',
      'sign_contract',
      { contractNumber: '12/HĐ-KC', signedOn: today, endsOn: '30/06/2027', signatory: 'Trương Văn Quý' },
    ],
    ['centreAccountant', 'request_advance', { amount: '100 triệu', progressPercent: '80' }],
    ['centreDirector', 'pay_advance', { voucherNumber: 'UNC-01', paidOn: today }],
    [
      'secondOfficer',
      'accept_works',
      { heldOn: today, place: 'Xã Quỳ Hợp', participants: 'Trung tâm, xã, cơ sở', findings: 'Máy chạy tốt' },
    ],
    ['centreAccountant', 'request_payment', { amount: '290 triệu' }],
    ['centreDirector', 'pay', { voucherNumber: 'UNC-02', paidOn: today }],
    [
      'centreAccountant',
      'submit_settlement',
      {
        'lines.0.actual': '560 triệu',
        'lines.0.vouchers': 'HĐ 0001',
        'lines.1.actual': '90 triệu',
        'lines.1.vouchers': 'HĐ 0002',
      },
    ],
    ['financeOfficer', 'approve_settlement', decision('99/QĐ-STC')],
    ['centreAccountant', 'recover', { amount: '10 triệu', voucherNumber: 'PT-01', paidOn: today }],
    ['centreDirector', 'close', {}],
  ];
}

/** Walks the way up to and including an event. */
export async function walkTo(people: Cast, projectId: string, fundId: string, until: Event): Promise<void> {
  for (const [who, event, fields] of provincialWay(fundId)) {
    expectOk(await act(people[who] as Context, projectId, event, fields));
    if (event === until) return;
  }
  throw new Error(`the way has no ${until}`);
}

/** An appraised request for 300 million, of a workshop of its own: a candidate of the year's plan. */
export async function appraised(people: Cast): Promise<string> {
  const { owner, establishmentId } = await newWorkshop(people);
  const id = await submitted(owner, establishmentId);
  expectOk(await act(people.centreOfficer, id, 'accept_dossier', { duplicates: 'Máy khác.' }));
  for (const [who, event, fields] of provincialWay('').slice(1, 3))
    expectOk(await act(people[who] as Context, id, event, fields));
  return id;
}
