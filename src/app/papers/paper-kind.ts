import type { Result } from '#kernel';
import type { PaperSource } from './paper-source.ts';
import { fieldsIn, type Block, type PaperData } from './layout.ts';

/** A kind of paper: what it says, and how it is laid out. What the law calls it is data (`law.paper_form`). */
export interface PaperKind {
  readonly code: string;
  /** Said under the title; may hold fields. */
  readonly about: string;
  readonly blocks: readonly Block[];
  /** Fields a template of this kind may not leave out, beside those of every paper. */
  readonly required: readonly string[];
  /** Who it goes to, a line each; what the issuer may change. */
  readonly recipients: readonly string[];
  /** Ends with the blocks' own signatures, as minutes and contracts do. */
  readonly manySign?: true;
  /** What it says of this project; refuses where the project has not come so far. */
  readonly data: (source: PaperSource) => Result<PaperData>;
}

/** Fields every paper has, in the order they stand. */
const commonFields = [
  ...[
    'co_quan_cap_tren',
    'co_quan',
    'so_ky_hieu',
    'dia_danh',
    'ngay',
    'thang',
    'nam',
    'tieu_de',
    'trich_yeu',
  ],
  ...['mau_so', 'chuc_vu_nguoi_ky', 'nguoi_ky', 'noi_nhan', 'noi_nhan.dong', 'ma_xac_thuc', 'trang_xac_thuc'],
  ...['ma_qr', 'tai_lieu_mau'],
] as const;

/** What no template may leave out: without these nobody can tell whose paper it is, or whether it is genuine. */
export const requiredFields = ['so_ky_hieu', 'ngay', 'thang', 'nam', 'nguoi_ky', 'ma_xac_thuc'] as const;

/** All fields of a kind, those inside tables as `table.field`. */
export function fieldsOfKind(kind: PaperKind): readonly string[] {
  const names = new Set<string>(commonFields);
  const add = (text: string, table?: string) => {
    for (const name of fieldsIn(text)) names.add(table === undefined ? name : `${table}.${name}`);
  };
  add(kind.about);
  for (const block of kind.blocks) {
    if (block.when) names.add(block.when);
    if ('p' in block) add(block.p);
    else if ('label' in block) add(`${block.label} ${block.text}`);
    else if ('signers' in block) for (const { title, name } of block.signers) add(`${title} ${name}`);
    else if ('list' in block) {
      names.add(block.list);
      add(block.text, block.list);
    } else {
      names.add(block.table);
      for (const { text } of block.columns) add(text, block.table);
      for (const text of block.total ?? []) add(text);
    }
  }
  return [...names];
}
