import type { FormFields } from '#kernel';
import { areas, levels } from './norm.ts';
import { costKinds } from './cost-kind.ts';
import type { NormInput } from './norm-set-input.server.ts';

/** Rows of a list that the form has room for beyond those filled. */
const MOST = 30;

/** One row of a set as the form posts it: texts with dotted names, the same names the file's paths have. */
export function normOfFields(fields: FormFields): NormInput {
  const get = (name: string) => (fields[name] ?? '').trim() || undefined;
  const percent = (name: string) => numberOf(get(name));
  const rows = <T>(name: string, read: (at: string) => T): T[] =>
    Array.from({ length: MOST }, (_, i) => `${name}.${i}`)
      .filter((at) =>
        Object.entries(fields).some(([key, value]) => key.startsWith(`${at}.`) && value.trim() !== ''),
      )
      .map(read);
  const byArea = <T>(name: string, read: (name: string) => T | undefined) => {
    const [normal, difficult, especially] = areas.map((area) => read(`${name}.${area}`));
    if (difficult === undefined && especially === undefined) return normal;
    return {
      normal,
      difficult: difficult ?? normal,
      especially_difficult: especially ?? difficult ?? normal,
    };
  };
  const cite = (name: string) => some({ ...place(name) });
  const place = (name: string) => ({
    document: get(`${name}.document`),
    article: get(`${name}.article`),
    clause: get(`${name}.clause`),
    point: get(`${name}.point`),
  });
  const ticked = (name: string, all: readonly string[]) => {
    const chosen = all.filter((one) => get(`${name}.${one}`) !== undefined);
    return chosen.length === 0 || chosen.length === all.length ? undefined : chosen;
  };
  const rule = () => {
    const kind = get('rule.kind');
    switch (kind) {
      case 'percent_with_cap': {
        const line = some({ factor: percent('rule.line.factor'), when: get('rule.line.when') });
        return { kind, percent: byArea('rule.percent', percent), cap: byArea('rule.cap', get), line };
      }
      case 'up_to':
        return { kind, cap: byArea('rule.cap', get) };
      case 'fixed':
        return { kind, amount: byArea('rule.fixed', get) };
      case 'percent_of':
        return {
          kind,
          amount: get('rule.of'),
          percent: byArea('rule.percent', percent),
          cap: byArea('rule.cap', get),
        };
      case 'brackets':
        return {
          kind,
          brackets: rows('rule.brackets', (at) => ({
            from: get(`${at}.from`),
            below: get(`${at}.below`),
            amount: get(`${at}.amount`),
          })),
        };
      case 'actual_cost':
        return { kind, percent: byArea('rule.percent', percent), price: get('rule.price') };
      case 'by_level':
        return {
          kind,
          percent: byArea('rule.percent', percent),
          caps: some(Object.fromEntries(levels.map((level) => [level, get(`rule.caps.${level}`)]))) ?? {},
        };
      case 'same_as':
        return { kind, content: get('rule.content') };
      case 'other_instrument':
      case 'set_locally':
        return { kind, where: { vi: get('rule.where.vi'), en: get('rule.where.en') } };
      default:
        return { kind };
    }
  };
  return clean({
    content: get('content'),
    unit: get('unit'),
    rule: rule(),
    areas: ticked('areas', areas),
    costs: ticked('costs', costKinds),
    limits: rows('limits', (at) => ({
      within: get(`${at}.within`),
      times: numberOf(get(`${at}.times`)),
      amount: get(`${at}.amount`),
      contents: get(`${at}.contents`)
        ?.split(/[;,]/)
        .map((content) => content.trim())
        .filter(Boolean),
      cite: cite(`${at}.cite`),
      verification: get(`${at}.verification`) ?? get('verification'),
    })),
    cite: cite('cite'),
    verification: get('verification'),
    note: some({ vi: get('note.vi'), en: get('note.en') }),
    examples: rows('examples', (at) => ({
      costs: (get(`${at}.costs`) ?? '')
        .split(';')
        .map((cost) => cost.trim())
        .filter(Boolean),
      line: get(`${at}.line`) === undefined ? undefined : true,
      level: get(`${at}.level`),
      area: get(`${at}.area`),
      factor: percent(`${at}.factor`),
      amount: get(`${at}.amount`),
      refusal: get(`${at}.refusal`),
    })),
  }) as NormInput;
}

/** "2,5" → 2.5; what is no number stays a text, and is refused as such. */
function numberOf(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  const written = text.replace('%', '').replace(',', '.').trim();
  return /^\d+(\.\d+)?$/.test(written) ? Number(written) : text;
}

function some<T extends object>(given: T): T | undefined {
  return Object.values(given).some((value) => value !== undefined) ? given : undefined;
}

/** Without what is not there, all the way down; empty lists of limits and examples too. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, one]) =>
          one !== undefined && !(['limits', 'examples'].includes(key) && (one as []).length === 0),
      )
      .map(([key, one]) => [key, clean(one)]),
  );
}

/** The fields a row fills: what the form shows of it. */
export function fieldsOfNorm(norm: NormInput): FormFields {
  const fields: Record<string, string> = {};
  const put = (name: string, value: unknown): void => {
    if (Array.isArray(value)) value.forEach((one, i) => put(`${name}.${i}`, one));
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) put(name === '' ? key : `${name}.${key}`, one);
    else if (value !== undefined && value !== null && value !== false)
      fields[name] = value === true ? 'on' : `${value as string | number}`;
  };
  const { rule, areas: only, costs, limits = [], examples = [], ...plain } = norm;
  put('', plain);
  limits.forEach(({ contents, ...limit }, i) =>
    put(`limits.${i}`, { ...limit, contents: contents?.join('; ') }),
  );
  for (const area of only ?? []) fields[`areas.${area}`] = 'on';
  for (const cost of costs ?? []) fields[`costs.${cost}`] = 'on';
  for (const [name, value] of Object.entries(rule)) {
    const field = name === 'amount' ? (rule.kind === 'percent_of' ? 'of' : 'fixed') : name;
    const figure = ['percent', 'cap', 'fixed'].includes(field) && typeof value !== 'object';
    put(figure ? `rule.${field}.normal` : `rule.${field}`, value);
  }
  examples.forEach(({ costs: sums, ...example }, i) =>
    put(`examples.${i}`, { ...example, costs: sums.join('; ') }),
  );
  return fields;
}
