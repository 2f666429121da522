import { describe, expect, it } from 'vitest';
import { readPaperCode, showPaperCode, signOf, unitSign } from './issued-paper.ts';

describe('the number of a paper', () => {
  it('carries the sign of its office: its short name, else the first letters of its name', () => {
    expect(unitSign('Sở Công Thương Nghệ An', 'SCT')).toBe('SCT');
    expect(unitSign('Sở Kế hoạch và Đầu tư', null)).toBe('SKHVĐT');
    expect(unitSign('Trung tâm Khuyến công và Tư vấn phát triển công nghiệp', 'Trung tâm KC')).toBe('TTKC');
    expect(signOf(7, 'BB', 'SCT')).toBe('07/BB-SCT');
    expect(signOf(123, 'QĐ', 'SCT')).toBe('123/QĐ-SCT');
  });
});

describe('the code of a paper', () => {
  it('is read as people type it, and what cannot be one is told apart', () => {
    expect(readPaperCode('abcd-efgh jkmn-pqr5')).toBe('ABCDEFGHJKMNPQR5');
    expect(readPaperCode('ABCD-EFGH-JKMN-PQOI')).toBe('ABCDEFGHJKMNPQ01');
    expect(readPaperCode('ABCD')).toBeNull();
    expect(readPaperCode('ABCD-EFGH-JKMN-PQU5')).toBeNull();
    expect(showPaperCode('ABCDEFGHJKMNPQR5')).toBe('ABCD-EFGH-JKMN-PQR5');
  });
});
