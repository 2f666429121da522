import { formatDate, isLocalDate, refuse, type Dong } from '#kernel';
import type { PaperKind } from '../paper-kind.ts';
import { amount, dateIn, inWords, textIn, type PaperSource } from '../paper-source.ts';
import { actOf, data, estimateColumns, estimateFields, estimateTotal, supportOf } from '../parts.ts';

const bothParties = {
  signers: [
    { title: 'Đại diện bên A', name: '{nguoi_ky}' },
    { title: 'Đại diện bên B', name: '{nguoi_ky_ben_b}' },
  ],
} as const;

const contractFields = (source: PaperSource, signed: Readonly<Record<string, unknown>>) => ({
  so_hop_dong: textIn(signed, 'contractNumber'),
  ngay_ky: dateIn(signed, 'signedOn'),
  ngay_ket_thuc: dateIn(signed, 'endsOn'),
  nguoi_ky_ben_b: source.establishment?.representative ?? textIn(signed, 'signatory'),
  kinh_phi_ho_tro: amount(supportOf(source)),
  kinh_phi_ho_tro_bang_chu: inWords(supportOf(source)),
});

/** Papers between the paying side and whoever carries the project out. */
const contract: PaperKind = {
  code: 'contract',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'don_vi', 'kinh_phi_ho_tro', 'ngay_ket_thuc'],
  recipients: ['Hai bên ký hợp đồng', 'Kho bạc Nhà nước', 'Lưu: VT'],
  manySign: true,
  blocks: [
    { p: 'Bên A (bên hỗ trợ kinh phí): {co_quan}', bold: true },
    { label: 'Người đại diện', text: '{nguoi_ky}, {chuc_vu_nguoi_ky}' },
    { p: 'Bên B (đơn vị thụ hưởng): {don_vi}', bold: true },
    { label: 'Mã số thuế', text: '{ma_so_thue}', when: 'ma_so_thue' },
    { label: 'Địa chỉ', text: '{dia_chi}', when: 'dia_chi' },
    { label: 'Điện thoại', text: '{dien_thoai}', when: 'dien_thoai' },
    { label: 'Người đại diện', text: '{nguoi_ky_ben_b}' },
    {
      p: 'Điều 1. Bên A hỗ trợ Bên B thực hiện đề án {ma_de_an} “{ten_de_an}”, kế hoạch năm {nam_ke_hoach}, theo dự toán sau (đơn vị: đồng):',
    },
    { table: 'du_toan', columns: estimateColumns, total: estimateTotal },
    {
      p: 'Điều 2. Kinh phí hỗ trợ: {kinh_phi_ho_tro} đồng ({kinh_phi_ho_tro_bang_chu}). Vốn đối ứng của Bên B: {tong_doi_ung} đồng.',
    },
    { p: 'Điều 3. Hợp đồng số {so_hop_dong} ký ngày {ngay_ky}, thực hiện đến hết ngày {ngay_ket_thuc}.' },
    {
      p: 'Điều 4. Bên B thực hiện đúng nội dung đề án, dùng kinh phí đúng mục đích, báo cáo tiến độ và quyết toán đúng hạn; hoàn trả phần kinh phí đã tạm ứng mà không có khối lượng được nghiệm thu.',
    },
    { p: 'Điều 5. Bên A hướng dẫn, kiểm tra, nghiệm thu và thanh toán theo tiến độ đã thỏa thuận.' },
    bothParties,
  ],
  data: (source) => {
    const act = actOf(source, 'sign_contract');
    if (!act.ok) return act;
    return data(source, { ...contractFields(source, act.value.data), ...estimateFields(source) });
  },
};

const NAMES: Readonly<Record<string, string>> = {
  commune: 'Địa điểm thực hiện (mã xã)',
  coordinatingUnit: 'Đơn vị phối hợp',
  establishment: 'Đơn vị thụ hưởng',
  content: 'Nội dung hỗ trợ',
  support: 'Kinh phí hỗ trợ',
  endsOn: 'Ngày kết thúc hợp đồng',
  lines: 'Dự toán chi tiết',
};

const amendment: PaperKind = {
  code: 'amendment',
  about: 'Đề án: {ten_de_an}',
  required: ['don_vi', 'thay_doi'],
  recipients: ['Hai bên ký hợp đồng', 'Lưu: VT'],
  manySign: true,
  blocks: [
    {
      p: 'Căn cứ hợp đồng số {so_hop_dong} ký ngày {ngay_ky} và văn bản chấp thuận điều chỉnh số {so_chap_thuan} ngày {ngay_chap_thuan}, {co_quan} (Bên A) và {don_vi} (Bên B) thống nhất điều chỉnh:',
    },
    {
      table: 'thay_doi',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Nội dung', text: '{noi_dung}', width: 2 },
        { title: 'Trước', text: '{truoc}', width: 2.5 },
        { title: 'Sau', text: '{sau}', width: 2.5 },
      ],
    },
    { label: 'Lý do', text: '{ly_do}' },
    { p: 'Các nội dung khác của hợp đồng giữ nguyên. Phụ lục này là một phần của hợp đồng.' },
    bothParties,
  ],
  data: (source) => {
    const signed = actOf(source, 'sign_contract');
    if (!signed.ok) return signed;
    const change = source.changes.find((one) => Object.keys(one.after).length > 0);
    if (!change)
      return refuse('paper_has_no_grounds', {
        ...{ event: 'Chấp thuận điều chỉnh', eventEn: 'Approve a change' },
      });
    return data(source, {
      ...contractFields(source, signed.value.data),
      so_chap_thuan: change.decisionNumber ?? '',
      ngay_chap_thuan: change.decisionDate ? formatDate(change.decisionDate) : '',
      ly_do: change.reason,
      thay_doi: Object.keys(change.after).map((name, i) => ({
        ...{ tt: String(i + 1), noi_dung: NAMES[name] ?? name },
        truoc: termText(change.before[name as never]),
        sau: termText(change.after[name as never]),
      })),
    });
  },
};

function termText(value: unknown): string {
  if (typeof value === 'bigint') return `${amount(value as never)} đồng`;
  if (Array.isArray(value)) {
    const lines = value as readonly { readonly amount: bigint }[];
    const sum = lines.reduce((all, line) => all + line.amount, 0n);
    return `${lines.length} khoản, tổng ${amount(sum as Dong)} đồng`;
  }
  if (typeof value !== 'string') return '';
  return isLocalDate(value) ? formatDate(value) : value;
}

export const contractKinds = [contract, amendment];
