import { describe, expect, it } from 'vitest';
import { searchDocuments } from './search-documents.ts';

const document = (code: string, vi: string, issuer: string) =>
  ({ code, title: { vi, en: vi }, issuer, kind: 'circular' }) as const;
const library = [
  document('28/2018/TT-BTC', 'Thông tư về mức chi khuyến công', 'Bộ Tài chính'),
  document('26/2014/TTLT-BTC-BCT', 'Thông tư liên tịch về mức chi', 'Bộ Tài chính, Bộ Công Thương'),
  document('26/2014/TT-BCT', 'Bình chọn sản phẩm công nghiệp nông thôn tiêu biểu', 'Bộ Công Thương'),
  document('17/2018/TT-BCT', 'Sửa đổi Thông tư 36/2013/TT-BCT', 'Bộ Công Thương'),
  document('08/2024/NQ-HĐND@82', 'Mức chi khuyến công Đồng Tháp', 'HĐND tỉnh Đồng Tháp'),
  document('2646/QĐ-BCT', 'Chương trình khuyến công quốc gia 2026–2030', 'Bộ Công Thương'),
];

describe('finding a document', () => {
  it.each([
    ['28/2018', '28/2018/TT-BTC'],
    ['28/2018/TT-BTC', '28/2018/TT-BTC'],
    ['TT28-2018-BTC', '28/2018/TT-BTC'],
    ['tt 28', '28/2018/TT-BTC'],
    ['thông tư 28 2018', '28/2018/TT-BTC'],
    ['Thông tư số 28/2018/TT-BTC', '28/2018/TT-BTC'],
    ['thongtu28/2018', '28/2018/TT-BTC'],
    ['28/2018/ttbtc', '28/2018/TT-BTC'],
    ['circular 28/2018', '28/2018/TT-BTC'],
    ['26/2014/ttlt', '26/2014/TTLT-BTC-BCT'],
    ['26/2014/tt-bct', '26/2014/TT-BCT'],
    ['bình chọn', '26/2014/TT-BCT'],
    ['binh chon', '26/2014/TT-BCT'],
    ['36/2013', '17/2018/TT-BCT'],
    ['nghị quyết 8/2024', '08/2024/NQ-HĐND@82'],
    ['dong thap', '08/2024/NQ-HĐND@82'],
    ['QĐ2646', '2646/QĐ-BCT'],
    ['chương trình 2026-2030', '2646/QĐ-BCT'],
  ])('“%s” finds %s first', (query, code) => {
    expect(searchDocuments(library, query)[0]?.code).toBe(code);
  });

  it('finds nothing for a number nobody has, and everything for no words', () => {
    expect(searchDocuments(library, '999/2018')).toEqual([]);
    expect(searchDocuments(library, '281')).toEqual([]);
    expect(searchDocuments(library, '  ')).toEqual(library);
  });
});
