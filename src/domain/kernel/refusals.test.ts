import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kernelRefusals } from './refusals.ts';

function sentences(locale: string): Record<string, string> {
  const file = new URL(`../../../messages/shell/${locale}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
}

function holes(sentence: string | undefined): string[] {
  return [...new Set(sentence?.match(/\{\w+\}/g))].sort();
}

describe('sentences of the kernel', () => {
  const vi = sentences('vi');
  const en = sentences('en');

  it.each(kernelRefusals)('%s has one in both languages, with the same holes', (code) => {
    expect(vi[`refusal_${code}`]).toMatch(/\S/);
    expect(en[`refusal_${code}`]).toMatch(/\S/);
    expect(holes(vi[`refusal_${code}`])).toEqual(holes(en[`refusal_${code}`]));
  });
});
