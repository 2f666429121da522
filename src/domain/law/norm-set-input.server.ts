import type { z } from 'zod';
import type { normSetFile } from './norm-set-file.server.ts';
import type { Citation, TwoLanguages } from './citation.ts';
import type { StoredExample, StoredLimit, StoredRule } from './stored-norm.ts';

/** A norm set as it is written: what a YAML file holds before it is read, and what a draft keeps. */
export type NormSetInput = z.input<typeof normSetFile>;
export type NormInput = NormSetInput['norms'][number];

/** The rows of a set as the tables hold them. */
export interface StoredSet {
  readonly id: string;
  readonly fund: 'national' | 'local';
  readonly province: string | null;
  readonly valid_from: string;
  readonly valid_until: string | null;
  readonly document_code: string;
  readonly priority_factor: unknown;
  readonly vat: string | null;
  readonly verification: string;
  readonly sample: boolean;
  readonly note_vi: string | null;
  readonly note_en: string | null;
}
export interface StoredNormRow {
  readonly content_code: string;
  readonly unit_of_count: string;
  readonly rule: unknown;
  readonly areas: readonly string[] | null;
  readonly costs: readonly string[] | null;
  readonly limits: unknown;
  readonly citation: unknown;
  readonly verification: string;
  readonly note_vi: string | null;
  readonly note_en: string | null;
  readonly examples: unknown;
}

/** Stored rows back into the form they are written in: amounts as digits, rates as per cent. */
export function normSetInput(set: StoredSet, norms: readonly StoredNormRow[]): NormSetInput {
  const factor = set.priority_factor as { factor: number; citation: Citation } | null;
  return present({
    id: set.id,
    fund: set.fund,
    province: set.province,
    from: set.valid_from,
    until: set.valid_until,
    document: set.document_code,
    verification: set.verification,
    sample: set.sample ? true : null,
    note: noteOf(set),
    vat: set.vat,
    priorityFactor:
      factor === null
        ? null
        : { factor: inPercent(factor.factor), ...citeOf(factor.citation, set.document_code) },
    norms: norms.map((norm) => normInput(norm, set.document_code)),
  }) as NormSetInput;
}

function normInput(norm: StoredNormRow, document: string): NormInput {
  const limits = norm.limits as StoredLimit[];
  const examples = norm.examples as StoredExample[];
  return present({
    content: norm.content_code,
    unit: norm.unit_of_count,
    rule: ruleInput(norm.rule as StoredRule),
    areas: norm.areas,
    costs: norm.costs,
    limits:
      limits.length === 0
        ? null
        : limits.map(({ citation, ...limit }) => present({ ...limit, cite: citeOf(citation, document) })),
    cite: citeOf(norm.citation as Citation | null, document),
    verification: norm.verification,
    note: noteOf(norm),
    examples:
      examples.length === 0
        ? null
        : examples.map(({ factor, line, ...example }) =>
            present({
              ...example,
              line: line ? true : null,
              factor: factor === undefined ? null : inPercent(factor),
            }),
          ),
  }) as NormInput;
}

/** Basis points as per cent, as files write them. */
const inPercent = (basisPoints: number) => basisPoints / 100;

function ruleInput(rule: StoredRule): object {
  const written: Record<string, unknown> = { ...rule };
  if ('percent' in rule) {
    const { percent } = rule;
    written['percent'] =
      typeof percent === 'number'
        ? inPercent(percent)
        : Object.fromEntries(Object.entries(percent).map(([area, rate]) => [area, inPercent(rate)]));
  }
  if ('line' in rule && rule.line !== undefined)
    written['line'] = { ...rule.line, factor: inPercent(rule.line.factor) };
  return written;
}

/** The set's own document is not repeated on every row. */
function citeOf(citation: Citation | null, document: string): object | null {
  if (citation === null) return null;
  const { document: named, ...place } = citation;
  return present({ document: named === document ? null : named, ...place });
}

function noteOf(row: { note_vi: string | null; note_en: string | null }): TwoLanguages | null {
  return row.note_vi === null || row.note_en === null ? null : { vi: row.note_vi, en: row.note_en };
}

function present<T extends object>(given: T): object {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== null && value !== undefined),
  );
}
