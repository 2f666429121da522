// Checks a proof of the trail with nothing but Node (22.18 or newer): neither this system nor its database is asked.
//   node verify-proof.ts event.proof.json [published hash]
// Says what was sealed and the hash it leads to, which must stand on the authority's public page. docs/trail.md says how.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

interface Step {
  readonly side: 'left' | 'right';
  readonly hash: string;
}
interface Proof {
  readonly proof: 1;
  readonly entry: string;
  readonly path: readonly Step[];
  readonly seal: string;
  readonly day: { readonly path: readonly Step[]; readonly text: string } | null;
}

const sha256 = (...parts: (string | Buffer)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const leaf = (bytes: string | Buffer) => sha256(Buffer.from([0]), bytes);

/** From a leaf up its tree, by the hashes beside the way. */
function climb(from: Buffer, path: readonly Step[]): string {
  let at = from;
  for (const { side, hash } of path) {
    const beside = Buffer.from(hash, 'hex');
    at = side === 'left' ? sha256(Buffer.from([1]), beside, at) : sha256(Buffer.from([1]), at, beside);
  }
  return at.toString('hex');
}

const fail = (why: string): never => {
  console.error(`NOT VALID: ${why}`);
  process.exit(1);
};

const [file, published] = process.argv.slice(2);
if (file === undefined) fail('give the file of the proof');
const proof = JSON.parse(readFileSync(file!, 'utf8')) as Proof;
const seal = JSON.parse(proof.seal) as { root: string; no: number; at: string };
if (climb(leaf(proof.entry), proof.path) !== seal.root) fail('the entry is not the one that was sealed');
let reached = sha256(proof.seal);
if (proof.day !== null) {
  const { root } = JSON.parse(proof.day.text) as { root: string };
  if (climb(leaf(reached), proof.day.path) !== root) fail('the seal is not one of that day');
  reached = sha256(proof.day.text);
}
const hash = reached.toString('hex');
if (published !== undefined && published.trim().toLowerCase() !== hash)
  fail(`it leads to ${hash}, not to what was published`);
console.log(`entry: ${proof.entry}\nseal: no. ${seal.no} of ${seal.at}`);
if (proof.day !== null) console.log(`day: ${proof.day.text}`);
console.log(`${published === undefined ? 'leads to (compare with the public page)' : 'VALID'}: ${hash}`);
