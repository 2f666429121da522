import type { foodTrades } from './trades-of-food.ts';
import type { craftTrades } from './trades-of-craft.ts';

type TradeName = keyof typeof foodTrades | keyof typeof craftTrades;

/** An establishment of the sample province: invented, in a place where its trade is at home. */
export interface Workshop {
  readonly name: string;
  readonly legalForm: string;
  readonly trade: TradeName;
  readonly commune: string;
  readonly address: string;
  readonly representative: string;
  readonly employees: number;
  /** Million đồng. */
  readonly revenue: number;
  readonly capital: number;
  readonly founded: number;
  /**
   * w: owned by women, m: by people of an ethnic minority, v: in a recognised craft village, e: exports,
   * t: a typical product with its certificate, k: key product of the province, s: supporting industry,
   * l: most of its material from the province.
   */
  readonly traits: string;
}

/** The first two belong to the cast's owners. */
const table = `
Công ty TNHH Đá mỹ nghệ Phủ Quỳ|limited_company|stone|17035|Khối 6|Trương Văn Quý|25|12000|8000|2009|el
Hợp tác xã Mây tre Lam Giang|cooperative|rattan|16690|Khối Tân Phượng|Lương Thị Xuân|38|9400|3200|2012|wetl
Công ty TNHH Đá ốp lát Thung Nai|single_member_llc|stone|17044|Bản Na Hiêng|Vi Văn Thuận|32|21500|14000|2014|m
Hộ kinh doanh Đá cảnh Minh Khôi|household_business|stone|17056|Xóm Đồng Tiến|Cao Minh Khôi|9|3800|1500|2016|
Công ty Cổ phần Đá trắng Bản Mồng|joint_stock_company|stone|17035|Khối 3|Ngân Văn Thịnh|74|46800|19500|2011|e
Hợp tác xã Nước mắm Vạn Giai|cooperative|fishSauce|17443|Xóm Hải Nam|Hồ Thị Tứ|22|7600|2900|2010|wvtl
Công ty TNHH Nước mắm Hải Thanh Xuân|limited_company|fishSauce|17128|Khối Tân Hải|Trần Đình Xuân|41|18900|9800|2008|
Hộ kinh doanh Nước mắm Bà Lợi|household_business|fishSauce|16732|Khối Hải Giang|Phùng Thị Lợi|7|2600|900|2005|w
Hợp tác xã Tương Sa Nam Cổ|cooperative|soySauce|17935|Xóm Quy Chính|Nguyễn Đăng Tứ|16|4200|1700|2013|vt
Hộ kinh doanh Tương Kim Hợi|household_business|soySauce|17950|Xóm 9|Đặng Thị Hợi|6|1900|600|2015|wv
Công ty TNHH Chè Thanh Mai Hạnh|single_member_llc|tea|17722|Xóm Kim Sơn|Lê Thị Mai Hạnh|52|24600|12700|2009|wekl
Hợp tác xã Chè Cát Ngạn Xanh|cooperative|tea|17728|Xóm Đồng Hưng|Phan Bá Thìn|29|8900|3600|2017|kl
Tổ hợp tác Chè Gay Con|cooperative_group|tea|17329|Thôn 4|Võ Văn Lục|12|2400|800|2019|
Công ty TNHH Dược liệu Nghệ Sông Con|limited_company|turmeric|17266|Khối 2|Đậu Thị Nghĩa|24|11800|6400|2016|w
Hợp tác xã Tinh bột nghệ Mường Quạ|cooperative|turmeric|17263|Bản Xiềng|Lô Thị Hoa|18|3900|1400|2018|wmtl
Hợp tác xã Nông sản Thành Bình|cooperative|turmeric|17335|Thôn 7|Nguyễn Hữu Bình|15|3300|1200|2020|
Công ty TNHH Hải sản Lạch Quèn Mới|limited_company|seafood|17212|Xóm Phú Thành|Hoàng Văn Sỹ|63|38500|15800|2012|e
Hộ kinh doanh Hải sản khô Thu Cúc|household_business|seafood|16732|Khối Yên Đình|Nguyễn Thị Thu Cúc|11|5200|1600|2014|w
Hợp tác xã Hải sản Cửa Hiền|cooperative|seafood|17833|Xóm Bắc Thịnh|Phạm Văn Đệ|27|9900|3900|2015|
Hợp tác xã Miến dong Phú Xanh|cooperative|noodles|16777|Khối Hoa Hải|Lương Văn Panh|20|4800|1900|2018|m
Hộ kinh doanh Bánh đa Ông Thảo|household_business|noodles|17662|Khối 5|Trần Văn Thảo|10|3100|950|2007|v
Công ty TNHH Thực phẩm Đô Thành Phát|limited_company|noodles|17707|Xóm Tiên Quánh|Thái Doãn Phát|34|15400|7200|2016|
Hợp tác xã Dầu lạc Diễn Thịnh Vàng|cooperative|peanutOil|17479|Xóm 11|Cao Xuân Vàng|19|6700|2500|2017|
Hộ kinh doanh Dầu lạc Hương Quê|household_business|peanutOil|17827|Xóm 3|Ngô Thị Hương|8|2900|850|2019|w
Công ty Cổ phần Gỗ ghép Đại Đồng Lâm|joint_stock_company|timber|17713|Xóm Tân Phượng|Nguyễn Cảnh Lâm|86|52300|18600|2010|el
Công ty TNHH Lâm sản Rú Nguộc|limited_company|timber|17779|Xóm Ngọc Sơn|Bùi Gia Khánh|47|27800|11400|2015|
Hợp tác xã Thổ cẩm Hoa Tiến Mới|cooperative|brocade|16792|Bản Hoa Tiến|Sầm Thị Bích|45|2800|900|2011|wmvte
Tổ hợp tác Dệt thổ cẩm Bản Nưa|cooperative_group|brocade|17254|Bản Nưa|Vi Thị Thắm|21|1500|350|2019|wm
Hợp tác xã Hương trầm Quỳ Châu Xanh|cooperative|incense|16777|Khối 2|Lang Văn Dũng|26|6900|2300|2013|mtl
Hộ kinh doanh Hương trầm Ngân Hà|household_business|incense|16804|Bản Bình 1|Lữ Thị Ngân|9|2100|700|2016|wm
Doanh nghiệp tư nhân Mộc Phú Nghĩa Đường|private_enterprise|carpentry|17179|Xóm 8|Hồ Hữu Đường|31|13900|6100|2006|v
Công ty TNHH Nội thất Hoa Thành Yên|limited_company|carpentry|17506|Xóm Văn Tây|Phan Thế Yên|58|33600|14900|2014|
Hộ kinh doanh Mộc dân dụng Sen Làng|household_business|carpentry|17971|Xóm Sen 3|Vương Đình Nhật|12|4100|1300|2012|
Công ty TNHH Cơ khí Lường Sơn|limited_company|mechanics|17662|Khối 9|Nguyễn Thế Lường|44|29700|13200|2011|
Công ty TNHH Máy nông nghiệp Hợp Minh|single_member_llc|mechanics|17605|Xóm Đông Yên|Chu Văn Hợp|22|10600|5300|2018|
Công ty TNHH Cơ khí chính xác Thái Lào|limited_company|mechanics|18001|Khối 12|Đinh Xuân Lộc|36|25100|10900|2017|s
Công ty Cổ phần Gạch xanh Sông Hiếu|joint_stock_company|bricks|17326|Xóm 5|Võ Trọng Hiếu|55|34400|17700|2013|
Công ty TNHH Vật liệu không nung Hoàng Thịnh|limited_company|bricks|17110|Khối Thịnh Mỹ|Lê Bá Hoàng|40|28800|12300|2016|
Công ty TNHH May Thiên Nhẫn Phong|limited_company|garment|17989|Xóm Trung Lâm|Trần Thị Phong|165|61200|21800|2015|w
Công ty TNHH May xuất khẩu Vân Du Yên|single_member_llc|garment|17560|Xóm Đông Phú|Phan Thị Thùy|128|47500|16400|2017|w
Công ty TNHH Bao bì Hưng Nguyên Xanh|limited_company|packaging|18001|Khối 5|Hoàng Nghĩa Sáng|39|31900|12800|2014|
Công ty Cổ phần Hữu cơ Phủ Diễn|joint_stock_company|fertilizer|17029|Xóm Khánh Quang|Đào Quang Diễn|48|36200|15500|2016|
`;

export const workshops: readonly Workshop[] = table
  .trim()
  .split('\n')
  .map((row) => {
    const [
      name,
      legalForm,
      trade,
      commune,
      address,
      representative,
      employees,
      revenue,
      capital,
      founded,
      traits,
    ] = row.split('|') as [
      string,
      string,
      TradeName,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    return {
      name,
      legalForm,
      trade,
      commune,
      address,
      representative,
      employees: Number(employees),
      revenue: Number(revenue),
      capital: Number(capital),
      founded: Number(founded),
      traits,
    };
  });
