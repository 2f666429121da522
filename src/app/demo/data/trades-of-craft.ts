import { offers, type Trade } from './trade.ts';

/** Handicrafts, consumer goods, mechanics, building materials. */
export const craftTrades = {
  stone: {
    sector: 'NN-Đ',
    product: 'đá mỹ nghệ',
    needs: [
      'Máy cắt cũ chạy từ năm 2009, hao đá và bụi nhiều, nhiều đơn hàng phải thuê gia công ngoài tỉnh.',
      'Khâu mài, đánh bóng làm tay, mỗi sản phẩm mất ba ngày công và chất lượng phụ thuộc tay thợ.',
    ],
    gain: 'Tăng năng suất gấp ba, giảm một nửa lượng bụi, nhận được đơn hàng có họa tiết phức tạp.',
    machines: offers(`
      Máy cắt đá CNC | Việt Nam | 25 m²/ca | máy | 560-740
      Máy điêu khắc đá CNC 4 trục | Trung Quốc | khổ 1,5 × 3 m | máy | 420-690
      Máy mài, đánh bóng băng tải | Ý | 60 m²/ca | máy | 780-1150
      Máy khoan, tiện đá trụ tròn | Việt Nam | đường kính 800 mm | máy | 190-280`),
    line: {
      name: 'dây chuyền cưa xẻ, mài bóng đá ốp lát',
      parts: offers(`
        Máy cưa dây kim cương | Việt Nam | 40 m²/ca | máy | 430-510
        Máy xẻ đá nhiều lưỡi | Ý | 70 m²/ca | máy | 720-860
        Máy mài bóng tự động 8 đầu | Trung Quốc | 90 m²/ca | máy | 520-610`),
    },
    model: 'chế tác đá mỹ nghệ bằng điêu khắc số hóa mẫu',
    waste: 'bụi đá và nước thải cưa xẻ',
  },
  rattan: {
    sector: 'NN-Đ',
    product: 'hàng mây tre đan',
    needs: [
      'Nan chẻ, vót bằng tay, mỗi thợ chỉ làm được 4 kg mỗi ngày; hàng xuất khẩu hay bị mốc khi đi đường biển.',
      'Lò sấy lưu huỳnh đã cũ, khách hàng châu Âu yêu cầu chuyển sang sấy sạch.',
    ],
    gain: 'Cung cấp đủ nan cho 400 thợ tại nhà, tỷ lệ hàng lỗi giảm còn dưới 2%.',
    machines: offers(`
      Máy chẻ, vót nan liên hoàn | Việt Nam | 60 kg/giờ | máy | 85-130
      Lò sấy mây tre bơm nhiệt | Việt Nam | 800 kg/mẻ | lò | 190-310
      Máy chẻ sợi mây định hình | Đài Loan | 40 kg/giờ | máy | 160-240
      Nồi hấp chống mốc áp lực | Việt Nam | 2 m³ | bộ | 140-220`),
    line: {
      name: 'dây chuyền sơ chế, sấy, chống mốc mây tre',
      parts: offers(`
        Cụm cắt, chẻ, vót nan | Đài Loan | 120 kg/giờ | cụm | 260-320
        Hệ thống ngâm tẩm chân không | Việt Nam | 3 m³ | hệ thống | 310-370
        Buồng sấy nhiệt đa tầng | Việt Nam | 1.500 kg/mẻ | buồng | 280-340`),
    },
    model: 'nhuộm mây tre bằng chất màu tự nhiên',
    waste: 'nước thải luộc, nhuộm mây tre',
  },
  brocade: {
    sector: 'NN-Đ',
    product: 'thổ cẩm',
    needs: ['Chị em dệt khung gỗ tại nhà, một tấm khăn mất bốn ngày; không đủ hàng cho các điểm du lịch.'],
    gain: 'Giữ hoa văn truyền thống của người Thái, tăng thu nhập cho 45 phụ nữ lên khoảng 5 triệu đồng mỗi tháng.',
    machines: offers(`
      Khung dệt bán tự động | Việt Nam | 12 m/ngày | khung | 35-48
      Máy thêu vi tính 2 đầu | Trung Quốc | 1.000 mũi/phút | máy | 150-230
      Máy may công nghiệp điện tử | Nhật Bản | 5.000 mũi/phút | máy | 18-26
      Nồi nhuộm điều khiển nhiệt | Việt Nam | 100 lít | bộ | 80-115`),
    line: {
      name: 'dây chuyền xe sợi, nhuộm, dệt thổ cẩm',
      parts: offers(`
        Máy xe, đánh ống sợi | Việt Nam | 30 kg/ngày | máy | 130-170
        Cụm nhuộm, sấy sợi | Việt Nam | 50 kg/mẻ | cụm | 210-260
        Khung dệt Jacquard khổ hẹp | Trung Quốc | 25 m/ngày | khung | 260-310`),
    },
    model: 'dệt thổ cẩm nhuộm chàm gắn với du lịch cộng đồng',
    waste: 'nước thải nhuộm',
  },
  incense: {
    sector: 'NN-Đ',
    product: 'hương trầm',
    needs: ['Hương se tay, mỗi người 3.000 que một ngày; dịp Tết phải từ chối nhiều đơn hàng.'],
    gain: 'Sản lượng tăng năm lần, que hương đều, không dùng hóa chất làm cong tàn.',
    machines: offers(`
      Máy se hương tự động | Việt Nam | 220 que/phút | máy | 45-70
      Máy nghiền bột hương siêu mịn | Việt Nam | 150 kg/giờ | máy | 80-120
      Buồng sấy hương nhiệt thấp | Việt Nam | 200 kg/mẻ | buồng | 110-170
      Máy đóng gói hộp | Trung Quốc | 25 hộp/phút | máy | 180-260`),
    line: {
      name: 'dây chuyền nghiền, trộn, se, sấy hương',
      parts: offers(`
        Cụm nghiền, sàng, trộn bột | Việt Nam | 200 kg/giờ | cụm | 190-230
        Máy se hương 4 đầu | Việt Nam | 800 que/phút | máy | 220-270
        Hầm sấy băng tải | Việt Nam | 150 kg/giờ | hầm | 240-290`),
    },
    model: 'làm hương từ dược liệu địa phương có truy xuất nguồn gốc',
    waste: 'bụi bột hương',
  },
  carpentry: {
    sector: 'NN-B',
    product: 'đồ gỗ nội thất',
    needs: ['Cưa, bào, phun sơn đều làm tay trong cùng một gian, bụi và mùi sơn ảnh hưởng khu dân cư.'],
    gain: 'Sản xuất theo mẫu thiết kế số, năng suất tăng 2,5 lần, môi trường làm việc sạch.',
    machines: offers(`
      Trung tâm gia công gỗ CNC 4 đầu | Đài Loan | khổ 1,3 × 2,5 m | máy | 480-720
      Máy dán cạnh tự động | Đài Loan | 18 m/phút | máy | 280-410
      Buồng sơn hút màng nước | Việt Nam | 4 × 3 × 2,5 m | buồng | 120-190
      Máy chà nhám thùng | Trung Quốc | khổ 1.000 mm | máy | 210-320`),
    line: {
      name: 'dây chuyền sản xuất cửa gỗ công nghiệp',
      parts: offers(`
        Máy cưa bàn trượt điện tử | Đài Loan | 120 tấm/ca | máy | 150-190
        Máy ép nóng thủy lực | Trung Quốc | 80 cánh/ca | máy | 390-460
        Trung tâm khoan, phay CNC | Đài Loan | 100 cánh/ca | máy | 560-660`),
    },
    model: 'sản xuất nội thất từ gỗ rừng trồng thay gỗ tự nhiên',
    waste: 'bụi gỗ và hơi sơn',
  },
  mechanics: {
    sector: 'NN-D',
    product: 'cơ khí, máy nông nghiệp',
    needs: [
      'Phôi thép cắt bằng gió đá, sai số tới 3 mm, phải sửa nguội nhiều nên giá thành cao.',
      'Chưa có máy chấn đủ lực, các chi tiết thép dày phải đặt ở thành phố lớn, chậm giao hàng.',
    ],
    gain: 'Sai số dưới 0,1 mm, rút thời gian giao hàng từ mười ngày xuống ba ngày.',
    machines: offers(`
      Máy cắt laser fiber 3 kW | Trung Quốc | khổ 1,5 × 3 m | máy | 890-1350
      Máy chấn tôn thủy lực CNC | Đài Loan | 100 tấn/3,2 m | máy | 520-780
      Máy tiện CNC | Nhật Bản | đường kính 400 mm | máy | 460-690
      Robot hàn 6 trục | Nhật Bản | tầm với 1,4 m | bộ | 620-880`),
    line: {
      name: 'dây chuyền cắt, chấn, hàn, sơn tĩnh điện',
      parts: offers(`
        Máy cắt laser fiber 6 kW | Trung Quốc | khổ 2 × 4 m | máy | 1050-1250
        Máy chấn thủy lực 160 tấn | Đài Loan | 4 m | máy | 620-720
        Buồng sơn tĩnh điện, lò sấy | Việt Nam | 60 m²/giờ | hệ thống | 380-450`),
    },
    model: 'chế tạo máy gieo hạt, máy cuốn rơm cho ruộng nhỏ',
    waste: 'khói hàn và bụi sơn',
  },
  bricks: {
    sector: 'NN-C',
    product: 'gạch không nung',
    needs: ['Gạch ép máy rung cũ, cường độ không ổn định, công trình ngân sách không nhận hàng.'],
    gain: 'Đạt mác 100 trở lên, thay thế 6 triệu viên gạch đất nung mỗi năm.',
    machines: offers(`
      Máy ép gạch rung thủy lực | Việt Nam | 1.200 viên/giờ | máy | 480-720
      Hệ thống trộn, cân phối liệu tự động | Việt Nam | 12 m³/giờ | hệ thống | 290-430
      Máy nghiền đá mạt | Trung Quốc | 15 tấn/giờ | máy | 380-540
      Máy xếp gạch tự động | Việt Nam | 2.000 viên/giờ | máy | 260-390`),
    line: {
      name: 'dây chuyền sản xuất gạch xi măng cốt liệu',
      parts: offers(`
        Trạm trộn cưỡng bức | Việt Nam | 20 m³/giờ | trạm | 390-460
        Máy ép tĩnh thủy lực | Trung Quốc | 3.000 viên/giờ | máy | 890-1050
        Hệ thống dưỡng hộ, xếp khối | Việt Nam | 3.000 viên/giờ | hệ thống | 340-410`),
    },
    model: 'sản xuất gạch từ bột đá thải của các xưởng xẻ',
    waste: 'bụi phối liệu',
  },
  garment: {
    sector: 'NN-B',
    product: 'may xuất khẩu',
    needs: ['Trải và cắt vải bằng tay, hao 5% nguyên liệu, thiếu hàng cho hai chuyền may phía sau.'],
    gain: 'Giảm hao vải còn 2%, thêm việc làm cho 60 lao động nữ tại xã.',
    machines: offers(`
      Máy trải vải tự động | Nhật Bản | khổ 1,8 m | máy | 390-560
      Máy cắt vải CNC | Nhật Bản | 8 lớp | máy | 880-1280
      Máy may lập trình | Nhật Bản | khổ 30 × 20 cm | máy | 65-95
      Hệ thống ủi hơi trung tâm | Việt Nam | 8 bàn | hệ thống | 140-210`),
    line: {
      name: 'chuyền may treo tự động',
      parts: offers(`
        Hệ thống chuyền treo 30 trạm | Trung Quốc | 900 áo/ca | hệ thống | 680-790
        Máy may điện tử (bộ 20 máy) | Nhật Bản | 20 máy | bộ | 380-450
        Máy ép mex, dò kim | Nhật Bản | 600 áo/giờ | bộ | 160-210`),
    },
    model: 'quản lý chuyền may bằng thẻ RFID tại xưởng nông thôn',
    waste: 'nước thải giặt mẫu và bụi vải',
  },
  packaging: {
    sector: 'NN-B',
    product: 'bao bì carton',
    needs: [
      'In lụa thủ công hai màu, không in được mã truy xuất; các hợp tác xã phải đặt bao bì từ tỉnh khác.',
    ],
    gain: 'In bốn màu kèm mã QR, giá bao bì cho sản phẩm OCOP giảm khoảng 20%.',
    machines: offers(`
      Máy in flexo 4 màu | Trung Quốc | 120 tờ/phút | máy | 720-980
      Máy bế hộp tự động | Trung Quốc | 4.500 tờ/giờ | máy | 380-540
      Máy dán hộp đa năng | Đài Loan | 200 m/phút | máy | 310-460
      Máy cắt rãnh, tạo lằn | Việt Nam | 60 tờ/phút | máy | 150-220`),
    line: {
      name: 'dây chuyền in, bế, dán hộp carton',
      parts: offers(`
        Máy in flexo liên hoàn bế | Trung Quốc | 150 tờ/phút | máy | 980-1150
        Máy dán, gấp hộp | Đài Loan | 180 hộp/phút | máy | 420-490
        Máy đóng bó tự động | Việt Nam | 15 bó/phút | máy | 110-140`),
    },
    model: 'làm bao bì giấy thay túi ni lông cho nông sản',
    waste: 'nước thải mực in',
  },
  fertilizer: {
    sector: 'NN-C',
    product: 'phân bón hữu cơ vi sinh',
    needs: [
      'Đảo trộn và đóng bao bằng tay, độ ẩm không đều; phế phẩm chăn nuôi trong vùng chưa được tận dụng.',
    ],
    gain: 'Xử lý 6.000 tấn phế phẩm chăn nuôi mỗi năm, giảm mùi cho khu dân cư.',
    machines: offers(`
      Máy đảo trộn luống ủ | Việt Nam | 300 m³/giờ | máy | 290-430
      Máy nghiền, sàng rung | Việt Nam | 8 tấn/giờ | máy | 160-240
      Máy vê viên đĩa | Việt Nam | 3 tấn/giờ | máy | 190-280
      Cân đóng bao tự động | Việt Nam | 300 bao/giờ | bộ | 120-180`),
    line: {
      name: 'dây chuyền nghiền, vê viên, đóng bao phân hữu cơ',
      parts: offers(`
        Cụm nghiền, phối trộn | Việt Nam | 6 tấn/giờ | cụm | 260-310
        Máy vê viên, sấy thùng quay | Việt Nam | 4 tấn/giờ | máy | 470-550
        Hệ thống cân, đóng bao, xếp kho | Đài Loan | 400 bao/giờ | hệ thống | 250-310`),
    },
    model: 'ủ phân hữu cơ từ phế phẩm trang trại bò sữa',
    waste: 'mùi và nước rỉ luống ủ',
  },
} as const satisfies Record<string, Trade>;
