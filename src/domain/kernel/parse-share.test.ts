import { expect, it } from 'vitest';
import { parseShare } from './parse-share.ts';

it.each([
  ['0', 0n],
  ['50', 5000n],
  [' 62,5 % ', 6250n],
  ['62.5%', 6250n],
  ['100', 10_000n],
  ['0,01', 1n],
])('reads %s', (text, share) => expect(parseShare(text)).toEqual({ ok: true, value: share }));

it.each([
  ['-5', 'share_is_out_of_range'],
  ['−5 %', 'share_is_out_of_range'],
  ['100,01', 'share_is_out_of_range'],
  ['1000', 'share_is_out_of_range'],
  ['một nửa', 'share_is_not_understood'],
  ['', 'share_is_not_understood'],
  ['50,123', 'share_is_not_understood'],
  ['1.000,5', 'share_is_not_understood'],
])('refuses “%s”', (text, code) => expect(parseShare(text)).toMatchObject({ refusal: { code } }));
