import { expect, it } from 'vitest';
import { localDate } from '#kernel';
import { documentTimeline } from './document-timeline.ts';
import type { LegalDocument, Relation } from './document.ts';
import { quoteAround } from './quote-around.ts';

const document = (code: string, effective: string | null, expired: string | null): LegalDocument => ({
  id: code,
  code,
  kind: 'circular',
  issuer: '',
  province: null,
  title: { vi: '', en: '' },
  issuedOn: null,
  effectiveOn: effective === null ? null : localDate(effective),
  expiredOn: expired === null ? null : localDate(expired),
  verification: 'excerpt',
  source: null,
});

it('draws a document between the one it replaced and the one that amends it', () => {
  const of = (kind: Relation['kind'], direction: Relation['direction'], other: LegalDocument): Relation => ({
    kind,
    direction,
    other,
    since: null,
  });
  const drawn = documentTimeline(
    document('28/2018/TT-BTC', '2018-05-11', null),
    [
      of('replaces', 'forth', document('26/2014/TTLT-BTC-BCT', '2014-04-08', '2018-05-11')),
      of('amends', 'back', document('64/2024/TT-BTC', null, null)),
      of('guides', 'forth', document('45/2012/NĐ-CP', '2012-07-05', null)),
    ],
    localDate('2026-11-24'),
  );
  expect(drawn?.rows.map((row) => [row.role, row.exact, row.open])).toEqual([
    ['replaced', true, false],
    ['self', true, true],
    ['amends', false, true],
  ]);
  const [old, self] = drawn!.rows;
  expect(old!.bar!.to).toBe(self!.bar!.from);
  expect(self!.bar!.to).toBe(100);
  expect(drawn!.today).toBeGreaterThan(90);
  expect(drawn!.years[0]).toEqual({ year: 2014, at: 0 });
});

it('draws nothing where no date is known at all', () => {
  expect(documentTimeline(document('46/VBHN-BCT', null, null), [], localDate('2026-11-24'))).toBeNull();
});

it('quotes the words around what was sought, with or without accents', () => {
  const text = 'Mức hỗ trợ tối đa là 300 triệu đồng cho một cơ sở công nghiệp nông thôn.';
  expect(quoteAround(text, 'co so cong nghiep', 2)).toEqual({
    before: '… cho một',
    found: 'cơ sở công nghiệp',
    after: 'nông thôn.',
  });
  expect(quoteAround(text, 'hạ tầng')).toBeNull();
});
