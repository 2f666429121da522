import { formatDate, subtractDong, ZERO_DONG, type Dong } from '#kernel';
import type { Event } from '#projects';
import type { Block } from '../layout.ts';
import type { PaperKind } from '../paper-kind.ts';
import { amount, dateIn, dongIn, inWords, lastAct, textIn, type PaperSource } from '../paper-source.ts';
import { actOf, data, projectBlocks, supportOf } from '../parts.ts';

const noDong = (value: Dong | null | undefined) => amount(value ?? ZERO_DONG);

/** Where the project's money stands. */
function moneyFields(source: PaperSource) {
  const { money } = source.view;
  const signed = lastAct(source.view, 'sign_contract')?.data ?? {};
  return {
    so_hop_dong: textIn(signed, 'contractNumber'),
    ngay_ky_hop_dong: dateIn(signed, 'signedOn'),
    kinh_phi_ho_tro: noDong(supportOf(source)),
    da_tam_ung: noDong((money.advanced + money.spent + money.settled) as Dong),
    da_quyet_toan: noDong(money.settled),
    da_thu_hoi: noDong(money.recovered),
    con_lai: noDong(money.committed),
  };
}

const contractLines: readonly Block[] = [
  { label: 'Hợp đồng', text: 'số {so_hop_dong} ngày {ngay_ky_hop_dong}', when: 'so_hop_dong' },
  { label: 'Kinh phí hỗ trợ được duyệt', text: '{kinh_phi_ho_tro} đồng' },
];

/** One request of the two: what is asked for, and what went out before. */
function request(code: string, event: Event, what: string, more: readonly Block[]): PaperKind {
  return {
    code,
    about: 'Đề án: {ten_de_an}',
    required: ['ten_de_an', 'don_vi', 'so_tien', 'so_tien_bang_chu'],
    recipients: ['{co_quan}', 'Lưu: kế toán'],
    manySign: true,
    blocks: [
      { p: 'Kính gửi: Kho bạc Nhà nước và đơn vị quản lý kinh phí khuyến công', centred: true },
      ...projectBlocks,
      ...contractLines,
      { label: 'Đã nhận đến ngày lập', text: '{da_nhan} đồng' },
      { label: `Số tiền đề nghị ${what}`, text: '{so_tien} đồng' },
      { label: 'Bằng chữ', text: '{so_tien_bang_chu}' },
      ...more,
      { label: 'Ngày đề nghị', text: '{ngay_de_nghi}' },
      {
        signers: [
          { title: 'Người đề nghị', name: '{nguoi_de_nghi}' },
          { title: '{chuc_vu_nguoi_ky}', name: '{nguoi_ky}' },
        ],
      },
    ],
    data: (source) => {
      const act = actOf(source, event);
      if (!act.ok) return act;
      const asked = dongIn(act.value.data, 'amount') ?? act.value.amount ?? ZERO_DONG;
      const { money } = source.view;
      return data(source, {
        ...moneyFields(source),
        da_nhan: noDong((money.advanced + money.spent) as Dong),
        so_tien: amount(asked as Dong),
        so_tien_bang_chu: inWords(asked as Dong),
        tien_do: textIn(act.value.data, 'progressPercent'),
        ngay_de_nghi: formatDate(act.value.on),
        nguoi_de_nghi: act.value.actor_name,
      });
    },
  };
}

const advanceRequest = request('advance_request', 'request_advance', 'tạm ứng', [
  { label: 'Khối lượng đã hoàn thành', text: '{tien_do} %', when: 'tien_do' },
]);
const paymentRequest = request('payment_request', 'request_payment', 'thanh toán', [
  { p: 'Số tiền đề nghị là toàn bộ kinh phí được thanh toán, gồm cả phần đã tạm ứng.' },
]);

const volumeReport: PaperKind = {
  code: 'volume_report',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'don_vi', 'khoi_luong'],
  recipients: ['{co_quan}', 'Lưu: hồ sơ đề án'],
  blocks: [
    ...projectBlocks,
    ...contractLines,
    { label: 'Tiến độ chung', text: '{tien_do} %', when: 'tien_do' },
    {
      table: 'khoi_luong',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Nội dung công việc', text: '{noi_dung}', width: 3.2 },
        { title: 'Dự toán (đồng)', text: '{du_toan}', width: 1.5, end: true },
        { title: 'Hoàn thành (đồng)', text: '{thuc_hien}', width: 1.5, end: true },
        { title: 'Chênh lệch (đồng)', text: '{chenh_lech}', width: 1.5, end: true },
      ],
      total: ['', 'Tổng cộng', '{tong_du_toan}', '{tong_thuc_hien}', '{tong_chenh_lech}'],
    },
    { label: 'Đã tạm ứng, thanh toán', text: '{da_tam_ung} đồng' },
    { label: 'Còn lại theo hợp đồng', text: '{con_lai} đồng' },
  ],
  data: (source) => {
    const act = actOf(source, 'sign_contract');
    if (!act.ok) return act;
    const progress = lastAct(source.view, 'request_advance')?.data ?? {};
    return data(source, {
      ...moneyFields(source),
      tien_do: textIn(progress, 'progressPercent'),
      ...comparedLines(source, 'khoi_luong'),
    });
  },
};

/** Every line with what was foreseen and what was spent; before a settlement nothing is known to be spent. */
export function comparedLines(source: PaperSource, table: string) {
  const { view } = source;
  const settled = view.settlement?.lines;
  const lines =
    settled ??
    view.lines.map((line) => ({
      ...{ label: line.label, estimated: line.amount, actual: null, difference: null, vouchers: null },
    }));
  const sum = (values: readonly (Dong | null)[]) =>
    values.some((value) => value === null)
      ? null
      : (values.reduce<bigint>((all, value) => all + value!, 0n) as Dong);
  const [foreseen, actual] = [sum(lines.map((l) => l.estimated)), sum(lines.map((l) => l.actual))];
  return {
    [table]: lines.map((line, i) => ({
      ...{ tt: String(i + 1), noi_dung: line.label, du_toan: amount(line.estimated) },
      ...{ thuc_hien: amount(line.actual), chenh_lech: amount(line.difference) },
      chung_tu: line.vouchers ?? '',
    })),
    ...{ tong_du_toan: amount(foreseen), tong_thuc_hien: amount(actual) },
    tong_chenh_lech: foreseen === null || actual === null ? '' : amount(subtractDong(actual, foreseen)),
  };
}

export { moneyFields };
export const paymentKinds = [advanceRequest, paymentRequest, volumeReport];
