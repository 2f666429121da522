import { draftCells, emptyCells, saysSame, type DraftCell, type DraftRow } from './draft-rows.ts';

/** Whose text holds where both altered the same. */
type Choice = 'mine' | 'theirs';

/** One cell that is not the same everywhere. */
export interface MergedCell {
  readonly name: DraftCell;
  readonly before: string;
  readonly mine: string;
  readonly theirs: string;
  /** Whose holds; null: both altered it, and nobody has chosen yet. */
  readonly holds: Choice | 'both' | null;
  /** Both altered it, differently: a person chooses. */
  readonly isOpen: boolean;
}

/** A line in three hands: as it was, as I have it, as they saved it; null where it is not there. */
export interface MergedRow {
  /** What its choices are named by. */
  readonly id: string;
  readonly before: DraftRow | null;
  readonly mine: DraftRow | null;
  readonly theirs: DraftRow | null;
  /** Cells that differ; empty where the line was added or removed whole. */
  readonly cells: readonly MergedCell[];
  /** One removed what the other altered: a person chooses whether it stays. */
  readonly isOpen: boolean;
  /** Whose standing of the whole line holds, where one has it and the other not; null: open. */
  readonly holds: Choice | 'both' | null;
  /** What is kept of it; null: it goes, or is not known yet. */
  readonly kept: DraftRow | null;
}

export interface Merge {
  readonly rows: readonly MergedRow[];
  /** Names of the choices still to be made. */
  readonly open: readonly string[];
}

export type Choices = Readonly<Record<string, string | undefined>>;
export const choiceOf = (id: string, cell: DraftCell | 'row') => `choose.${id}.${cell}`;

/**
 * Two savings of one estimate brought together, line by line and cell by cell: what only one of them altered is taken
 * from them, what both altered alike is taken once, what both altered differently waits for a choice. Nothing typed by
 * either is passed over. The order is theirs; lines of mine stand after the line they were added after.
 */
export function mergeDrafts(
  base: readonly DraftRow[],
  mine: readonly DraftRow[],
  theirs: readonly DraftRow[],
  choices: Choices = {},
): Merge {
  const ofMine = pairedWith(base, mine);
  const ofTheirs = pairedWith(base, theirs);
  const [oldMine, oldTheirs] = [new Set(ofMine.values()), new Set(ofTheirs.values())];
  // A line both added under one name is one line.
  const alike = pairedWith(
    theirs.filter((row) => !oldTheirs.has(row)),
    mine.filter((row) => !oldMine.has(row)),
  );
  const made = new Map<DraftRow, MergedRow>();
  const rows: MergedRow[] = [];
  const add = (id: string, before: DraftRow | null, my: DraftRow | null, their: DraftRow | null) => {
    const row = mergeRow(id, before, my, their, choices);
    if (my) made.set(my, row);
    rows.push(row);
  };
  const baseOf = new Map([...ofTheirs].map(([before, their]) => [their, before]));
  for (const [i, their] of theirs.entries()) {
    const before = baseOf.get(their) ?? null;
    const my = (before ? ofMine.get(before) : alike.get(their)) ?? null;
    add(their.key ?? `t${i}`, before, my, their);
  }
  for (const [i, before] of base.entries()) {
    if (ofTheirs.has(before)) continue;
    const my = ofMine.get(before) ?? null;
    add(before.key ?? `b${i}`, before, my, null);
    moveBehind(rows, earlierThan(my, mine, made));
  }
  for (const [i, my] of mine.entries()) {
    if (made.has(my)) continue;
    add(`m${i}`, null, my, null);
    moveBehind(rows, earlierThan(my, mine, made));
  }
  const open = rows.flatMap((row) => [
    ...(row.isOpen && row.holds === null ? [choiceOf(row.id, 'row')] : []),
    ...row.cells
      .filter((cell) => cell.isOpen && cell.holds === null)
      .map((cell) => choiceOf(row.id, cell.name)),
  ]);
  return { rows, open };
}

/** What became of the line before this one in mine. */
function earlierThan(
  my: DraftRow | null,
  mine: readonly DraftRow[],
  made: ReadonlyMap<DraftRow, MergedRow>,
): MergedRow | undefined {
  const at = my === null ? -1 : mine.indexOf(my);
  return at > 0 ? made.get(mine[at - 1]!) : undefined;
}

/** Moves the last row behind another; it stays at the end where there is none. */
function moveBehind(rows: MergedRow[], earlier: MergedRow | undefined): void {
  if (!earlier) return;
  const row = rows.pop()!;
  rows.splice(rows.indexOf(earlier) + 1, 0, row);
}

/** Which row of another hand each row became: by its key, else by group and description, in order. */
function pairedWith(rows: readonly DraftRow[], others: readonly DraftRow[]): Map<DraftRow, DraftRow> {
  const pairs = new Map<DraftRow, DraftRow>();
  const left = new Set(others);
  const named = ({ cells }: DraftRow) => `${cells.group.trim()}\u0000${cells.label.trim()}`;
  const pair = (same: (row: DraftRow, other: DraftRow) => boolean) => {
    for (const row of rows) {
      if (pairs.has(row)) continue;
      const other = [...left].find((one) => same(row, one));
      if (!other) continue;
      pairs.set(row, other);
      left.delete(other);
    }
  };
  pair((row, other) => row.key !== null && row.key === other.key);
  pair((row, other) => named(row) === named(other) && row.cells.label.trim() !== '');
  return pairs;
}

const sameRow = (one: DraftRow, other: DraftRow) =>
  draftCells.every((name) => saysSame(name, one.cells[name], other.cells[name]));

function mergeRow(
  id: string,
  before: DraftRow | null,
  mine: DraftRow | null,
  theirs: DraftRow | null,
  choices: Choices,
): MergedRow {
  const chosen = (cell: DraftCell | 'row'): Choice | null => {
    const choice = choices[choiceOf(id, cell)];
    return choice === 'mine' || choice === 'theirs' ? choice : null;
  };
  const row = { id, before, mine, theirs };
  if (mine === null || theirs === null) {
    const other = mine ?? theirs;
    // Added by one, or removed by one and left alone by the other; or removed by one and altered by the other.
    const isOpen = before !== null && other !== null && !sameRow(before, other);
    const whose = mine === null ? 'mine' : 'theirs';
    const holds = isOpen
      ? chosen('row')
      : before === null
        ? mine
          ? 'mine'
          : 'theirs'
        : other
          ? whose
          : 'both';
    const kept = holds === 'mine' ? mine : holds === 'theirs' ? theirs : null;
    return { ...row, cells: [], isOpen, holds, kept };
  }
  const cells: MergedCell[] = [];
  const kept: Record<string, string> = {};
  for (const name of draftCells) {
    const texts = {
      before: (before?.cells ?? emptyCells)[name],
      mine: mine.cells[name],
      theirs: theirs.cells[name],
    };
    const [sameMine, sameTheirs] = [
      saysSame(name, texts.before, texts.mine),
      saysSame(name, texts.before, texts.theirs),
    ];
    kept[name] = texts.theirs;
    if (sameMine && sameTheirs) continue;
    const isOpen = !sameMine && !sameTheirs && !saysSame(name, texts.mine, texts.theirs);
    const holds = isOpen ? chosen(name) : sameMine ? 'theirs' : sameTheirs ? 'mine' : 'both';
    if (holds === 'mine') kept[name] = texts.mine;
    cells.push({ name, ...texts, holds, isOpen });
  }
  const whole = { key: theirs.key ?? mine.key, cells: kept as DraftRow['cells'] };
  return { ...row, cells, isOpen: false, holds: 'both', kept: whole };
}
