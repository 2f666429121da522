/** A sentence file: plain sentences, or paraglide's variants (a list with declarations and matches). */
export type Sentences = Readonly<Record<string, unknown>>;

/** Both languages of one area of messages/. */
export interface Area {
  readonly name: string;
  readonly vi: Sentences;
  readonly en: Sentences;
}

const LANGUAGES = ['vi', 'en'] as const;

/** What is wrong within the areas: keys, holes, empty sentences, a key given twice. */
export function faultsOf(areas: readonly Area[]): string[] {
  const seen = new Map<string, string>();
  return areas.flatMap((area) => [...faultsOfArea(area), ...givenTwice(area, seen)]);
}

function faultsOfArea(area: Area): string[] {
  const keys = [...new Set([...keysOf(area.vi), ...keysOf(area.en)])];
  return keys.flatMap((key) => {
    const where = `messages/${area.name}: ${key}`;
    const missing = LANGUAGES.filter((language) => area[language][key] === undefined);
    if (missing.length > 0) return missing.map((language) => `${where} is missing in ${language}`);
    const faults: string[] = [];
    if (!key.startsWith(`${area.name}_`) && !key.startsWith('refusal_'))
      faults.push(`${where} begins neither with ${area.name}_ nor with refusal_`);
    for (const language of LANGUAGES)
      if (textsOf(area[language][key]).some((text) => text.trim() === ''))
        faults.push(`${where} is empty in ${language}`);
    const [vi, en] = [holesOf(area.vi[key]), holesOf(area.en[key])];
    if (vi !== en) faults.push(`${where} has other holes in vi (${vi}) than in en (${en})`);
    return faults;
  });
}

function givenTwice(area: Area, seen: Map<string, string>): string[] {
  return keysOf(area.vi).flatMap((key) => {
    const first = seen.get(key);
    if (first !== undefined) return [`messages/${area.name}: ${key} is given in messages/${first} already`];
    seen.set(key, area.name);
    return [];
  });
}

/**
 * Keys nothing in `sources` says: neither by name nor through a pattern that begins like them
 * (`status_${state}`); sentences of refusals by their code between quotes.
 */
export function unusedKeys(areas: readonly Area[], sources: readonly string[]): string[] {
  const words = new Set(sources.flatMap((text) => text.match(/[a-z][a-z0-9]*(?:_[a-zA-Z0-9]+)+/g) ?? []));
  const patterns = sources.flatMap((text) =>
    [...text.matchAll(/`([a-z][a-z0-9]*_[a-z0-9_]*)\$\{/g)].map((m) => m[1] ?? ''),
  );
  const quoted = new Set(
    sources.flatMap((text) => [...text.matchAll(/'([a-z][a-z0-9_]*)'/g)].map((m) => m[1])),
  );
  const isSaid = (key: string) =>
    key.startsWith('refusal_')
      ? quoted.has(key.slice('refusal_'.length))
      : words.has(key) || patterns.some((pattern) => key.startsWith(pattern));
  return areas.flatMap((area) =>
    keysOf(area.vi)
      .filter((key) => !isSaid(key))
      .map((key) => `messages/${area.name}: ${key} is used nowhere`),
  );
}

const keysOf = (sentences: Sentences) => Object.keys(sentences).filter((key) => key !== '$schema');

/** The sentences of one entry: itself, or those of its variants. */
function textsOf(entry: unknown): string[] {
  if (typeof entry === 'string') return [entry];
  const variants = Array.isArray(entry) ? entry : [entry];
  return variants.flatMap((variant: unknown) =>
    Object.values((variant as { match?: Record<string, string> }).match ?? {}),
  );
}

/** Names in the holes of one entry; what a variant declares for itself (a plural form) is not a hole. */
function holesOf(entry: unknown): string {
  const inputs = Array.isArray(entry)
    ? entry.flatMap((variant: unknown) => (variant as { declarations?: string[] }).declarations ?? [])
    : [];
  const declared = inputs.filter((d) => d.startsWith('input ')).map((d) => d.slice('input '.length));
  const inside = textsOf(entry).flatMap((text) => [...text.matchAll(/\{([^{}]+)\}/g)].map((m) => m[1] ?? ''));
  return [...new Set([...declared, ...inside])].sort().join(', ');
}
