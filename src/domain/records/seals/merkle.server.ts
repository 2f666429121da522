import { hash } from 'node:crypto';

// The tree of RFC 6962: leaves and inner nodes are hashed under different first bytes, so that neither passes for the other.
const LEAF = Buffer.from([0]);

export const sha256 = (bytes: Uint8Array | string): Buffer => hash('sha256', bytes, 'buffer');
/** A text is hashed as it is, its first byte before it: copying a million of them would take as long as hashing. */
export const leafOf = (bytes: Uint8Array | string): Buffer =>
  sha256(typeof bytes === 'string' ? `\0${bytes}` : Buffer.concat([LEAF, bytes]));

/** The two halves of a node, behind its first byte. */
const pair = Buffer.alloc(65);
pair[0] = 1;
function nodeOf(left: Uint8Array, right: Uint8Array): Buffer {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** The hash beside the way up, and on which side it stands. */
export interface Step {
  readonly side: 'left' | 'right';
  readonly hash: string;
}

/** From the leaves upwards: pairs from the left; what is left over goes up as it is. */
function above(level: readonly Buffer[]): Buffer[] {
  const up: Buffer[] = [];
  for (let i = 0; i + 1 < level.length; i += 2) up.push(nodeOf(level[i]!, level[i + 1]!));
  if (level.length % 2 === 1) up.push(level.at(-1)!);
  return up;
}

/** The root over leaves already hashed; at least one. */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) level = above(level);
  return level[0]!;
}

/** What is needed to reckon the root from the leaf at `place` alone. */
export function pathOf(leaves: readonly Buffer[], place: number): readonly Step[] {
  const path: Step[] = [];
  let at = place;
  for (let level = leaves; level.length > 1; level = above(level)) {
    const beside = level[at ^ 1];
    if (beside) path.push({ side: at % 2 === 0 ? 'right' : 'left', hash: beside.toString('hex') });
    at >>= 1;
  }
  return path;
}

/** Hashes kept in one piece, 32 bytes each. */
export function apart(leaves: Buffer): Buffer[] {
  return Array.from({ length: leaves.length / 32 }, (_, i) => leaves.subarray(32 * i, 32 * i + 32));
}
