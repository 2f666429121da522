export * from '../paraglide/registry.js';

const kept = new Map<string, Intl.PluralRules>();

/** What the generated messages choose between one and many by (see `vite.config.ts`), its rules made once a language. */
export function plural(locale: string, input: unknown): Intl.LDMLPluralRule {
  let rules = kept.get(locale);
  if (rules === undefined) kept.set(locale, (rules = new Intl.PluralRules(locale)));
  return rules.select(Number(input));
}
