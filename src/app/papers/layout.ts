/**
 * What a paper looks like, told once for both forms: the PDF is set from it, and the standard Word template is built from
 * it. Texts hold fields in braces, as the templates of a province do.
 */
export type Block =
  | { readonly p: string; readonly bold?: true; readonly centred?: true; readonly when?: string }
  | { readonly label: string; readonly text: string; readonly when?: string }
  | { readonly list: string; readonly text: string; readonly when?: string }
  | {
      readonly table: string;
      readonly columns: readonly Column[];
      /** The last row: texts over the first columns, and amounts under the others; empty where a cell stays so. */
      readonly total?: readonly string[];
      readonly when?: string;
    }
  | { readonly signers: readonly Signer[]; readonly when?: string };

export interface Column {
  readonly title: string;
  readonly text: string;
  /** Parts of the width. */
  readonly width: number;
  readonly end?: true;
}

interface Signer {
  readonly title: string;
  readonly name: string;
}

export type Row = Readonly<Record<string, string>>;
/** What fields are filled with: texts, tables, and whether something is there. */
export type PaperData = Readonly<Record<string, string | boolean | readonly Row[]>>;

/** A block as it stands in a finished paper. */
export type SetBlock =
  | { readonly p: string; readonly bold: boolean; readonly centred: boolean }
  | { readonly label: string; readonly text: string }
  | { readonly list: readonly string[] }
  | {
      readonly columns: readonly { readonly title: string; readonly width: number; readonly end: boolean }[];
      readonly rows: readonly (readonly string[])[];
      readonly total: readonly string[];
    }
  | { readonly signers: readonly Signer[] };

const FIELD = /\{([a-z0-9_]+)\}/g;

export const fieldsIn = (text: string): readonly string[] =>
  [...text.matchAll(FIELD)].map(([, name]) => name!);

export function fill(text: string, data: PaperData | Row): string {
  return text.replace(FIELD, (_, name: string) => {
    const value = data[name];
    return typeof value === 'string' ? value : '';
  });
}

/** Whether a block stands in this paper. */
const stands = (block: Block, data: PaperData): boolean => {
  if (block.when === undefined) return true;
  const value = data[block.when];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false && value !== '';
};

/** Beside every table whether it has rows: in Word a condition on the table itself would repeat what it holds. */
export function withConditions(data: PaperData): PaperData {
  const tables = Object.entries(data).filter(([, value]) => Array.isArray(value));
  return {
    ...data,
    ...Object.fromEntries(tables.map(([name, rows]) => [`co_${name}`, (rows as readonly Row[]).length > 0])),
  };
}

const rowsIn = (data: PaperData, name: string): readonly Row[] => {
  const value = data[name];
  return Array.isArray(value) ? (value as readonly Row[]) : [];
};

export function setBlocks(blocks: readonly Block[], data: PaperData): readonly SetBlock[] {
  return blocks.filter((block) => stands(block, data)).map((block) => setBlock(block, data));
}

function setBlock(block: Block, data: PaperData): SetBlock {
  if ('p' in block)
    return { p: fill(block.p, data), bold: block.bold ?? false, centred: block.centred ?? false };
  if ('label' in block) return { label: fill(block.label, data), text: fill(block.text, data) };
  if ('list' in block) return { list: rowsIn(data, block.list).map((row) => fill(block.text, row)) };
  if ('signers' in block)
    return { signers: block.signers.map((s) => ({ title: fill(s.title, data), name: fill(s.name, data) })) };
  return {
    columns: block.columns.map(({ title, width, end }) => ({ title, width, end: end ?? false })),
    rows: rowsIn(data, block.table).map((row) => block.columns.map(({ text }) => fill(text, row))),
    total: (block.total ?? []).map((text) => fill(text, data)),
  };
}
