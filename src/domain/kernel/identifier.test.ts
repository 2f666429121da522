import { describe, expect, it } from 'vitest';
import { isId, newId } from './identifier.ts';

describe('newId', () => {
  it('is a UUID of version 7 that sorts by its time', () => {
    const early = newId(1_000_000_000_000);
    const late = newId(1_000_000_000_001);
    expect(isId(early)).toBe(true);
    expect(early).toMatch(/^00e8d4a5-1000-7[0-9a-f]{3}-[89ab]/);
    expect(early < late).toBe(true);
  });

  it('is new each time, and sorts by its making within a moment', () => {
    const ids = Array.from({ length: 10_000 }, () => newId(0));
    expect(new Set(ids).size).toBe(10_000);
    expect(ids.toSorted()).toEqual(ids);
  });

  it.each(['', 'abc', newId().toUpperCase(), `${newId()} `])('%j is not one', (text) => {
    expect(isId(text)).toBe(false);
  });
});
