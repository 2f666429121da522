import { describe, expect, it } from 'vitest';
import { addressOf, isLocal, originOf } from './client.ts';

const standard = { origin: 'http://127.0.0.1:3000', fixed: false };

describe('originOf', () => {
  it.each(['localhost:3000', '192.168.1.5:3000', '[::1]:3000'])('takes the machine’s own name %s', (host) => {
    expect(originOf({ host }, standard).host).toBe(host);
  });

  it.each([
    'evil.example',
    'localhost.evil.example:3000',
    '127.0.0.1:3000@evil.example',
    'localhost:99999',
    '',
  ])('does not take %s, which others can point anywhere', (host) => {
    expect(originOf({ host }, standard).host).toBe('127.0.0.1:3000');
  });

  it('takes nothing but ORIGIN when that is set', () => {
    const fixed = { origin: 'https://kc.example.vn', fixed: true };
    expect(originOf({ host: 'localhost:3000' }, fixed).href).toBe('https://kc.example.vn/');
  });
});

describe('addressOf', () => {
  const headers = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };

  it('believes the socket and not the header', () => {
    expect(addressOf(headers, '::ffff:198.51.100.7', false)).toBe('198.51.100.7');
  });

  it('behind a trusted proxy takes what that proxy wrote last', () => {
    expect(addressOf(headers, '127.0.0.1', true)).toBe('203.0.113.9');
    expect(addressOf({}, '127.0.0.1', true)).toBe('127.0.0.1');
  });
});

describe('isLocal', () => {
  it('is this machine itself, and not a proxy on it that hands a stranger on', () => {
    expect(isLocal({}, '::ffff:127.0.0.1')).toBe(true);
    expect(isLocal({}, '192.168.1.5')).toBe(false);
    expect(isLocal({ 'x-forwarded-for': '203.0.113.9' }, '127.0.0.1')).toBe(false);
  });
});
