import { z } from 'zod';
import { dongJson, isLocalDate, parseAmount, percent } from '#kernel';
import { verifications } from './citation.ts';

/** What the YAML files of law are written with. Amounts stand as people write them ("300 triệu"). */

export const date = z.string().refine(isLocalDate, 'not a date YYYY-MM-DD');
export const twoLanguages = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
export const verification = z.enum(verifications);
/** `MM-01`; with the province's code behind it where the province added it, `LN-01@40`. */
export const contentCode = z.string().regex(/^[A-Z]{2}-[0-9]{2}(@[0-9]{2})?$/);

/** "300 triệu" → "300000000" */
export const amount = z.string().transform((text, ctx) => {
  const read = parseAmount(text);
  if (read.ok) return dongJson(read.value);
  ctx.addIssue({ code: 'custom', message: `${read.refusal.code}: ${text}` });
  return z.NEVER;
});

/** 50 or 2.5, per cent, into basis points. */
export const rate = z.number().transform((share, ctx) => {
  if (/^\d{1,9}(\.\d{1,2})?$/.test(String(share))) return Number(percent(share));
  ctx.addIssue({ code: 'custom', message: `norm_file_rate: ${share}` });
  return z.NEVER;
});

export const cite = z.strictObject({
  document: z.string().optional(),
  /** Left out where only the instrument is known. */
  article: z.string().optional(),
  clause: z.string().optional(),
  point: z.string().optional(),
});
/** Inferred places in a text: kept in the file for whoever verifies it, never loaded. */
export const probable = cite.optional();
export const note = twoLanguages.optional();
