import { createHash, type Hash } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { ok, refuse, type Refusal, type Result } from '#kernel';
import {
  FILES,
  HEAD,
  hashIn,
  MANIFEST,
  nameOf,
  readHead,
  readManifest,
  SECRET,
  TABLES,
  type Head,
  type Manifest,
  type TableOf,
} from './format.ts';
import { unsealed } from './seal.ts';

/** What is done with a backup while it is read, in its order; nothing for a look at it alone. */
export interface Taker {
  /** Before anything else; a refusal ends the reading. */
  head(head: Head): Promise<Result<unknown>>;
  /** Rows of a table, piece by piece. */
  rows(table: TableOf, piece: Buffer): Promise<void>;
  /** When the rows of all tables have been given. */
  rowsEnd(): Promise<void>;
  file(name: string, content: Buffer): Promise<void>;
  secret(content: Buffer): Promise<void>;
}

const NOBODY: Taker = {
  head: () => Promise.resolve(ok(undefined)),
  rows: () => Promise.resolve(),
  rowsEnd: () => Promise.resolve(),
  file: () => Promise.resolve(),
  secret: () => Promise.resolve(),
};

class Broken extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** What went wrong where the backup goes to; everything else is the file's own fault. */
class OfTheTaker extends Error {}

const given = async <T>(taken: Promise<T>): Promise<T> => {
  try {
    return await taken;
  } catch (cause) {
    throw new OfTheTaker('taker', { cause });
  }
};

const broken = (what: string) => new Broken(refuse('restore_backup_is_broken', { what }).refusal);

/**
 * Reads a backup once from beginning to end and holds it against its own sums: every table and file, and that
 * nothing is missing at its end. Refuses what is not one, is broken, or cannot be opened.
 */
export async function readBackup(
  file: string,
  identity: string | undefined,
  taker: Taker = NOBODY,
): Promise<Result<{ head: Head; manifest: Manifest }>> {
  const opened = await unsealed(file, identity);
  if (!opened.ok) return opened;
  const tar = extract();
  const flow = pipeline([...opened.value.streams, tar as unknown as Writable]);
  flow.catch(() => {});
  const reader = new Reader(taker);
  try {
    for await (const member of tar) {
      const pieces: Buffer[] = [];
      for await (const piece of member as AsyncIterable<Buffer>) pieces.push(piece);
      await reader.take(member.header.name, Buffer.concat(pieces));
    }
    await flow;
    return ok(reader.finish());
  } catch (error) {
    tar.destroy();
    if (error instanceof Broken) return { ok: false, refusal: error.refusal };
    if (error instanceof OfTheTaker) throw error.cause;
    if (!opened.value.sealed && !reader.began) return refuse('restore_file_is_no_backup', { file });
    return refuse('restore_backup_is_broken', { what: (error as Error).message });
  }
}

class Reader {
  readonly #taker: Taker;
  #head: Head | undefined;
  #manifest: Manifest | undefined;
  #rowsOver = false;
  readonly #sums = new Map<string, { hash: Hash; bytes: number }>();
  #files = { count: 0, bytes: 0 };
  #secret: string | null = null;

  constructor(taker: Taker) {
    this.#taker = taker;
  }

  get began(): boolean {
    return this.#head !== undefined;
  }

  async take(name: string, content: Buffer): Promise<void> {
    if (this.#head === undefined) return this.#begin(name, content);
    if (name.startsWith(TABLES)) return this.#rows(name, content);
    if (!this.#rowsOver) {
      this.#rowsOver = true;
      await given(this.#taker.rowsEnd());
    }
    if (name.startsWith(FILES)) return this.#file(name.slice(FILES.length), content);
    if (name === SECRET) {
      this.#secret = sha256(content);
      return given(this.#taker.secret(content));
    }
    if (name !== MANIFEST) throw broken(name);
    this.#manifest = readManifest(content.toString());
  }

  async #begin(name: string, content: Buffer): Promise<void> {
    const head = name === HEAD ? readHead(content.toString()) : undefined;
    if (head === undefined) throw new Broken(refuse('restore_backup_is_of_another_kind', {}).refusal);
    this.#head = head;
    const taken = await given(this.#taker.head(head));
    if (!taken.ok) throw new Broken(taken.refusal);
  }

  async #rows(name: string, content: Buffer): Promise<void> {
    const of = name.slice(TABLES.length, name.lastIndexOf('/'));
    const table = this.#head?.tables.find((one) => nameOf(one) === of);
    if (table === undefined || this.#rowsOver) throw broken(name);
    const sum = this.#sums.get(of) ?? { hash: createHash('sha256'), bytes: 0 };
    sum.hash.update(content);
    sum.bytes += content.length;
    this.#sums.set(of, sum);
    await given(this.#taker.rows(table, content));
  }

  async #file(name: string, content: Buffer): Promise<void> {
    if (name.split('/').some((part) => part === '' || part === '.' || part === '..')) throw broken(name);
    const hash = hashIn(name);
    if (hash !== undefined && hash !== sha256(content)) throw broken(name);
    this.#files.count++;
    this.#files.bytes += content.length;
    await given(this.#taker.file(name, content));
  }

  finish(): { head: Head; manifest: Manifest } {
    const [head, manifest] = [this.#head, this.#manifest];
    if (head === undefined || manifest === undefined) throw broken(MANIFEST);
    for (const table of head.tables) {
      const [said, found] = [manifest.tables[nameOf(table)], this.#sums.get(nameOf(table))];
      const isSame =
        said?.bytes === (found?.bytes ?? 0) &&
        said.sha256 === (found?.hash.digest('hex') ?? sha256(Buffer.alloc(0)));
      if (!isSame) throw broken(nameOf(table));
    }
    const { count, bytes } = manifest.files;
    if (count !== this.#files.count || bytes !== this.#files.bytes) throw broken(FILES);
    if (manifest.secret !== this.#secret) throw broken(SECRET);
    return { head, manifest };
  }
}

const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
