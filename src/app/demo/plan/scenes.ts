import { addDays, formatDate, type FormFields, type LocalDate } from '#kernel';
import { lineAmount, type Event, type ProcedureKind } from '#projects';
import {
  appraisalNotes,
  findings,
  rejectReasons,
  returns,
  stopReasons,
  supplementReasons,
  withdrawReasons,
} from '../data/sentences.ts';
import type { Workshop } from '../data/workshops.ts';
import type { Random } from '../random.ts';
import type { Amounts } from './amounts.ts';
import { estimateTable, inDong, paperOf, type PlannedPaper } from './paper.ts';
import { costFields, table } from './request.ts';

/** What one act is written from. */
export interface Scene {
  readonly procedure: ProcedureKind;
  readonly title: string;
  readonly workshop: Workshop;
  readonly place: string;
  readonly amounts: Amounts;
  /** Advanced before this act. */
  readonly advanced: boolean;
  /** Whether the project was stopped before this act. */
  readonly stopped: boolean;
  readonly on: LocalDate;
  readonly random: Random;
}

export interface Written {
  readonly fields: FormFields;
  readonly paper: PlannedPaper | null;
}

const only = (fields: FormFields): Written => ({ fields, paper: null });
const criteria: FormFields = Object.fromEntries(
  ['principles', 'need_and_effect', 'capacity', 'combination', 'dossier'].map((c) => [`criteria.${c}`, 'on']),
);
const CENTRE = 'Trung tâm Khuyến công và Tư vấn phát triển công nghiệp Nghệ An';
const DEPARTMENT = 'Sở Công Thương Nghệ An';

/** What is written in the form of each act, and the paper that goes with it. */
export function writeAct(event: Event, scene: Scene): Written {
  return (writers[event] ?? (() => only({})))(scene);
}

type Writer = (scene: Scene) => Written;
const reason =
  (list: readonly string[]): Writer =>
  ({ random }) =>
    only({ reason: random.pick(list) });

const writers: Partial<Record<Event, Writer>> = {
  request_supplement: reason(supplementReasons),
  reject: reason(rejectReasons),
  withdraw: reason(withdrawReasons),
  return_appraisal: reason([returns.return_appraisal]),
  return_estimate: reason([returns.return_estimate]),
  return_advance: reason([returns.return_advance]),
  return_payment: reason([returns.return_payment]),
  return_settlement: reason([returns.return_settlement]),
  accept_dossier: ({ random }) => only({ note: random.chance(0.4) ? 'Hồ sơ đầy đủ, hợp lệ.' : '' }),

  prepare_appraisal: (scene) => {
    const { amounts, random } = scene;
    const note = random.pick(appraisalNotes);
    const fields = {
      ...criteria,
      support: String(amounts.appraised),
      conclusion: amounts.appraised < amounts.asked ? 'pass_with_changes' : 'pass',
      note,
    };
    const about = { issuer: DEPARTMENT, number: null, on: scene.on };
    return {
      fields,
      paper: paperOf('Biên bản thẩm định', about, [
        ...parties(scene),
        ['Ý kiến', note],
        money('Đề nghị hỗ trợ', amounts.appraised),
      ]),
    };
  },
  conclude_appraisal: () => only({ note: '' }),
  register_national: ({ random, on }) =>
    only({ letterNumber: `${random.whole(300, 2400)}/SCT-QLCN`, letterDate: formatDate(on) }),
  appraise_ministry: ({ amounts }) => only({ support: String(amounts.appraised), note: '' }),
  approve_plan: (scene) => {
    const number = scene.procedure === 'national' ? numbered(scene, 'QĐ-BCT') : numbered(scene, 'QĐ-UBND');
    const issuer = scene.procedure === 'national' ? 'Bộ Công Thương' : 'Ủy ban nhân dân tỉnh Nghệ An';
    const facts = [...parties(scene), money('Kinh phí hỗ trợ', scene.amounts.planned)] as const;
    return {
      fields: { support: String(scene.amounts.planned), ...decision(number, scene.on) },
      paper: paperOf('Quyết định phê duyệt kế hoạch', { issuer, number, on: scene.on }, facts),
    };
  },
  submit_estimate: ({ amounts }) =>
    only({
      ...costFields(amounts.estimate, 'lines'),
      ...table('lines', amounts.estimate, (l) => ({ support: l.support === 0n ? '' : String(l.support) })),
    }),
  approve_estimate: (scene) =>
    only(decision(numbered(scene, scene.procedure === 'national' ? 'QĐ-CTĐP' : 'QĐ-STC'), scene.on)),
  sign_contract: (scene) => {
    const number = numbered(scene, 'HĐ-TTKC');
    const endsOn = addDays(scene.on, scene.random.whole(120, 200));
    const facts: PlannedPaper['facts'] = [
      ...parties(scene),
      money('Giá trị hỗ trợ', scene.amounts.support),
      ['Thời hạn', formatDate(endsOn)],
    ];
    return {
      fields: {
        contractNumber: number,
        signedOn: formatDate(scene.on),
        endsOn: formatDate(endsOn),
        signatory: scene.workshop.representative,
      },
      paper: paperOf(
        'Hợp đồng thực hiện đề án',
        { issuer: CENTRE, number, on: scene.on },
        facts,
        estimateTable(scene.amounts.estimate),
      ),
    };
  },

  request_advance: ({ amounts, random }) =>
    only({ amount: String(amounts.advance), progressPercent: String(random.whole(72, 90)) }),
  pay_advance: (scene) => voucher(scene, 'Ủy nhiệm chi tạm ứng', scene.amounts.advance),
  accept_works: (scene) => minutes(scene, scene.random.pick(findings)),
  fail_acceptance: (scene) => minutes(scene, returns.fail_acceptance),
  request_payment: ({ amounts }) => only({ amount: String(amounts.support) }),
  pay: (scene) => voucher(scene, 'Ủy nhiệm chi thanh toán', scene.amounts.support),
  submit_settlement: (scene) => {
    const { amounts, random } = scene;
    const fields = table('lines', amounts.actual, (actual) => ({
      actual: String(actual),
      vouchers: `HĐ ${String(random.whole(1, 4999)).padStart(7, '0')}`,
    }));
    const rows = [
      ['Khoản mục', 'Dự toán', 'Thực hiện'],
      ...amounts.estimate.map((l, i) => [l.label, inDong(lineAmount(l)), inDong(amounts.actual[i]!)]),
    ];
    const facts = [...parties(scene), money('Đề nghị quyết toán', amounts.settled)] as const;
    return {
      fields,
      paper: paperOf('Bảng quyết toán', { issuer: CENTRE, number: null, on: scene.on }, facts, rows),
    };
  },
  approve_settlement: (scene) =>
    only(decision(numbered(scene, scene.procedure === 'national' ? 'QĐ-CTĐP' : 'QĐ-STC'), scene.on)),
  recover: (scene) => {
    const { amounts, random, on } = scene;
    const owed = scene.stopped ? (scene.advanced ? amounts.advance : 0n) : amounts.excess;
    return only({
      amount: String(owed),
      voucherNumber: `GNT-${random.whole(100, 999)}`,
      paidOn: formatDate(on),
    });
  },
  close: () => only({ note: '' }),
  stop: (scene) => ({
    fields: {
      ...decision(numbered(scene, scene.procedure === 'national' ? 'QĐ-BCT' : 'QĐ-UBND'), scene.on),
      reason: scene.random.pick(stopReasons),
    },
    paper: null,
  }),
};

const numbered = ({ random }: Scene, suffix: string) => `${random.whole(11, 3990)}/${suffix}`;
const decision = (number: string, on: LocalDate) => ({
  decisionNumber: number,
  decisionDate: formatDate(on),
});
const money = (label: string, amount: bigint) => [label, inDong(amount)] as const;

const parties = ({ title, workshop, place }: Scene): PlannedPaper['facts'] => [
  ['Đề án', title],
  ['Đơn vị thụ hưởng', workshop.name],
  ['Địa điểm', `${workshop.address}, ${place}`],
];

function voucher(scene: Scene, heading: string, amount: bigint): Written {
  const number = `UNC-${scene.random.whole(100, 999)}`;
  return {
    fields: { voucherNumber: number, paidOn: formatDate(scene.on) },
    paper: paperOf(heading, { issuer: CENTRE, number, on: scene.on }, [
      ...parties(scene),
      money('Số tiền', amount),
    ]),
  };
}

function minutes(scene: Scene, found: string): Written {
  const { workshop, place, on, random } = scene;
  const participants = `Trung tâm, Phòng Quản lý công nghiệp, UBND ${lower(place)}, đại diện ${workshop.name}`;
  const serial = `SN-${random.whole(10_000, 99_999)}`;
  return {
    fields: {
      heldOn: formatDate(on),
      place: `${workshop.address}, ${place}`,
      participants,
      serialNumbers: serial,
      findings: found,
    },
    paper: paperOf('Biên bản nghiệm thu cơ sở', { issuer: CENTRE, number: null, on }, [
      ...parties(scene),
      ['Thành phần', participants],
      ['Số máy', serial],
      ['Kết luận', found],
    ]),
  };
}

const lower = (place: string) => place.charAt(0).toLowerCase() + place.slice(1);
