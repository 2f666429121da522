import { describe, expect, it } from 'vitest';
import { localDate } from '#kernel';
import {
  checkDocumentDates,
  compareArticles,
  levelOf,
  statusOn,
  type LegalDocument,
  type Relation,
} from './document.ts';

const day = (text: string | null) => (text === null ? null : localDate(text));
const document = (
  code: string,
  issued: string | null,
  effective: string | null,
  expired: string | null = null,
): LegalDocument => ({
  id: code,
  code,
  kind: 'circular',
  issuer: 'Bộ',
  province: null,
  title: { vi: '', en: '' },
  issuedOn: day(issued),
  effectiveOn: day(effective),
  expiredOn: day(expired),
  verification: 'excerpt',
  source: null,
});
const back = (kind: Relation['kind'], other: LegalDocument): Relation => ({
  kind,
  direction: 'back',
  other,
  since: null,
});

const tt28 = document('28/2018/TT-BTC', '2018-03-28', '2018-05-11');
const ttlt26 = document('26/2014/TTLT-BTC-BCT', '2014-02-18', '2014-04-08', '2018-05-11');
const replaced = [back('replaces', tt28)];
const amended = [back('amends', document('64/2024/TT-BTC', null, null))];
const undated = document('41/2016/TT-BCT', null, '2017-02-15');
const successor = [back('replaces', document('34/2022/TT-BCT', null, null))];

describe('status on a date', () => {
  it.each([
    ['before it takes effect', ttlt26, replaced, '2014-04-07', 'not_yet'],
    ['on its first day', ttlt26, replaced, '2014-04-08', 'in_force'],
    ['on its last day', ttlt26, replaced, '2018-05-10', 'in_force'],
    ['from the day the next one takes over', ttlt26, replaced, '2018-05-11', 'replaced'],
    ['ended without a successor', ttlt26, [], '2018-05-11', 'expired'],
    ['before the year of an amendment without dates', tt28, amended, '2023-12-31', 'in_force'],
    ['from the year of an amendment without dates', tt28, amended, '2024-01-01', 'amended'],
    ['before the year of a successor without dates', undated, successor, '2021-12-31', 'in_force'],
    ['from the year of a successor without dates', undated, successor, '2022-01-01', 'replaced'],
    [
      'when its day of effect is not known',
      document('14/2024/TT-BCT', '2024-09-01', null),
      [],
      '2026-11-24',
      'unknown',
    ],
  ])('%s', (_, it, relations, on, status) => {
    expect(statusOn(it, relations, localDate(on)).status).toBe(status);
  });

  it('names who replaced it and since when, and says nothing of a day it does not know', () => {
    expect(statusOn(ttlt26, replaced, localDate('2026-11-24'))).toMatchObject({
      by: tt28,
      since: '2018-05-11',
    });
    expect(statusOn(undated, successor, localDate('2026-11-24')).since).toBeNull();
  });
});

it('tells the level by the number', () => {
  const level = (code: string, province: string | null = null) => levelOf({ code, province });
  expect(level('45/2012/NĐ-CP')).toBe('government');
  expect(level('1881/QĐ-TTg')).toBe('government');
  expect(level('36/2013/TT-BCT')).toBe('ministry');
  expect(level('42/2025/NQ-HĐND@08', '08')).toBe('provincial_council');
  expect(level('32/2021/QĐ-UBND@40', '40')).toBe('provincial_committee');
  expect(level('1213/2010/HDLN/STC-SCT@40', '40')).toBe('department');
});

it('keeps articles in the order of the text', () => {
  const place = (article: string, clause: string | null = null, point: string | null = null) => ({
    article,
    clause,
    point,
  });
  const sorted = [
    place('10'),
    place('6', '2', 'đ'),
    place('6', '2', 'e'),
    place('6', '2', 'd'),
    place('6'),
    place('6', '10'),
    place('6', '2'),
  ];
  expect(
    sorted.toSorted(compareArticles).map((p) => [p.article, p.clause, p.point].filter(Boolean).join('.')),
  ).toEqual(['6', '6.2', '6.2.d', '6.2.đ', '6.2.e', '6.10', '10']);
});

it('refuses dates that do not follow each other', () => {
  const dates = (issued: string | null, effective: string | null, expired: string | null) =>
    checkDocumentDates({ issuedOn: day(issued), effectiveOn: day(effective), expiredOn: day(expired) });
  expect(dates('2025-10-28', '2025-10-27', null)).toBe('document_effect_before_issue');
  expect(dates('2025-10-28', '2026-01-01', '2026-01-01')).toBe('document_expiry_before_effect');
  expect(dates('2025-10-28', null, '2025-10-01')).toBe('document_expiry_before_effect');
  expect(dates(null, null, '2025-10-01')).toBeNull();
  expect(dates('2025-10-28', '2025-10-28', '2026-01-01')).toBeNull();
});
