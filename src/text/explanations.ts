import { addDays, formatDate, formatDong, formatRate, isLocalDate } from '#kernel';
import type { Dong, Locale, Rate } from '#kernel';
import { m } from '#messages';
import { documentTitle } from './citations.ts';
import type { Family } from './family.ts';
import { AREAS, COST_KINDS, LEVELS, OTHER_AMOUNTS, STEPS, UNITS } from './law-families.ts';

/** A step of a computation as the law chapter gives it. */
export interface ExplanationStep {
  readonly code: string;
  readonly params: object;
  /** Which unit of count it speaks of, from 0; null for the whole. */
  readonly unit: number | null;
}

/**
 * The sentences of a computed support, in order. With more than one unit of count, a sentence about
 * one of them begins with its number.
 */
export function explanationSentences(steps: readonly ExplanationStep[], locale: Locale): readonly string[] {
  const several = steps.some((step) => step.unit !== null && step.unit > 0);
  return steps.flatMap((step) => {
    const said = sentencesOf(step, locale);
    if (!several || step.unit === null) return said;
    const number = String(step.unit + 1);
    return said.map((sentence) => m.law_step_unit({ number, sentence }, { locale }));
  });
}

/** One step, mostly one sentence. */
function sentencesOf(step: ExplanationStep, locale: Locale): readonly string[] {
  const params = step.params as Readonly<Record<string, unknown>>;
  const say = (key: string) => STEPS[key]?.(written(params, locale), { locale }) ?? key;
  if (step.code === 'had_before') return [say(`had_before_${String(params['window'])}`)];
  if (step.code !== 'norm_set_used') return [say(step.code)];
  const used = params['until'] === null ? say('norm_set_used') : say('norm_set_used_until');
  return params['sample'] === true ? [used, say('sample_set')] : [used];
}

/** Parameters that are codes, with the words for them. */
const CODES: Readonly<Record<string, Family | undefined>> = {
  unitOfCount: UNITS,
  costKind: COST_KINDS,
  level: LEVELS,
  otherAmount: OTHER_AMOUNTS,
  area: AREAS,
};

/** Values as each language writes them; what a number means is told by its name. */
function written(params: Readonly<Record<string, unknown>>, locale: Locale): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === 'document') shown[name] = documentTitle(String(value), locale);
    else if (CODES[name] !== undefined)
      shown[name] = CODES[name][String(value)]?.({}, { locale }) ?? String(value);
    else if (name === 'percent') shown[name] = formatRate(value as Rate, locale);
    else if (name === 'factor') shown[name] = timesOf(value as Rate, locale);
    else if (name === 'until') {
      // Kept half-open; people name the last day in force.
      if (typeof value === 'string' && isLocalDate(value)) shown['last'] = formatDate(addDays(value, -1));
    } else if (typeof value === 'bigint') shown[name] = formatDong(value as Dong, locale);
    else if (typeof value === 'string' && isLocalDate(value)) shown[name] = formatDate(value);
    else shown[name] = String(value);
  }
  return shown;
}

/** 15000n basis points → "1,5". */
function timesOf(factor: Rate, locale: Locale): string {
  return formatRate((factor / 100n) as Rate, locale).replace('%', '');
}
