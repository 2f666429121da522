/** A batch of the trail as it is published. Hashes are hexadecimal. */
export interface Seal {
  readonly no: number;
  /** UTC with microseconds, as it is sealed. */
  readonly at: string;
  readonly entries: number;
  readonly root: string;
  readonly previous: string;
  readonly hash: string;
}

/** A closed day: `hash` is what is published of it. */
export interface SealedDay {
  readonly day: string;
  readonly seals: number;
  readonly entries: number;
  readonly root: string;
  readonly previous: string;
  readonly hash: string;
}

/** What comes before the first. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** The sealed text of a batch: byte for byte what docs/trail.md says. */
export function sealText(province: string, seal: Omit<Seal, 'hash'>): string {
  const { no, at, entries, root, previous } = seal;
  return JSON.stringify({ seal: 1, province, no, at, entries, root, previous });
}

export function dayText(province: string, closed: Omit<SealedDay, 'hash'>): string {
  const { day, seals, entries, root, previous } = closed;
  return JSON.stringify({ day, province, seals, entries, root, previous });
}
