import { z } from 'zod';
import { parseLocalDate, type LocalDate } from './local-date.ts';
import type { Dong, Rate } from './money.ts';
import { parseAmount } from './parse-money.ts';
import { parseQuantity, type Quantity } from './parse-quantity.ts';
import { parseShare } from './parse-share.ts';
import { ok, refuseAll, type Refusal, type RefusalParams, type Result } from './result.ts';
import { squeezeSpaces } from './vietnamese-text.ts';

/**
 * The one way a form becomes a value. Fields arrive as the browser sends them, flat texts with
 * dotted names (`lines.0.label`); a zod schema built from the fields below turns them into a value,
 * or into all refusals at once, each beside its field.
 */
export type FormFields = Readonly<Record<string, string>>;

/** Reads fields by a schema. Refusals carry the dotted field name they belong beside. */
export function readForm<T>(schema: z.ZodType<T>, fields: FormFields): Result<T> {
  const parsed = schema.safeParse(nest(fields));
  if (parsed.success) return ok(parsed.data);
  return refuseAll(parsed.error.issues.map(refusalOfIssue));
}

function refusalOfIssue(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.map(String).join('.');
  const params = (issue.code === 'custom' ? issue.params : undefined) as RefusalParams | undefined;
  const code = /^[a-z][a-z_]+$/.test(issue.message) ? issue.message : 'field_is_not_understood';
  return { code, params: params ?? {}, field };
}

/** `lines.0.label` → { lines: [{ label }] }. Holes in a list close up; names are data, never paths into prototypes. */
function nest(fields: FormFields): unknown {
  const root = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields)) {
    const parts = name.split('.');
    let at = root;
    for (const part of parts.slice(0, -1)) {
      const next = at.get(part);
      const inner = next instanceof Map ? (next as Map<string, unknown>) : new Map<string, unknown>();
      at.set(part, inner);
      at = inner;
    }
    at.set(parts.at(-1)!, value);
  }
  return unfold(root);
}

function unfold(node: unknown): unknown {
  if (!(node instanceof Map)) return node;
  const keys = [...node.keys()] as string[];
  if (keys.length > 0 && keys.every((k) => /^\d{1,4}$/.test(k)))
    return keys.sort((a, b) => Number(a) - Number(b)).map((k) => unfold(node.get(k)));
  return Object.fromEntries(keys.map((k) => [k, unfold(node.get(k))]));
}

const typed = z.preprocess((v) => (typeof v === 'string' ? v : ''), z.string());

function refuseHere(ctx: z.core.$RefinementCtx<string>, code: string, params: RefusalParams = {}): never {
  ctx.addIssue({ code: 'custom', message: code, params });
  return z.NEVER;
}

/** A text: spaces squeezed, refused when empty (`field_is_empty`) or longer than `max` characters. */
export function textField({ max = 300 }: { max?: number } = {}) {
  return typed.transform((raw, ctx) => {
    const text = max > 300 ? raw.trim() : squeezeSpaces(raw);
    if (text === '') return refuseHere(ctx, 'field_is_empty');
    if (text.length > max) return refuseHere(ctx, 'text_is_too_long', { max, length: text.length });
    return text;
  });
}

export function optionalTextField({ max = 300 }: { max?: number } = {}) {
  return typed.transform((raw, ctx) => {
    const text = raw.trim();
    if (text.length > max) return refuseHere(ctx, 'text_is_too_long', { max, length: text.length });
    return text === '' ? null : text;
  });
}

/** An amount of đồng in any notation `parseAmount` understands; more than zero unless `zero` is allowed. */
export function amountField({ zero = false }: { zero?: boolean } = {}) {
  return typed.transform((raw, ctx): Dong => {
    const parsed = parseAmount(raw);
    if (!parsed.ok) return refuseHere(ctx, parsed.refusal.code, parsed.refusal.params);
    if (!zero && parsed.value === 0n) return refuseHere(ctx, 'amount_is_zero');
    return parsed.value;
  });
}

/** An amount that may be left out: then zero. */
export function optionalAmountField() {
  return typed.transform((raw, ctx): Dong => {
    if (raw.trim() === '') return 0n as Dong;
    const parsed = parseAmount(raw);
    return parsed.ok ? parsed.value : refuseHere(ctx, parsed.refusal.code, parsed.refusal.params);
  });
}

export function dateField() {
  return typed.transform((raw, ctx): LocalDate => {
    const parsed = parseLocalDate(raw);
    return parsed.ok ? parsed.value : refuseHere(ctx, parsed.refusal.code, parsed.refusal.params);
  });
}

/** A date that may be left out. */
export function optionalDateField() {
  return optionalTextField({ max: 20 }).transform((text, ctx): LocalDate | null => {
    if (text === null) return null;
    const parsed = parseLocalDate(text);
    return parsed.ok ? parsed.value : refuseHere(ctx as never, parsed.refusal.code, parsed.refusal.params);
  });
}

/** A whole number from `min` to `max`. */
export function countField({ min = 1, max = 1_000_000 }: { min?: number; max?: number } = {}) {
  return typed.transform((raw, ctx): number => {
    const text = raw.replaceAll(/[\s.]/g, '');
    if (text === '') return refuseHere(ctx, 'field_is_empty');
    if (!/^\d{1,9}$/.test(text)) return refuseHere(ctx, 'count_is_not_a_number', { text: raw });
    const count = Number(text);
    if (count < min || count > max) return refuseHere(ctx, 'count_is_out_of_range', { min, max });
    return count;
  });
}

/** An exact quantity of at most four decimals, more than zero. */
export function quantityField() {
  return typed.transform((raw, ctx): Quantity => {
    if (raw.trim() === '') return refuseHere(ctx, 'field_is_empty');
    const parsed = parseQuantity(raw);
    return parsed.ok ? parsed.value : refuseHere(ctx, parsed.refusal.code, parsed.refusal.params);
  });
}

/** A share in per cent that may be left out: then zero. */
export function shareField() {
  return typed.transform((raw, ctx): Rate => {
    if (raw.trim() === '') return 0n as Rate;
    const parsed = parseShare(raw);
    return parsed.ok ? parsed.value : refuseHere(ctx, parsed.refusal.code, parsed.refusal.params);
  });
}

export function choiceField<const T extends readonly string[]>(choices: T) {
  return typed.transform((raw, ctx): T[number] => {
    if (raw === '') return refuseHere(ctx, 'choice_is_missing');
    return choices.includes(raw) ? raw : refuseHere(ctx, 'choice_is_unknown', { choice: raw });
  });
}

/** A box: ticked or not. */
export function tickField() {
  return typed.transform((raw) => raw === 'on' || raw === 'true' || raw === '1');
}

/** A box that must be ticked: a commitment. */
export function commitmentField() {
  return typed.transform((raw, ctx): true => {
    if (raw === 'on' || raw === 'true' || raw === '1') return true;
    return refuseHere(ctx, 'commitment_is_missing');
  });
}

/**
 * Rows of a table in the form; rows left wholly blank are passed over. Refuses more than `max` rows, or none. A row's
 * schema that has a number `row` is told which one it is, so that a rule over all rows can name the field at fault.
 */
export function rowsField<T extends z.ZodType>(
  row: T,
  { max = 50, none = false }: { max?: number; none?: boolean } = {},
) {
  const rows = z.preprocess(
    (value) =>
      Array.isArray(value)
        ? value.map((r: unknown, i) => [i, r] as const).filter(([, r]) => !isBlank(r))
        : [],
    z.array(z.unknown()),
  );
  return rows.transform((kept, ctx): z.output<T>[] => {
    if (kept.length === 0 && !none) ctx.addIssue({ code: 'custom', message: 'rows_are_missing' });
    if (kept.length > max) ctx.addIssue({ code: 'custom', message: 'rows_are_too_many', params: { max } });
    return (kept as (readonly [number, unknown])[]).slice(0, max).flatMap(([i, value]) => {
      const parsed = row.safeParse({ ...(value as object), row: i });
      if (parsed.success) return [parsed.data];
      for (const issue of parsed.error.issues) ctx.addIssue({ ...issue, path: [i, ...issue.path] });
      return [];
    });
  });
}

function isBlank(row: unknown): boolean {
  return (
    typeof row === 'object' &&
    row !== null &&
    Object.values(row).every((v) => v === '' || v === 'on' || v === undefined)
  );
}

export const formRefusals = [
  'field_is_empty',
  'field_is_not_understood',
  'text_is_too_long',
  'amount_is_zero',
  'count_is_not_a_number',
  'count_is_out_of_range',
  'choice_is_missing',
  'choice_is_unknown',
  'commitment_is_missing',
  'rows_are_missing',
  'rows_are_too_many',
] as const;
