import type { z } from 'zod';
import { ok, refuseAll, type Refusal, type RefusalParams, type Result } from './result.ts';

/** The one way JSON of others becomes a value: the value, or everything that is wrong with it, each with its path. */
export function readJson<T>(schema: z.ZodType<T>, value: unknown): Result<T> {
  const parsed = schema.safeParse(value, { reportInput: true });
  return parsed.success ? ok(parsed.data) : refuseAll(parsed.error.issues.map(refusalOf));
}

function refusalOf(issue: z.core.$ZodIssue): Refusal {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return { code: 'names_are_unknown', params: { names: issue.keys.join(', ') }, field };
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return { code: 'field_is_empty', params: {}, field };
  if (issue.code === 'invalid_value')
    return {
      code: 'choice_is_not_one_of',
      params: { choice: shown(issue.input), choices: issue.values.map(String).join(', ') },
      field,
    };
  const params = (issue.code === 'custom' ? issue.params : undefined) as RefusalParams | undefined;
  // A message that is a code comes from our own schemas; zod's are sentences.
  if (/^[a-z][a-z_]+$/.test(issue.message))
    return { code: issue.message, params: params ?? { text: shown(issue.input) }, field };
  return { code: 'field_is_not_understood', params: {}, field };
}

function shown(input: unknown): string {
  return (typeof input === 'string' ? input : (JSON.stringify(input) ?? '')).slice(0, 40);
}
