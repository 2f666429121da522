import { ok, refuse, type Result } from '#kernel';
import type { Event } from '#projects';
import { eventLabel } from '#text';
import { amount, inWords, lastAct, type PaperSource } from './paper-source.ts';
import type { Block, Column, PaperData } from './layout.ts';

/** What every paper of a project says of it. */
function projectFields({ view, establishment }: PaperSource) {
  const p = view.project;
  const place = [establishment?.address, p.communeName].filter((part) => part).join(', ');
  return {
    ma_de_an: p.number ?? '',
    ten_de_an: p.title,
    don_vi: p.establishmentName,
    ma_so_thue: p.taxCode ?? '',
    nguoi_dai_dien: establishment?.representative ?? '',
    dien_thoai: establishment?.phone ?? '',
    dia_chi: place,
    nam_ke_hoach: String(p.fiscalYear),
    chuong_trinh: p.procedure === 'national' ? 'khuyến công quốc gia' : 'khuyến công địa phương',
    ma_noi_dung: p.contentCode,
  };
}

export const projectBlocks: readonly Block[] = [
  { label: 'Đề án', text: '{ten_de_an}' },
  { label: 'Mã số đề án', text: '{ma_de_an}, kế hoạch năm {nam_ke_hoach}, {chuong_trinh}' },
  { label: 'Đơn vị thụ hưởng', text: '{don_vi}' },
  { label: 'Mã số thuế', text: '{ma_so_thue}', when: 'ma_so_thue' },
  { label: 'Địa chỉ', text: '{dia_chi}', when: 'dia_chi' },
  { label: 'Người đại diện', text: '{nguoi_dai_dien}', when: 'nguoi_dai_dien' },
];

/** The support as it stands now: contract, else estimate, else plan. */
export const supportOf = ({ view: { project: p } }: PaperSource) => p.contract ?? p.estimate ?? p.planned;

/** The act a paper rests on, or the sentence that it has not happened. */
export function actOf(source: PaperSource, event: Event): Result<NonNullable<ReturnType<typeof lastAct>>> {
  const act = lastAct(source.view, event);
  return act
    ? ok(act)
    : refuse('paper_has_no_grounds', {
        event: eventLabel(event, 'vi'),
        eventEn: eventLabel(event, 'en'),
      });
}

export const estimateColumns: readonly Column[] = [
  { title: 'TT', text: '{tt}', width: 0.5 },
  { title: 'Nội dung chi', text: '{noi_dung}', width: 3 },
  { title: 'Đơn vị tính', text: '{don_vi_tinh}', width: 0.9 },
  { title: 'Số lượng', text: '{so_luong}', width: 0.8, end: true },
  { title: 'Thành tiền', text: '{thanh_tien}', width: 1.5, end: true },
  { title: 'Kinh phí hỗ trợ', text: '{ho_tro}', width: 1.5, end: true },
  { title: 'Vốn đối ứng', text: '{doi_ung}', width: 1.5, end: true },
];
export const estimateTotal = ['', 'Tổng cộng', '', '', '{tong_chi_phi}', '{tong_ho_tro}', '{tong_doi_ung}'];

/** Lines of the estimate with their sums. */
export function estimateFields({ view }: PaperSource) {
  const sum = (of: (line: (typeof view.lines)[number]) => bigint) =>
    view.lines.reduce((all, line) => all + of(line), 0n) as never;
  return {
    du_toan: view.lines.map((line, i) => ({
      ...{ tt: String(i + 1), noi_dung: line.label, don_vi_tinh: line.unit },
      so_luong: (line.exactQuantity ?? String(line.quantity)).replace('.', ','),
      ...{ thanh_tien: amount(line.amount), ho_tro: amount(line.support), doi_ung: amount(line.own) },
    })),
    tong_chi_phi: amount(sum((l) => l.amount)),
    tong_ho_tro: amount(sum((l) => l.support)),
    tong_ho_tro_bang_chu: inWords(sum((l) => l.support)),
    tong_doi_ung: amount(sum((l) => l.own)),
  };
}

export const data = (source: PaperSource, more: PaperData): Result<PaperData> =>
  ok({ ...projectFields(source), ...more });
