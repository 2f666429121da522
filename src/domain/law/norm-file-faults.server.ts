import { LineCounter, isMap, isNode, parseDocument, stringify, type Document } from 'yaml';
import type { z } from 'zod';
import { ok, refuse, refuseAll, type Refusal, type Result } from '#kernel';
import { normSetFile, type NormSetFile } from './norm-set-file.server.ts';
import type { NormSetInput } from './norm-set-input.server.ts';
import { normSetOfFile } from './norm-set-of-file.server.ts';
import { runNormExamples } from './run-norm-examples.ts';

const LONGEST_FILE = 1_000_000;

type Path = readonly (string | number)[];

/** A set that holds together by itself: as it was written, and as it computes. */
export interface SoundNormSet {
  readonly input: NormSetInput;
  readonly file: NormSetFile;
}

/**
 * Checks a written set whole: its form, contents that are known, each once, examples that come out. All
 * faults at once, each with the path of what is wrong as its field.
 */
export function checkNormSet(input: unknown, contents: ReadonlySet<string>): Result<SoundNormSet> {
  const read = normSetFile.safeParse(input);
  if (!read.success) return refuseAll(read.error.issues.flatMap((issue) => faultsOfIssue(issue, input, [])));
  const found = [...faultsOfRows(read.data, contents), ...faultsOfExamples(read.data)];
  return found.length > 0 ? refuseAll(found) : ok({ input: input as NormSetInput, file: read.data });
}

function faultsOfRows(file: NormSetFile, contents: ReadonlySet<string>): Refusal[] {
  const found: Refusal[] = [];
  const seen = new Set<string>();
  if (file.until !== undefined && file.until <= file.from)
    found.push(refuse('norm_file_ends_before', {}, 'until').refusal);
  if ((file.fund === 'local') !== (file.province !== undefined))
    found.push(refuse('norm_file_province', {}, file.province === undefined ? 'fund' : 'province').refusal);
  file.norms.forEach(({ content, rule, limits }, i) => {
    const at = `norms.${i}.content`;
    // A province's own content has no level for the whole country.
    if (!contents.has(content) || (file.fund === 'national' && content.includes('@')))
      found.push(refuse('unknown_content', { content }, at).refusal);
    if (seen.has(content)) found.push(refuse('norm_file_content_twice', { content }, at).refusal);
    seen.add(content);
    limits.forEach((limit, j) => {
      limit.contents?.forEach((other, k) => {
        if (!contents.has(other))
          found.push(
            refuse('unknown_content', { content: other }, `norms.${i}.limits.${j}.contents.${k}`).refusal,
          );
      });
    });
    if (
      rule.kind === 'same_as' &&
      !file.norms.some((n) => n.content === rule.content && n.rule.kind !== 'same_as')
    )
      found.push(refuse('norm_file_same_as', { content: rule.content }, `norms.${i}.rule.content`).refusal);
  });
  return found;
}

function faultsOfExamples(file: NormSetFile): Refusal[] {
  return runNormExamples(normSetOfFile(file))
    .filter((run) => !run.passes)
    .map(({ content, index, answer }) => {
      const row = file.norms.findIndex((norm) => norm.content === content);
      const field = `norms.${row}.examples.${index}`;
      const about = { content, number: index + 1 };
      return answer.ok
        ? refuse('norm_example_gives_amount', { ...about, amount: answer.value }, field).refusal
        : refuse('norm_example_is_refused', { ...about, why: answer.refusal.code }, field).refusal;
    });
}

/** Reads a YAML file; what does not hold together is refused whole, every fault with its line and column. */
export function readNormSetText(text: string, contents: ReadonlySet<string>): Result<SoundNormSet> {
  if (text.length > LONGEST_FILE) return refuse('norm_file_too_long', { most: LONGEST_FILE });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0)
    return refuseAll(
      document.errors.map(({ pos, message }) => {
        const { line, col } = lines.linePos(pos[0]);
        const why = message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/, '');
        return refuse('norm_file_is_no_yaml', { line, column: col, why }).refusal;
      }),
    );
  const checked = checkNormSet(jsOf(document), contents);
  if (checked.ok) return checked;
  const { also = [], ...first } = checked.refusal;
  const placed = [first, ...also].map((fault) => placeOf(fault, document, lines));
  return refuseAll(placed.toSorted((a, b) => Number(a.params['line']) - Number(b.params['line'])));
}

/** A file of aliases that multiply is no norm set. */
function jsOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    return null;
  }
}

function placeOf(fault: Refusal, document: Document, lines: LineCounter): Refusal {
  const path = (fault.field ?? '').split('.').filter(Boolean);
  const { line, col } = lines.linePos(offsetOf(document, path));
  return { ...fault, params: { ...fault.params, line, column: col } };
}

/** Where what a path names begins in the text; for what is missing, where it would have to stand. */
function offsetOf(document: Document, path: readonly string[]): number {
  const keys = path.map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  for (let length = keys.length; length >= 0; length--) {
    const parent = length === 0 ? document.contents : document.getIn(keys.slice(0, length - 1), true);
    const last = keys[length - 1];
    if (length > 0 && isMap(parent)) {
      const pair = parent.items.find(({ key }) => isNode(key) && String(key) === String(last));
      const node = pair && (isNode(pair.value) ? pair.value : pair.key);
      const range = isNode(node) ? node.range : undefined;
      if (range) return range[0];
      continue;
    }
    const node = length === 0 ? parent : document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** A set as the YAML that ships. */
export function normSetText(input: NormSetInput): string {
  return stringify(input, { lineWidth: 110 });
}

function faultsOfIssue(issue: z.core.$ZodIssue, input: unknown, before: Path): Refusal[] {
  const path = [...before, ...(issue.path as Path)];
  const field = path.join('.');
  const value = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key], input);
  if (issue.code === 'invalid_union') {
    // One figure, or one for each area: the faults of the way that was tried.
    const branch = issue.errors[typeof value === 'object' && value !== null ? 1 : 0] ?? issue.errors[0];
    if (branch !== undefined && branch.length > 0)
      return branch.flatMap((inner) => faultsOfIssue(inner, input, path));
    return [refuse('norm_file_not_allowed', { value: shown(value) }, field).refusal];
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(
      (key) => refuse('norm_file_unknown_key', { key }, [...path, key].join('.')).refusal,
    );
  if (value === undefined || value === null)
    return [refuse('norm_file_missing', { what: String(path.at(-1) ?? '') }, field).refusal];
  if (issue.code === 'custom') return [customFault(issue.message, field, value)];
  if (issue.code === 'invalid_value' || issue.code === 'invalid_format')
    return [refuse('norm_file_not_allowed', { value: shown(value) }, field).refusal];
  return [refuse('norm_file_wrong_form', { value: shown(value) }, field).refusal];
}

function customFault(message: string, field: string, value: unknown): Refusal {
  const text = shown(value);
  const code = /^([a-z_]+): /.exec(message)?.[1];
  if (code === 'norm_file_rate') return refuse(code, { value: text }, field).refusal;
  if (code !== undefined) return refuse('norm_file_amount', { value: text }, field).refusal;
  if (message.startsWith('not a date')) return refuse('norm_file_date', { value: text }, field).refusal;
  if (message.startsWith('brackets')) return refuse('norm_file_brackets', {}, field).refusal;
  if (message.startsWith('an example')) return refuse('norm_file_example', {}, field).refusal;
  return refuse('norm_file_wrong_form', { value: text }, field).refusal;
}

const shown = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? `${value as string}`.slice(0, 60) : '…';
