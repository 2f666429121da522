import { error, fail } from '@sveltejs/kit';
import type { FormFields, Locale, Refusal } from '#kernel';
import { refusalSentences } from '#text';

/** A refusal said to a person: the sentence, and the form field it belongs beside, if it has one. */
export interface SaidRefusal {
  readonly message: string;
  readonly field?: string;
}

/** What a form gets back: every sentence beside its field, and everything that was typed. */
export interface FormAnswer {
  readonly errors: readonly SaidRefusal[];
  readonly fields: FormFields;
}

const FORBIDDEN = /(^|_)not_permitted$|^act_needs_other_person$|^same_person_may_not$/;

/** The status a refusal is answered with: told apart by what its code says, in one place. */
export function statusOf(refusal: Refusal): 403 | 404 | 409 | 422 | 429 {
  if (/(^|_)not_found$/.test(refusal.code)) return 404;
  if (FORBIDDEN.test(refusal.code)) return 403;
  if (refusal.code.endsWith('_meanwhile')) return 409;
  return refusal.code.startsWith('too_many_') ? 429 : 422;
}

/** All that was refused in one pass, in the order it was found. */
export function sayRefusal(refusal: Refusal, locale: Locale): SaidRefusal[] {
  return refusalSentences(refusal, locale).map(({ sentence, field }) => ({
    message: sentence,
    ...(field === undefined ? {} : { field }),
  }));
}

/** Answers a form with a refusal; what cannot be found is a page that is not there. */
export function failWith(refusal: Refusal, fields: FormFields, locale: Locale) {
  const status = statusOf(refusal);
  const errors = sayRefusal(refusal, locale);
  if (status === 404) error(404, errors[0]?.message ?? 'Not found');
  return fail(status, { errors, fields } satisfies FormAnswer);
}

/** The texts of a posted form, files left out. */
export function textFields(data: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of data) if (typeof value === 'string') fields[name] = value;
  return fields;
}

/** The file of a posted form, or null when none was chosen. */
export async function fileField(
  data: FormData,
  name: string,
): Promise<{ name: string; bytes: Uint8Array } | null> {
  const value = data.get(name);
  if (!(value instanceof File) || (value.size === 0 && value.name === '')) return null;
  return { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) };
}
