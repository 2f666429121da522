import { offers, type Trade } from './trade.ts';

/** Processing of farm, forest and fishery products. */
export const foodTrades = {
  fishSauce: {
    sector: 'NN-A',
    product: 'nước mắm',
    needs: [
      'Khâu chiết rót, đóng nắp đang làm thủ công, mỗi ngày chỉ đạt 1.200 chai và tỷ lệ hao hụt gần 4%.',
      'Chượp ủ trong bể xi măng hở, phụ thuộc thời tiết, chất lượng các mẻ không đồng đều.',
    ],
    gain: 'Nâng công suất lên 2,5 lần, bảo đảm an toàn thực phẩm, ổn định độ đạm giữa các mẻ.',
    machines: offers(`
      Hệ thống chiết rót, đóng nắp tự động | Việt Nam | 1.500 chai/giờ | hệ thống | 380-620
      Bồn ủ chượp composite đảo trộn khí nén | Việt Nam | 10 m³ | bồn | 85-120
      Thiết bị lọc màng UF | Nhật Bản | 1.000 lít/giờ | bộ | 260-420
      Máy dán nhãn, in hạn sử dụng | Đài Loan | 2.400 chai/giờ | máy | 95-160`),
    line: {
      name: 'dây chuyền lọc, chiết rót, đóng gói nước mắm',
      parts: offers(`
        Cụm lọc tinh hai cấp | Nhật Bản | 2.000 lít/giờ | cụm | 280-340
        Máy rửa và sấy chai liên hoàn | Việt Nam | 2.000 chai/giờ | máy | 190-240
        Máy chiết rót, xoáy nắp 8 vòi | Đài Loan | 2.000 chai/giờ | máy | 360-430
        Máy dán nhãn, co màng, đóng thùng | Việt Nam | 2.000 chai/giờ | máy | 170-210`),
    },
    model: 'ủ chượp khép kín bằng năng lượng mặt trời',
    waste: 'nước thải rửa cá và bã chượp',
  },
  soySauce: {
    sector: 'NN-A',
    product: 'tương truyền thống',
    needs: [
      'Đậu được rang và nghiền bằng chảo gang, cối đá; mỗi mẻ mất hai ngày công và màu tương không đều.',
    ],
    gain: 'Rút ngắn một nửa thời gian mỗi mẻ, giữ hương vị truyền thống, đủ hàng cho các hệ thống siêu thị.',
    machines: offers(`
      Máy rang đậu điều khiển nhiệt tự động | Việt Nam | 120 kg/mẻ | máy | 140-210
      Máy nghiền ướt inox 304 | Việt Nam | 300 kg/giờ | máy | 85-130
      Nồi hấp, thanh trùng hơi | Việt Nam | 500 lít | bộ | 160-240
      Máy chiết rót định lượng 4 vòi | Đài Loan | 900 chai/giờ | máy | 180-260`),
    line: {
      name: 'dây chuyền rang, nghiền, thanh trùng tương',
      parts: offers(`
        Cụm rang, tách vỏ | Việt Nam | 250 kg/giờ | cụm | 230-290
        Cụm nghiền, phối trộn | Việt Nam | 400 kg/giờ | cụm | 180-230
        Hệ thống thanh trùng, chiết rót | Đài Loan | 1.200 chai/giờ | hệ thống | 390-450`),
    },
    model: 'nuôi mốc tương trong phòng kiểm soát nhiệt ẩm',
    waste: 'nước thải ngâm đậu',
  },
  tea: {
    sector: 'NN-A',
    product: 'chè xanh, chè đen',
    needs: [
      'Máy vò cũ dùng từ năm 2008, búp chè gãy vụn nhiều, tỷ lệ chè loại A chỉ đạt 55%.',
      'Chè sao bằng củi, khói ám mùi, mỗi tấn thành phẩm tốn gần 2 m³ củi rừng trồng.',
    ],
    gain: 'Tăng tỷ lệ chè loại A lên trên 75%, giảm 40% chi phí nhiên liệu.',
    machines: offers(`
      Máy vò chè mâm đôi | Việt Nam | 80 kg/mẻ | máy | 95-140
      Máy sao lăn dùng gas | Đài Loan | 150 kg/giờ | máy | 210-320
      Máy tách màu chè | Trung Quốc | 600 kg/giờ | máy | 650-980
      Máy hút chân không, đóng gói | Việt Nam | 600 gói/giờ | máy | 110-180`),
    line: {
      name: 'dây chuyền diệt men, vò, sấy chè',
      parts: offers(`
        Máy diệt men hơi nước | Đài Loan | 300 kg/giờ | máy | 320-380
        Cụm vò chè 4 mâm | Việt Nam | 320 kg/mẻ | cụm | 260-310
        Máy sấy băng tải nhiều tầng | Việt Nam | 150 kg/giờ | máy | 420-490
        Máy sàng phân loại rung | Việt Nam | 400 kg/giờ | máy | 120-160`),
    },
    model: 'chế biến chè hữu cơ sao bằng khí sinh khối',
    waste: 'bụi và khí thải lò sao',
  },
  turmeric: {
    sector: 'NN-A',
    product: 'tinh bột nghệ',
    needs: [
      'Nghệ được rửa, xay và lắng bằng tay; mỗi ngày chỉ làm được 250 kg củ tươi, mùa mưa không phơi được.',
      'Tinh bột lắng tự nhiên qua nhiều lần nước, hao hụt curcumin, khó đạt yêu cầu của bên thu mua.',
    ],
    gain: 'Chủ động sấy quanh năm, thu hồi tinh bột tăng 18%, bao tiêu thêm 40 tấn củ tươi mỗi năm cho nông dân.',
    machines: offers(`
      Máy ly tâm tách tinh bột | Việt Nam | 500 lít/giờ | máy | 180-290
      Tủ sấy lạnh bơm nhiệt | Việt Nam | 300 kg/mẻ | tủ | 220-360
      Máy rửa, nghiền ướt liên hoàn | Việt Nam | 400 kg/giờ | máy | 130-190
      Máy đóng gói bột dạng que | Trung Quốc | 1.800 gói/giờ | máy | 150-230`),
    line: {
      name: 'dây chuyền rửa, nghiền, ly tâm, sấy tinh bột nghệ',
      parts: offers(`
        Cụm rửa, cắt lát, nghiền | Việt Nam | 800 kg/giờ | cụm | 240-290
        Máy ly tâm đĩa ba pha | Ấn Độ | 1.500 lít/giờ | máy | 430-520
        Hệ thống sấy thăng hoa | Việt Nam | 200 kg/mẻ | hệ thống | 680-790`),
    },
    model: 'sản xuất viên nghệ mật ong theo tiêu chuẩn HACCP',
    waste: 'nước thải lắng lọc tinh bột',
  },
  seafood: {
    sector: 'NN-A',
    product: 'hải sản khô và đông lạnh',
    needs: [
      'Cá, mực phơi trên giàn ngoài trời, gặp mưa phải bán non; bụi và ruồi làm hàng không vào được siêu thị.',
    ],
    gain: 'Sấy được trong mọi thời tiết, kéo dài bảo quản lên 12 tháng, mở thị trường ngoài tỉnh.',
    machines: offers(`
      Máy sấy lạnh hai buồng | Việt Nam | 600 kg/mẻ | máy | 310-480
      Tủ cấp đông gió | Việt Nam | 500 kg/mẻ | tủ | 420-650
      Kho lạnh bảo quản -20°C | Việt Nam | 30 tấn | kho | 520-760
      Máy hút chân không hai buồng | Đài Loan | 240 túi/giờ | máy | 90-140`),
    line: {
      name: 'dây chuyền hấp, sấy, phân cỡ hải sản',
      parts: offers(`
        Tủ hấp băng tải | Việt Nam | 300 kg/giờ | tủ | 270-330
        Hầm sấy bơm nhiệt | Việt Nam | 1.000 kg/mẻ | hầm | 460-540
        Máy phân cỡ tự động | Trung Quốc | 500 kg/giờ | máy | 210-260`),
    },
    model: 'sấy cá cơm bằng nhà màng kết hợp bơm nhiệt',
    waste: 'nước thải sơ chế hải sản',
  },
  noodles: {
    sector: 'NN-A',
    product: 'miến, bánh đa',
    needs: [
      'Bánh tráng tay trên nồi hơi đốt than, một lao động chỉ được 60 kg mỗi ngày, phơi dọc đường làng không hợp vệ sinh.',
    ],
    gain: 'Năng suất tăng bốn lần, không còn phơi ngoài đường, giảm 60% lượng than.',
    machines: offers(`
      Máy tráng bánh liên hoàn | Việt Nam | 120 kg/giờ | máy | 170-260
      Máy cắt sợi, cuộn tự động | Việt Nam | 150 kg/giờ | máy | 95-150
      Buồng sấy nhiệt đối lưu | Việt Nam | 400 kg/mẻ | buồng | 140-220
      Nồi hơi đốt viên nén | Việt Nam | 300 kg hơi/giờ | bộ | 160-230`),
    line: {
      name: 'dây chuyền tráng, sấy, cắt sợi miến',
      parts: offers(`
        Cụm ngâm, nghiền, khuấy bột | Việt Nam | 300 kg/giờ | cụm | 170-220
        Máy tráng hấp băng tải | Việt Nam | 250 kg/giờ | máy | 380-450
        Hầm sấy hai tầng | Việt Nam | 250 kg/giờ | hầm | 290-350
        Máy cắt, đóng gói | Đài Loan | 300 kg/giờ | máy | 180-230`),
    },
    model: 'làm miến từ dong riềng vùng cao theo chuỗi liên kết',
    waste: 'nước thải ngâm bột',
  },
  peanutOil: {
    sector: 'NN-A',
    product: 'dầu lạc',
    needs: ['Lạc ép bằng trục vít nhỏ, dầu đục phải lắng nửa tháng, bã còn tới 11% dầu.'],
    gain: 'Thu hồi thêm 6% dầu, dầu trong ngay sau lọc, tiêu thụ lạc cho 300 hộ trong vùng.',
    machines: offers(`
      Máy ép dầu thủy lực | Việt Nam | 60 kg/mẻ | máy | 120-190
      Máy lọc dầu ly tâm | Ấn Độ | 300 lít/giờ | máy | 150-230
      Máy bóc vỏ, phân loại lạc | Việt Nam | 800 kg/giờ | máy | 90-145
      Máy chiết rót chai 4 vòi | Đài Loan | 1.000 chai/giờ | máy | 170-250`),
    line: {
      name: 'dây chuyền ép, lọc, đóng chai dầu lạc',
      parts: offers(`
        Cụm bóc vỏ, rang, nghiền | Việt Nam | 600 kg/giờ | cụm | 230-280
        Máy ép liên tục hai cấp | Ấn Độ | 500 kg/giờ | máy | 360-430
        Hệ thống lọc, khử sáp, chiết chai | Đài Loan | 1.200 chai/giờ | hệ thống | 340-410`),
    },
    model: 'ép lạnh dầu lạc, dầu vừng giữ nguyên hương vị',
    waste: 'nước thải vệ sinh thiết bị có dầu mỡ',
  },
  timber: {
    sector: 'NN-A',
    product: 'gỗ ghép thanh từ keo rừng trồng',
    needs: ['Gỗ keo chỉ xẻ thô bán ván, giá trị thấp; máy bào cũ làm hao gần 15% nguyên liệu.'],
    gain: 'Chuyển từ bán gỗ thô sang ván ghép thanh, giá trị một khối gỗ tăng gấp đôi.',
    machines: offers(`
      Máy ghép ngang thủy lực | Đài Loan | 12 m³/ca | máy | 340-520
      Máy bào bốn mặt | Đài Loan | 24 m/phút | máy | 290-460
      Lò sấy gỗ hơi nước | Việt Nam | 30 m³/mẻ | lò | 380-560
      Máy đánh mộng ghép dọc | Trung Quốc | 4.000 thanh/ca | máy | 180-270`),
    line: {
      name: 'dây chuyền ghép thanh từ gỗ keo',
      parts: offers(`
        Máy cưa đĩa nhiều lưỡi | Đài Loan | 20 m³/ca | máy | 260-310
        Cụm đánh mộng, ghép dọc | Đài Loan | 6.000 thanh/ca | cụm | 420-500
        Máy ép ngang cao tần | Trung Quốc | 18 m³/ca | máy | 560-680`),
    },
    model: 'sản xuất ván ghép thanh có chứng chỉ rừng FSC',
    waste: 'bụi gỗ và mùn cưa',
  },
} as const satisfies Record<string, Trade>;
