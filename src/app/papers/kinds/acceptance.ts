import { formatDate, refuse } from '#kernel';
import type { PaperKind } from '../paper-kind.ts';
import { amount, dateIn, inWords, lastAct, textIn } from '../paper-source.ts';
import { data, projectBlocks, supportOf } from '../parts.ts';

/** Minutes of an acceptance; the three forms differ in who accepts and where. */
function acceptance(code: string, how: string, left: string): PaperKind {
  return {
    code,
    about: 'Đề án: {ten_de_an}',
    required: ['ten_de_an', 'don_vi', 'ngay_nghiem_thu', 'ket_luan'],
    recipients: ['{don_vi}', 'Lưu: VT, hồ sơ đề án'],
    manySign: true,
    blocks: [
      { p: `Ngày {ngay_nghiem_thu}, tại {dia_diem}, ${how}` },
      ...projectBlocks,
      { label: 'Kinh phí hỗ trợ', text: '{kinh_phi_ho_tro} đồng ({kinh_phi_ho_tro_bang_chu})' },
      { label: 'Thành phần', text: '{thanh_phan}' },
      { label: 'Số máy, số hiệu thiết bị', text: '{so_may}', when: 'so_may' },
      { label: 'Nhận xét', text: '{nhan_xet}' },
      { label: 'Kết luận', text: '{ket_luan}' },
      { p: 'Biên bản lập thành các bản có giá trị như nhau, mỗi bên giữ một bản.' },
      {
        signers: [
          { title: left, name: '{nguoi_dai_dien}' },
          { title: '{chuc_vu_nguoi_ky}', name: '{nguoi_ky}' },
        ],
      },
    ],
    data: (source) => {
      const acts = source.view.acts.find(
        ({ event }) => event === 'accept_works' || event === 'fail_acceptance',
      );
      const act = acts && lastAct(source.view, acts.event as 'accept_works');
      if (!act)
        return refuse('paper_has_no_grounds', { event: 'Nghiệm thu cơ sở', eventEn: 'Accept the works' });
      const said = act.data;
      return data(source, {
        ngay_nghiem_thu: dateIn(said, 'heldOn') || formatDate(act.on),
        dia_diem: textIn(said, 'place'),
        thanh_phan: textIn(said, 'participants'),
        so_may: textIn(said, 'serialNumbers'),
        nhan_xet: textIn(said, 'findings'),
        ket_luan: act.event === 'accept_works' ? 'Đạt, đồng ý nghiệm thu' : 'Chưa đạt, phải nghiệm thu lại',
        kinh_phi_ho_tro: amount(supportOf(source)),
        kinh_phi_ho_tro_bang_chu: inWords(supportOf(source)),
      });
    },
  };
}

export const acceptanceKinds = [
  acceptance('acceptance_5a', 'các bên nghiệm thu cơ sở đề án tại địa điểm thực hiện:', 'Đơn vị thụ hưởng'),
  acceptance('acceptance_5b', 'các bên nghiệm thu cơ sở đề án:', 'Đơn vị thực hiện'),
  acceptance('acceptance_5c', 'Cục chủ trì nghiệm thu đề án:', 'Đơn vị thực hiện'),
];
