import { describe, expect, it } from 'vitest';
import { formatBillions, formatDong, formatMillions, formatRate } from './format-money.ts';
import { dong, percent } from './money.ts';

describe('formatDong', () => {
  it.each([
    [0n, '0', '0'],
    [999n, '999', '999'],
    [1000n, '1.000', '1,000'],
    [300_000_000n, '300.000.000', '300,000,000'],
    [-1_234_567n, '-1.234.567', '-1,234,567'],
    [9_223_372_036_854_775_807n, '9.223.372.036.854.775.807', '9,223,372,036,854,775,807'],
  ])('%s', (amount, vi, en) => {
    expect([formatDong(dong(amount), 'vi'), formatDong(dong(amount), 'en')]).toEqual([vi, en]);
  });

  it('states the unit when asked', () => {
    expect(formatDong(dong(5000), 'vi', { unit: true })).toBe('5.000 đồng');
  });
});

describe('formatMillions and formatBillions', () => {
  it.each([
    [53_700_000_000n, '53,7'],
    [43_735_000_000n, '43,735'],
    [1_436_500_000_000n, '1.436,5'],
    [1n, '0,000000001'],
    [70_000_000_000n, '70'],
    [0n, '0'],
  ])('shows %s exactly in billions: %s', (amount, expected) => {
    expect(formatBillions(dong(amount), 'vi')).toBe(expected);
  });

  it.each([
    [1_449_999_999n, '1,4'],
    [1_450_000_000n, '1,5'],
    [-1_450_000_000n, '-1,5'],
    [999_950_000_000n, '1.000'],
    [-10_000_000n, '0'],
  ])('rounds %s half away from zero to one decimal: %s', (amount, expected) => {
    expect(formatBillions(dong(amount), 'vi', { decimals: 1 })).toBe(expected);
  });

  it('states the unit in both languages', () => {
    expect(formatBillions(dong(53_700_000_000n), 'vi', { unit: true })).toBe('53,7 tỷ đồng');
    expect(formatMillions(dong(1_436_500_000n), 'vi', { unit: true })).toBe('1.436,5 triệu đồng');
    expect(formatMillions(dong(1_436_500_000n), 'en', { unit: true })).toBe('1,436.5 million đồng');
    expect(formatMillions(dong(1_436_500_000n), 'en', { decimals: 0 })).toBe('1,437');
  });
});

describe('formatRate', () => {
  it.each([
    [50, '50%'],
    ['12.5', '12,5%'],
    ['0.05', '0,05%'],
  ])('%s', (share, expected) => expect(formatRate(percent(share), 'vi')).toBe(expected));
});
