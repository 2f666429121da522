import { expect, it } from 'vitest';
import { readMoney } from './money-reading.ts';

it('an amount is said back in figures and words, in the language of the page', () => {
  expect(readMoney('4,5 tỷ', 'vi')).toEqual({
    kind: 'read',
    figure: '4.500.000.000',
    words: 'Bốn tỷ năm trăm triệu đồng',
  });
  expect(readMoney('300000000', 'en')).toEqual({
    kind: 'read',
    figure: '300,000,000',
    words: 'Three hundred million đồng',
  });
});

it('what could be two amounts is asked back with both', () => {
  expect(readMoney('4.5 tỷ', 'vi')).toEqual({
    kind: 'asked_back',
    readings: ['4.500.000.000', '45.000.000.000'],
    suggestion: '4,5 tỷ',
  });
});

it('nothing typed is not an error, and nonsense is not an amount', () => {
  expect(readMoney('  ', 'vi')).toEqual({ kind: 'empty' });
  expect(readMoney('ba trăm', 'vi')).toEqual({ kind: 'not_read' });
});
