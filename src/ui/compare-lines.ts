/** One named value of a version; `key` finds it again in the other version. */
export interface VersionLine {
  readonly key: string;
  readonly label: string;
  readonly value: string;
}

type LineChange = 'same' | 'changed' | 'added' | 'removed';

export interface ComparedLine {
  readonly key: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly change: LineChange;
}

/**
 * Two versions side by side, in the order of the later one; a line that was removed stands where it
 * stood, after the line that came before it.
 */
export function compareLines(before: readonly VersionLine[], after: readonly VersionLine[]): ComparedLine[] {
  const was = new Map(before.map((line) => [line.key, line]));
  const kept = new Set(after.map((line) => line.key));
  const removedAfter = new Map<string | null, ComparedLine[]>();
  let anchor: string | null = null;
  for (const line of before) {
    if (kept.has(line.key)) anchor = line.key;
    else removedAfter.set(anchor, [...(removedAfter.get(anchor) ?? []), removed(line)]);
  }
  return [
    ...(removedAfter.get(null) ?? []),
    ...after.flatMap((line) => [present(line, was.get(line.key)), ...(removedAfter.get(line.key) ?? [])]),
  ];
}

function removed({ key, label, value }: VersionLine): ComparedLine {
  return { key, label, before: value, after: null, change: 'removed' };
}

function present({ key, label, value }: VersionLine, was: VersionLine | undefined): ComparedLine {
  const before = was?.value ?? null;
  return {
    key,
    label,
    before,
    after: value,
    change: before === null ? 'added' : before === value ? 'same' : 'changed',
  };
}
