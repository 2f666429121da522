import type { Area } from './messages.ts';

/** Where a source says a refusal code: the function that refuses, an issue of a schema, a list of codes as a type. */
const SAID = [
  /\b(?:refuse|refusal|refuseWith)\(\s*'([a-z][a-z0-9_]*)'/g,
  /\brefuseHere\(\s*\w+,\s*'([a-z][a-z0-9_]*)'/g,
  /\bplatform\.refuse\(\s*'([a-z][a-z0-9_]*)'/g,
  /\bcode: 'custom',\s*message: '([a-z][a-z0-9_]*)'/g,
  /\bcode: '([a-z][a-z0-9]*(?:_[a-z0-9]+)+)',\s*params\b/g,
];
const TYPE = /\btype \w*Refusals?\b[^=;]*=([^;]*);/g;

/** Every refusal code that the text of a source file (TypeScript or SQL) declares or gives. */
export function refusalCodesIn(text: string): string[] {
  const said = SAID.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1] ?? ''));
  const typed = [...text.matchAll(TYPE)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/'([a-z][a-z0-9]*(?:_[a-z0-9]+)+)'/g)].map((one) => one[1] ?? ''),
  );
  return [...new Set([...said, ...typed])];
}

/** Operators meet these on the console, before any language is known. */
const SPOKEN_ELSEWHERE = new Set(['settings_invalid']);

/** Codes of the sources that an area's sentences leave without one, as lines to print. */
export function silentCodes(
  sources: readonly { readonly file: string; readonly text: string }[],
  areas: readonly Area[],
): string[] {
  const spoken = new Set(areas.flatMap((area) => Object.keys(area.vi)));
  return sources
    .filter(({ file }) => !file.endsWith('.test.ts'))
    .flatMap(({ file, text }) => refusalCodesIn(text).map((code) => ({ file, code })))
    .filter(({ code }) => !SPOKEN_ELSEWHERE.has(code) && !spoken.has(`refusal_${code}`))
    .map(({ file, code }) => `${file}: “${code}” has no sentence (refusal_${code})`);
}
