import { formatDate, formatDateTime, isLocalDate, refuse } from '#kernel';
import { paperLabel } from '#text';
import type { PaperKind } from '../paper-kind.ts';
import { amount, inWords, type PaperSource } from '../paper-source.ts';
import { actOf, data, projectBlocks } from '../parts.ts';

/** Papers for a dossier that came in. */
const dossierReceipt: PaperKind = {
  code: 'dossier_receipt',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'don_vi'],
  recipients: ['{don_vi}', 'Lưu: VT, hồ sơ đề án'],
  blocks: [
    { p: '{co_quan} xác nhận đã nhận hồ sơ đề nghị hỗ trợ kinh phí khuyến công như sau:' },
    ...projectBlocks,
    { label: 'Kinh phí đề nghị hỗ trợ', text: '{kinh_phi_de_nghi} đồng ({kinh_phi_de_nghi_bang_chu})' },
    { label: 'Thời điểm nhận', text: '{thoi_diem_nhan}; người nộp: {nguoi_nop}; lần nộp thứ {lan_nop}' },
    { p: 'Thành phần hồ sơ:', bold: true, when: 'co_giay_to' },
    {
      table: 'giay_to',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Loại giấy tờ', text: '{loai}', width: 2 },
        { title: 'Tên tệp', text: '{ten}', width: 3 },
        { title: 'Ngày nhận', text: '{ngay_nhan}', width: 1.2 },
      ],
      when: 'co_giay_to',
    },
    {
      label: 'Ngày trả lời kết quả kiểm tra hồ sơ',
      text: 'chậm nhất ngày {han_tra_loi}',
      when: 'han_tra_loi',
    },
    { p: 'Giấy này xác nhận việc nhận hồ sơ, không xác nhận hồ sơ đã đầy đủ và hợp lệ.' },
  ],
  data: (source) => {
    const { view } = source;
    const [latest] = view.versions;
    if (!latest) return refuse('paper_has_no_grounds', { event: 'Nộp hồ sơ', eventEn: 'Submit' });
    const due = view.project.state === 'submitted' ? view.turn?.due : null;
    return data(source, {
      kinh_phi_de_nghi: amount(view.project.asked),
      kinh_phi_de_nghi_bang_chu: inWords(view.project.asked),
      thoi_diem_nhan: formatDateTime(latest.submittedAt),
      nguoi_nop: latest.submittedBy,
      lan_nop: String(latest.no),
      giay_to: receivedPapers(source, latest.submittedAt),
      han_tra_loi: due && isLocalDate(due) ? formatDate(due) : '',
    });
  },
};

/** What lay in the dossier when it was sent; papers that came later are not of it. */
function receivedPapers({ view }: PaperSource, sentAt: Date) {
  return view.papers
    .filter((paper) => paper.kind !== 'issued_paper' && paper.added_at <= sentAt)
    .map((paper, i) => ({
      tt: String(i + 1),
      loai: paperLabel(paper.kind, 'vi'),
      ten: paper.file_name ?? paper.title,
      ngay_nhan: formatDateTime(paper.added_at).slice(-10),
    }));
}

const supplementRequest: PaperKind = {
  code: 'supplement_request',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'don_vi'],
  recipients: ['{don_vi}', 'Lưu: VT, hồ sơ đề án'],
  blocks: [
    { p: 'Kính gửi: {don_vi}', centred: true },
    {
      p: 'Sau khi kiểm tra hồ sơ đề án {ma_de_an} “{ten_de_an}”, {co_quan} đề nghị đơn vị bổ sung, sửa đổi các nội dung sau:',
    },
    {
      table: 'yeu_cau',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Giấy tờ', text: '{giay_to}', width: 2.5 },
        { title: 'Nội dung cần bổ sung', text: '{ly_do}', width: 3 },
      ],
      when: 'co_yeu_cau',
    },
    { label: 'Yêu cầu khác', text: '{yeu_cau_khac}', when: 'yeu_cau_khac' },
    {
      p: 'Thời gian chờ bổ sung không tính vào thời hạn giải quyết hồ sơ. Đơn vị nộp bổ sung trên hệ thống tại hồ sơ đề án {ma_de_an}.',
    },
  ],
  data: (source) => {
    const act = actOf(source, 'request_supplement');
    if (!act.ok) return act;
    return data(source, {
      ngay_yeu_cau: formatDate(act.value.on),
      yeu_cau: act.value.asksFor.map(({ label, note }, i) => ({
        ...{ tt: String(i + 1), giay_to: label.vi, ly_do: note ?? 'Chưa có hoặc chưa hợp lệ' },
      })),
      yeu_cau_khac: act.value.reason ?? '',
    });
  },
};

export const requestKinds = [dossierReceipt, supplementRequest];
