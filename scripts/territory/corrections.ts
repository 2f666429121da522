export interface SourceMapping {
  readonly old_ward_code: string | null;
  readonly old_ward_name: string | null;
  readonly old_district_name: string | null;
  readonly old_province_name: string | null;
  readonly new_ward_code: string;
  readonly new_ward_name: string;
  readonly new_province_name: string;
}

/**
 * What the country had and has. The official counts of 30 June 2025 (63 provinces, 696 districts, 10,035
 * communes) come out exactly once the corrections below are in, so a source that lost a row is noticed.
 */
export const expected = {
  provinces: 34,
  communes: 3321,
  inNgheAn: 130,
  oldProvinces: 63,
  oldDistricts: 696,
  oldCommunes: 10_035,
  communesWithoutPast: 0,
} as const;

const island = (district: string, province: string, zone: string, now: string): SourceMapping => ({
  old_ward_code: null,
  old_ward_name: null,
  old_district_name: district,
  old_province_name: province,
  new_ward_code: '',
  new_ward_name: zone,
  new_province_name: now,
});

/**
 * Rows the source lacks: five island districts that had no communes (the source has them without any old
 * name), and the one commune that kept its name, ground and code and was left out.
 */
export const correctedMappings: readonly SourceMapping[] = [
  island('Huyện Bạch Long Vĩ', 'Thành phố Hải Phòng', 'Đặc khu Bạch Long Vĩ', 'Thành phố Hải Phòng'),
  island('Huyện Côn Đảo', 'Tỉnh Bà Rịa - Vũng Tàu', 'Đặc khu Côn Đảo', 'Thành phố Hồ Chí Minh'),
  island('Huyện Cồn Cỏ', 'Tỉnh Quảng Trị', 'Đặc khu Cồn Cỏ', 'Quảng Trị'),
  island('Huyện Hoàng Sa', 'Thành phố Đà Nẵng', 'Đặc khu Hoàng Sa', 'Thành phố Đà Nẵng'),
  island('Huyện Lý Sơn', 'Tỉnh Quảng Ngãi', 'Đặc khu Lý Sơn', 'Quảng Ngãi'),
  {
    old_ward_code: '23938',
    old_ward_name: 'Xã Ia Mơ',
    old_district_name: 'Huyện Chư Prông',
    old_province_name: 'Tỉnh Gia Lai',
    new_ward_code: '23938',
    new_ward_name: 'Xã Ia Mơ',
    new_province_name: 'Gia Lai',
  },
];

/**
 * Codes of communes that the source has wrong. Every new commune carries the code of one that came into it;
 * the source gives Ia Mơ that of Ia Mơ Nông, which went elsewhere.
 */
export const correctedCodes: Readonly<Record<string, string>> = { 'Xã Ia Mơ|23737': '23938' };

/** Changes of kind after the source was made. */
export const kindCorrections: readonly {
  province: string;
  kind: 'province' | 'city';
  lastDayBefore: string;
  from: string;
  verified: boolean;
  basis: string;
}[] = [
  {
    province: '75',
    kind: 'city',
    lastDayBefore: '2026-04-29',
    from: '2026-04-30',
    verified: false,
    basis: 'Nghị quyết của Quốc hội khóa XVI, kỳ họp thứ nhất (số và ngày hiệu lực chưa đối chiếu bản gốc)',
  },
];
