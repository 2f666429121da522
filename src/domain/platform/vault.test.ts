import { expect, it } from 'vitest';
import { openVault } from './vault.server.ts';

const [old, fresh] = ['một bí mật cũ của máy chủ', 'một bí mật mới của máy chủ'];

it('opens only what it sealed, where it belongs, under the secret of today or one before', () => {
  const before = openVault([old], 'webhook');
  const sealed = before.seal('whsec_abc', '40/1');
  expect(sealed).not.toContain('whsec');
  expect(before.seal('whsec_abc', '40/1')).not.toBe(sealed);
  const after = openVault([fresh, old], 'webhook');
  expect([before, after].map((vault) => vault.open(sealed, '40/1'))).toEqual(['whsec_abc', 'whsec_abc']);
  expect([before, after].map((vault) => vault.isCurrent(sealed))).toEqual([true, false]);
  const swapped = sealed.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
  expect([
    before.open(sealed, '38/1'),
    before.open(swapped, '40/1'),
    before.open(`${sealed.slice(0, 22)}`, '40/1'),
    openVault([fresh], 'webhook').open(sealed, '40/1'),
    openVault([old], 'another purpose').open(sealed, '40/1'),
  ]).toEqual(Array(5).fill(undefined));
  // What an earlier version wrote down in the clear.
  expect(after.open('whsec_plain', '40/1')).toBe('whsec_plain');
  expect(after.isCurrent('whsec_plain')).toBe(false);
});
