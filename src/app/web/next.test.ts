import { expect, it } from 'vitest';
import { safeNext } from './next.ts';

it.each(['/my', '/my/requests/new?place=17035&want=MM-01', '/support/answer?q=a%2Fb#top', '/'])(
  'goes on to %s, a way within this site',
  (way) => expect(safeNext(way)).toBe(way),
);

it.each([
  null,
  undefined,
  '',
  'my',
  'https://example.com/',
  '//example.com',
  '/\\example.com',
  '\\\\example.com',
  '/\t/example.com',
  '/\n//example.com',
  '/my\\..\\x',
  'javascript:alert(1)',
  ' /my',
  `/${'x'.repeat(4000)}`,
])('drops %j, which could lead elsewhere or is no address of ours', (way) =>
  expect(safeNext(way)).toBeNull(),
);
