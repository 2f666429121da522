import type { Locale, Refusal } from '#kernel';
import { isVerified, type Content, type Norm, type NormSet } from '#law';
import { m } from '#messages';
import { citationText, normConditions, perUnit, refusalSentences, ruleLines } from '#text';
import type { SaidRefusal } from '../answer.ts';

/** One row of a set as its table shows it. */
export interface SaidNorm {
  readonly content: string;
  readonly name: string;
  /** One of the nine groups of contents. */
  readonly group: number;
  readonly lines: readonly string[];
  readonly per: string;
  readonly conditions: readonly string[];
  readonly basis: string | null;
  readonly verified: boolean;
  readonly note: string | null;
}

export function sayNorm(norm: Norm, contents: ReadonlyMap<string, Content>, locale: Locale): SaidNorm {
  return {
    content: norm.content,
    name: contents.get(norm.content)?.name[locale] ?? norm.content,
    group: contents.get(norm.content)?.group ?? 0,
    lines: ruleLines(norm.rule, locale),
    per: perUnit(norm, locale),
    conditions: normConditions(norm, locale),
    basis: norm.citation === null ? null : citationText(norm.citation, locale),
    verified: isVerified(norm.verification),
    note: norm.note?.[locale] ?? null,
  };
}

export function sayNorms(set: NormSet, contents: ReadonlyMap<string, Content>, locale: Locale): SaidNorm[] {
  return [...set.norms.values()]
    .toSorted((a, b) => (a.content < b.content ? -1 : 1))
    .map((norm) => sayNorm(norm, contents, locale));
}

/** Faults of a file, each with its line and column where it has one. */
export function sayFaults(refusal: Refusal, locale: Locale): SaidRefusal[] {
  const all = [refusal, ...(refusal.also ?? [])];
  return refusalSentences(refusal, locale).map(({ sentence }, i) => {
    const { line, column } = all[i]?.params ?? {};
    if (line === undefined || column === undefined) return { message: sentence };
    return { message: m.norms_at_line({ line: String(line), column: String(column), sentence }, { locale }) };
  });
}
