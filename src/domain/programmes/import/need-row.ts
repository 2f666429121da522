import { foldText, nameKey, ok, refuse, type FormFields, type Refusal, type Result } from '#kernel';
import { readNeed } from '../need.form.ts';
import { businessKey, type NeedInput, type Programme } from '../need.ts';

/** The columns of a book of needs, in their order. */
export const needColumns = [
  'name',
  'taxCode',
  'commune',
  'phone',
  'content',
  'procedure',
  'title',
  'machine',
  'quotation',
  'cost',
  'asked',
  'ownFunds',
  'site',
  'papers',
  'reason',
] as const;
export type NeedColumn = (typeof needColumns)[number];

export const MOST_ROWS = 20_000;

/** A row as it was read: its number in the sheet, and its texts as a person would have typed them. */
export interface BookRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface RowFault {
  readonly row: number;
  /** Place in `needColumns`. */
  readonly column: number;
  readonly code: string;
  readonly params: Refusal['params'];
}

/** What the rows are held against. */
export interface Grounds {
  readonly communes: readonly { readonly code: string; readonly name: string; readonly title: string }[];
  readonly contents: ReadonlySet<string>;
  /** The registered establishments by tax code. */
  readonly establishments: ReadonlyMap<
    string,
    { readonly id: string; readonly name: string; readonly commune: string; readonly phone: string }
  >;
  /** Needs that stand in the round already, as `businessKey#content`. */
  readonly standing: ReadonlySet<string>;
  /** The communes one may enter needs of; null for all. */
  readonly own: readonly string[] | null;
}

export interface JudgedRows {
  readonly right: readonly { readonly row: number; readonly input: NeedInput }[];
  readonly faults: readonly RowFault[];
}

/** Holds every row against the grounds and against each other; every fault names its row and column. */
export function judgeRows(rows: readonly BookRow[], grounds: Grounds): JudgedRows {
  const findCommune = communeFinder(grounds.communes);
  const seen = new Map<string, number>();
  const right: { row: number; input: NeedInput }[] = [];
  const faults: RowFault[] = [];
  for (const { row, cells } of rows) {
    const wrong: Refusal[] = [];
    const read = readRow(cells, findCommune, wrong);
    const input = read && settleRow(read, grounds, wrong);
    const key = input && `${businessKey(input)}#${input.contentCode}`;
    const first = key === undefined ? undefined : seen.get(key);
    if (key !== undefined && first !== undefined)
      wrong.push({ code: 'need_is_twice_in_book', params: { row: String(first) }, field: 'name' });
    else if (key !== undefined) {
      seen.set(key, row);
      if (grounds.standing.has(key))
        wrong.push({ code: 'need_is_there_already', params: { name: input!.name }, field: 'content' });
    }
    if (wrong.length === 0 && input) right.push({ row, input });
    for (const { code, params, field } of wrong)
      faults.push({ row, column: Math.max(0, needColumns.indexOf(field as NeedColumn)), code, params });
  }
  return { right, faults };
}

function readRow(
  cells: readonly string[],
  findCommune: (text: string) => Result<string>,
  wrong: Refusal[],
): NeedInput | undefined {
  const cell = (column: NeedColumn) => cells[needColumns.indexOf(column)] ?? '';
  const commune = findCommune(cell('commune'));
  if (!commune.ok) wrong.push({ ...commune.refusal, field: 'commune' });
  const procedure = programmeOf(cell('procedure'));
  if (procedure === undefined)
    wrong.push({ code: 'need_programme_is_unknown', params: {}, field: 'procedure' });
  const fields: FormFields = {
    ...Object.fromEntries(needColumns.map((column) => [column, cell(column)])),
    // A place and a programme that were not understood are named above, not a second time.
    commune: commune.ok ? commune.value : '?',
    procedure: procedure ?? 'provincial',
    content: /^[a-z]{2}-\d{2}(@\d\d)?/i.exec(cell('content'))?.[0].toUpperCase() ?? cell('content'),
    ...Object.fromEntries((['ownFunds', 'site', 'papers'] as const).map((name) => [name, tick(cell(name))])),
  };
  const read = readNeed(fields);
  if (read.ok) return read.value;
  const { also = [], ...refusal } = read.refusal;
  wrong.push(refusal, ...also);
  return undefined;
}

/** What the register knows of the row; refusals of place and content. */
function settleRow(input: NeedInput, grounds: Grounds, wrong: Refusal[]): NeedInput {
  if (!grounds.contents.has(input.contentCode))
    wrong.push({ code: 'need_content_is_unknown', params: { code: input.contentCode }, field: 'content' });
  if (grounds.own !== null && input.commune !== '?' && !grounds.own.includes(input.commune))
    wrong.push({ code: 'need_is_elsewhere', params: {}, field: 'commune' });
  const known = input.taxCode === null ? undefined : grounds.establishments.get(input.taxCode);
  if (!known) return input;
  if (input.commune !== '?' && known.commune !== input.commune)
    wrong.push({ code: 'need_establishment_is_elsewhere', params: { name: known.name }, field: 'taxCode' });
  return { ...input, establishmentId: known.id, name: known.name, phone: input.phone ?? known.phone };
}

const PROGRAMMES: Readonly<Record<string, Programme>> = {
  '': 'provincial',
  'dia phuong': 'provincial',
  'khuyen cong dia phuong': 'provincial',
  'quoc gia': 'national',
  'khuyen cong quoc gia': 'national',
};
const programmeOf = (text: string) => PROGRAMMES[foldText(text).trim()];

const tick = (text: string) =>
  ['', '0', 'khong', 'chua', 'no', 'false'].includes(foldText(text).trim()) ? '' : 'on';

/** By code, by "Xã Quỳ Hợp", by "Quỳ Hợp" where one is named so; with accents as written, then without. */
function communeFinder(communes: Grounds['communes']): (text: string) => Result<string> {
  const byCode = new Set(communes.map(({ code }) => code));
  const maps = ([nameKey, foldText] as const).flatMap((keyOf) =>
    (['title', 'name'] as const).map((part) => {
      const codes = new Map<string, string[]>();
      for (const commune of communes) {
        const key = keyOf(commune[part]);
        codes.set(key, [...(codes.get(key) ?? []), commune.code]);
      }
      return { keyOf, codes };
    }),
  );
  return (text) => {
    if (text === '') return refuse('need_has_no_commune');
    if (byCode.has(text)) return ok(text);
    for (const { keyOf, codes } of maps) {
      const found = codes.get(keyOf(text)) ?? [];
      if (found.length === 1) return ok(found[0]!);
      if (found.length > 1) return refuse('need_commune_is_two', { name: text });
    }
    return refuse('need_commune_is_unknown', { name: text });
  };
}
