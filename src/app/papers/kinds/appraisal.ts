import { formatDate } from '#kernel';
import { criteria } from '#appraisal';
import { choiceLabel, criterionLabel } from '#text';
import type { PaperKind } from '../paper-kind.ts';
import { amount, dateIn, dongIn, inWords, textIn } from '../paper-source.ts';
import { actOf, data, estimateColumns, estimateFields, estimateTotal, projectBlocks } from '../parts.ts';

/** Papers from the appraisal to the approved estimate. */
const appraisalMinutes: PaperKind = {
  code: 'appraisal_minutes',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'kinh_phi_tham_dinh'],
  recipients: ['{don_vi}', 'Lưu: VT, hồ sơ đề án'],
  manySign: true,
  blocks: [
    { p: 'Ngày {ngay_tham_dinh}, {co_quan} thẩm định đề án:' },
    ...projectBlocks,
    { label: 'Kinh phí đề nghị hỗ trợ', text: '{kinh_phi_de_nghi} đồng' },
    { p: 'Kết quả thẩm định theo từng tiêu chí:', bold: true },
    {
      table: 'tieu_chi',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Tiêu chí', text: '{tieu_chi}', width: 5 },
        { title: 'Kết quả', text: '{ket_qua}', width: 1.2 },
      ],
    },
    { label: 'Mức hỗ trợ thẩm định', text: '{kinh_phi_tham_dinh} đồng ({kinh_phi_tham_dinh_bang_chu})' },
    { label: 'Kết luận', text: '{ket_luan}' },
    { label: 'Ý kiến khác', text: '{y_kien}', when: 'y_kien' },
    {
      signers: [
        { title: 'Người thẩm định', name: '{nguoi_tham_dinh}' },
        { title: '{chuc_vu_nguoi_ky}', name: '{nguoi_ky}' },
      ],
    },
  ],
  data: (source) => {
    const act = actOf(source, 'prepare_appraisal');
    if (!act.ok) return act;
    const said = act.value.data;
    const met = said['criteria'] as Readonly<Record<string, boolean>> | undefined;
    const support = dongIn(said, 'support') ?? source.view.project.asked;
    return data(source, {
      ngay_tham_dinh: formatDate(act.value.on),
      kinh_phi_de_nghi: amount(source.view.project.asked),
      tieu_chi: criteria.map((criterion, i) => ({
        ...{ tt: String(i + 1), tieu_chi: criterionLabel(criterion, 'vi') },
        ket_qua: met?.[criterion] ? 'Đạt' : 'Chưa đạt',
      })),
      kinh_phi_tham_dinh: amount(support),
      kinh_phi_tham_dinh_bang_chu: inWords(support),
      ket_luan: choiceLabel(textIn(said, 'conclusion'), 'vi'),
      y_kien: textIn(said, 'note'),
      nguoi_tham_dinh: act.value.actor_name,
    });
  },
};

const planDecision: PaperKind = {
  code: 'plan_decision',
  about: 'Phê duyệt danh mục và kinh phí các đề án khuyến công năm {nam_ke_hoach}',
  required: ['tong_kinh_phi', 'danh_muc'],
  recipients: ['Như Điều 3', 'Kho bạc Nhà nước', 'Lưu: VT'],
  blocks: [
    {
      p: 'Điều 1. Phê duyệt danh mục {so_de_an} đề án {chuong_trinh} năm {nam_ke_hoach} với tổng kinh phí hỗ trợ {tong_kinh_phi} đồng ({tong_kinh_phi_bang_chu}), nội dung đã được quyết định tại văn bản số {so_quyet_dinh} ngày {ngay_quyet_dinh}.',
    },
    {
      table: 'danh_muc',
      columns: [
        { title: 'TT', text: '{tt}', width: 0.5 },
        { title: 'Mã số', text: '{ma}', width: 2.1 },
        { title: 'Tên đề án', text: '{ten}', width: 3 },
        { title: 'Đơn vị thụ hưởng', text: '{don_vi_thu_huong}', width: 2.4 },
        { title: 'Địa bàn', text: '{dia_ban}', width: 1.3 },
        { title: 'Kinh phí hỗ trợ (đồng)', text: '{ho_tro}', width: 1.6, end: true },
      ],
      total: ['', '', 'Tổng cộng', '', '', '{tong_kinh_phi}'],
    },
    {
      p: 'Điều 2. Kinh phí lấy từ nguồn {nguon}. Đơn vị thực hiện lập dự toán chi tiết trình duyệt trước khi ký hợp đồng.',
    },
    { p: 'Điều 3. Các đơn vị và cơ sở có tên trong danh mục chịu trách nhiệm thi hành Quyết định này.' },
  ],
  data: (source) => {
    const act = actOf(source, 'approve_plan');
    if (!act.ok) return act;
    const sum = source.plan.reduce((all, { support }) => all + support, 0n) as never;
    return data(source, {
      so_quyet_dinh: textIn(act.value.data, 'decisionNumber'),
      ngay_quyet_dinh: dateIn(act.value.data, 'decisionDate'),
      so_de_an: String(source.plan.length),
      ...{ tong_kinh_phi: amount(sum), tong_kinh_phi_bang_chu: inWords(sum) },
      nguon: source.view.fund ? `${source.view.fund.name} năm ${source.view.fund.fiscalYear}` : '',
      danh_muc: source.plan.map((row, i) => ({
        ...{ tt: String(i + 1), ma: row.number, ten: row.title, don_vi_thu_huong: row.who },
        ...{ dia_ban: row.commune, ho_tro: amount(row.support) },
      })),
    });
  },
};

const estimateApproval: PaperKind = {
  code: 'estimate_approval',
  about: 'Đề án: {ten_de_an}',
  required: ['ten_de_an', 'tong_ho_tro', 'du_toan'],
  recipients: ['{don_vi}', 'Lưu: VT, hồ sơ đề án'],
  blocks: [
    { p: 'Điều 1. Phê duyệt dự toán chi tiết của đề án:' },
    ...projectBlocks,
    {
      table: 'du_toan',
      columns: estimateColumns,
      total: estimateTotal,
    },
    { p: 'Đơn vị tiền: đồng.' },
    { label: 'Kinh phí khuyến công hỗ trợ', text: '{tong_ho_tro} đồng ({tong_ho_tro_bang_chu})' },
    {
      p: 'Điều 2. Đơn vị thực hiện sử dụng kinh phí đúng nội dung, đúng định mức và quyết toán theo quy định.',
    },
    { p: 'Điều 3. {don_vi} và các bộ phận liên quan chịu trách nhiệm thi hành Quyết định này.' },
  ],
  data: (source) => {
    const act = actOf(source, 'approve_estimate');
    if (!act.ok) return act;
    return data(source, { ngay_duyet: formatDate(act.value.on), ...estimateFields(source) });
  },
};

export const appraisalKinds = [appraisalMinutes, planDecision, estimateApproval];
