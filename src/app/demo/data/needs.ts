/** A need as someone of the sample province enters it; `workshop` is its place among the workshops. */
export interface DemoNeed {
  readonly by: 'quyHop' | 'truongVinh' | 'centre' | 'owner';
  readonly workshop?: number;
  readonly name?: string;
  readonly commune?: string;
  readonly content: string;
  readonly procedure?: string;
  readonly title: string;
  readonly machine?: string;
  readonly quotation?: string;
  readonly cost?: string;
  readonly asked?: string;
  readonly ownFunds?: string;
  readonly site?: string;
  readonly papers?: string;
  readonly reason?: string;
}

const prepared = { ownFunds: 'on', site: 'on', papers: 'on' } as const;

export const demoNeeds: readonly DemoNeed[] = [
  {
    ...{ by: 'owner', workshop: 0, content: 'MM-01', title: 'Mua máy mài cạnh đá tự động', ...prepared },
    ...{ machine: 'Máy mài cạnh đá 8 đầu', quotation: 'Công ty Cơ khí Hồng Lĩnh, BG-118 ngày 05/11' },
    ...{ cost: '540 triệu', asked: '250 triệu', reason: 'Mài tay không kịp đơn hàng xuất khẩu, bụi nhiều.' },
  },
  {
    ...{ by: 'owner', workshop: 1, content: 'MM-01', title: 'Mua máy chẻ mây liên hoàn', ...prepared },
    ...{ machine: 'Máy chẻ mây CM-4', quotation: 'Cơ sở chế tạo Phú Nghĩa, ngày 02/11' },
    ...{ cost: '180 triệu', asked: '80 triệu', procedure: 'national' },
  },
  {
    ...{ by: 'centre', workshop: 3, content: 'MM-01', title: 'Đổi dây chuyền sấy', ...prepared },
    ...{
      machine: 'Máy sấy bơm nhiệt 3 tấn/mẻ',
      quotation: 'Công ty Nhiệt lạnh Vinh, BG-77',
      procedure: 'national',
    },
    ...{ cost: '1,2 tỷ', asked: '300 triệu', reason: 'Sấy củi tốn than, sản phẩm không đều.' },
  },
  {
    ...{ by: 'centre', workshop: 4, content: 'MH-01', title: 'Mô hình xưởng chế biến khép kín' },
    ...{ machine: 'Dây chuyền đóng gói tự động', cost: '2,4 tỷ', asked: '500 triệu', site: 'on' },
  },
  {
    ...{ by: 'centre', workshop: 5, content: 'NH-01', title: 'Xây dựng, đăng ký nhãn hiệu', ...prepared },
    ...{ machine: 'Bộ nhận diện và đơn đăng ký nhãn hiệu', quotation: 'Văn phòng luật Lam Hồng, ngày 10/11' },
    ...{ cost: '60 triệu', asked: '30 triệu' },
  },
  {
    ...{ by: 'centre', workshop: 6, content: 'MM-01', title: 'Mua máy ép dầu lạc', cost: '350 triệu' },
    site: 'on',
  },
  {
    ...{ by: 'quyHop', name: 'Hộ kinh doanh Lô Thị Hiền', commune: '17035', content: 'MM-01' },
    ...{
      title: 'Mua khung dệt thổ cẩm cải tiến',
      machine: 'Khung dệt KD-2',
      cost: '90 triệu',
      asked: '40 triệu',
    },
  },
  {
    ...{ by: 'quyHop', name: 'Hộ kinh doanh Vi Văn Thoại', commune: '17035', content: 'MM-01' },
    ...{ title: 'Làm gạch không nung', papers: 'on' },
  },
  {
    ...{ by: 'quyHop', name: 'Tổ hợp tác nấu rượu cần Châu Quang', commune: '17035', content: 'NH-01' },
    title: 'Đăng ký nhãn hiệu rượu cần',
  },
  {
    ...{ by: 'truongVinh', name: 'Cơ sở nước mắm Bà Tâm', commune: '16690', content: 'MM-01', site: 'on' },
    ...{ title: 'Mua máy chiết chai', machine: 'Máy chiết 12 vòi', quotation: 'Công ty Tân Á, ngày 12/11' },
    ...{ cost: '220 triệu', asked: '100 triệu' },
  },
  {
    ...{ by: 'truongVinh', name: 'Hộ kinh doanh Phan Văn Nghĩa', commune: '16690', content: 'MM-01' },
    title: 'Mở rộng xưởng mộc',
  },
];
