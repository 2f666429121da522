import { formatDate, ZERO_DONG } from '#kernel';
import type { Column } from '../layout.ts';
import type { PaperKind } from '../paper-kind.ts';
import { amount, inWords } from '../paper-source.ts';
import { actOf, data, projectBlocks } from '../parts.ts';
import { comparedLines, moneyFields } from './payment.ts';

const columns = (last: readonly Column[]): readonly Column[] => [
  { title: 'TT', text: '{tt}', width: 0.5 },
  { title: 'Nội dung chi', text: '{noi_dung}', width: 3 },
  ...last,
];
const money: readonly Column[] = [
  { title: 'Dự toán (đồng)', text: '{du_toan}', width: 1.5, end: true },
  { title: 'Quyết toán (đồng)', text: '{thuc_hien}', width: 1.5, end: true },
  { title: 'Chênh lệch (đồng)', text: '{chenh_lech}', width: 1.5, end: true },
];
const vouchers: readonly Column[] = [
  { title: 'Chứng từ', text: '{chung_tu}', width: 2.4 },
  { title: 'Số tiền (đồng)', text: '{thuc_hien}', width: 1.6, end: true },
];

function settlement(
  code: string,
  lead: string,
  of: 'all' | 'supported',
  table: 'money' | 'vouchers',
): PaperKind {
  return {
    code,
    about: 'Đề án: {ten_de_an}',
    required: ['ten_de_an', 'don_vi', 'chi_tiet', 'tong_thuc_hien'],
    recipients: ['{co_quan}', 'Lưu: kế toán, hồ sơ đề án'],
    blocks: [
      ...projectBlocks,
      { p: lead },
      {
        table: 'chi_tiet',
        columns: columns(table === 'money' ? money : vouchers),
        total:
          table === 'money'
            ? ['', 'Tổng cộng', '{tong_du_toan}', '{tong_thuc_hien}', '{tong_chenh_lech}']
            : ['', 'Tổng cộng', '', '{tong_thuc_hien}'],
      },
      { label: 'Kinh phí hỗ trợ đề nghị quyết toán', text: '{ho_tro_quyet_toan} đồng ({ho_tro_bang_chu})' },
      ...(of === 'all'
        ? ([{ label: 'Vốn của đơn vị và nguồn khác', text: '{von_khac} đồng' }] as const)
        : []),
      { label: 'Phải hoàn trả ngân sách', text: '{phai_hoan_tra} đồng' },
    ],
    data: (source) => {
      const act = actOf(source, 'submit_settlement');
      if (!act.ok) return act;
      const support = source.view.settlement?.support ?? ZERO_DONG;
      const total = source.view.settlement?.lines.reduce((all, line) => all + line.actual, 0n) ?? 0n;
      return data(source, {
        ...moneyFields(source),
        ...comparedLines(source, 'chi_tiet'),
        ngay_lap_quyet_toan: formatDate(act.value.on),
        ...{ ho_tro_quyet_toan: amount(support), ho_tro_bang_chu: inWords(support) },
        von_khac: amount((total - support) as never),
        phai_hoan_tra: amount(source.view.settlement?.toRecover ?? ZERO_DONG),
      });
    },
  };
}

const closureMinutes: PaperKind = {
  code: 'closure_minutes',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'don_vi', 'so_hop_dong', 'da_quyet_toan'],
  recipients: ['Hai bên ký hợp đồng', 'Lưu: VT, hồ sơ đề án'],
  manySign: true,
  blocks: [
    {
      p: 'Ngày {ngay_thanh_ly}, {co_quan} (Bên A) và {don_vi} (Bên B) thanh lý hợp đồng số {so_hop_dong} ký ngày {ngay_ky_hop_dong}.',
    },
    ...projectBlocks,
    { label: 'Kinh phí theo hợp đồng', text: '{kinh_phi_ho_tro} đồng' },
    { label: 'Kinh phí được quyết toán', text: '{da_quyet_toan} đồng ({da_quyet_toan_bang_chu})' },
    { label: 'Đã thu hồi về ngân sách', text: '{da_thu_hoi} đồng' },
    {
      p: 'Hai bên xác nhận đã hoàn thành nghĩa vụ với nhau; hợp đồng hết hiệu lực kể từ ngày ký biên bản này.',
    },
    {
      signers: [
        { title: 'Đại diện bên B', name: '{nguoi_dai_dien}' },
        { title: 'Đại diện bên A', name: '{nguoi_ky}' },
      ],
    },
  ],
  data: (source) => {
    const act = actOf(source, 'approve_settlement');
    if (!act.ok) return act;
    return data(source, {
      ...moneyFields(source),
      da_quyet_toan_bang_chu: inWords(source.view.money.settled),
      ngay_thanh_ly: formatDate(source.view.today),
    });
  },
};

export const settlementKinds = [
  settlement('settlement_table', 'Quyết toán chi tiết theo từng khoản của dự toán:', 'all', 'money'),
  settlement('voucher_list_8a', 'Chứng từ đề nghị quyết toán:', 'supported', 'vouchers'),
  settlement('voucher_list_8b', 'Chứng từ của toàn bộ chi phí, gồm cả nguồn khác:', 'all', 'vouchers'),
  closureMinutes,
];
