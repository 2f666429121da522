import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './json.ts';

describe('canonicalJson', () => {
  it('sorts keys at every depth and leaves absent ones out', () => {
    expect(canonicalJson({ b: [{ y: 1, x: null }], a: undefined, A: 'đ"' })).toBe(
      '{"A":"đ\\"","b":[{"x":null,"y":1}]}',
    );
  });

  it('writes amounts as decimal strings and instants as ISO text', () => {
    expect(canonicalJson({ amount: 9007199254740993n, at: new Date(0) })).toBe(
      '{"amount":"9007199254740993","at":"1970-01-01T00:00:00.000Z"}',
    );
  });

  it.each([
    [undefined],
    [[undefined]],
    [NaN],
    [Infinity],
    [() => 1],
    [Symbol('s')],
    [new Map()],
    [{ a: new Set() }],
  ])('throws on %s', (value) => {
    expect(() => canonicalJson(value)).toThrow(TypeError);
  });

  it('is JSON, and the same for the same value whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(reversed(value))).toBe(text);
      }),
    );
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}
