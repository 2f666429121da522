import { z } from 'zod';

/** Raised when a reader of today could no longer read what is written. */
export const FORMAT = 1;

/** Bytes of a table's rows in one member at most: what is held in memory of a table of any size. */
export const PART = 4 * 1024 * 1024;

/** The first member, the last one, and where everything else lies between them. */
export const HEAD = 'backup.json';
export const MANIFEST = 'manifest.json';
export const TABLES = 'tables/';
export const FILES = 'files/';
export const SECRET = 'auth.secret';

const table = z.object({
  schema: z.string(),
  name: z.string(),
  /** What COPY names; generated columns compute themselves. */
  columns: z.array(z.string()).readonly(),
});

const head = z.object({
  format: z.literal(FORMAT),
  madeAt: z.string(),
  application: z.object({ version: z.string(), commit: z.string().nullable() }),
  postgres: z.string(),
  /** In the order of their names, as the database had applied them. */
  migrations: z.array(z.object({ name: z.string(), checksum: z.string() })).readonly(),
  tables: z.array(table).readonly(),
  sequences: z
    .array(z.object({ schema: z.string(), name: z.string(), last: z.string(), called: z.boolean() }))
    .readonly(),
});

const manifest = z.object({
  tables: z.record(z.string(), z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })),
  /** đồng of all transfers and their number, by province. */
  ledger: z.record(z.string(), z.object({ transfers: z.string(), amount: z.string() })),
  files: z.object({ count: z.number(), bytes: z.number() }),
  /** Files the database knows and the backup could not find whole: the place it was made from lacked them. */
  lacking: z.array(z.string()).readonly(),
  secret: z.string().nullable(),
});

/** What a backup says before its first row: enough to decide whether this version can take it. */
export type Head = z.infer<typeof head>;
/** What a backup says at its end: without it, it is not whole. */
export type Manifest = z.infer<typeof manifest>;
export type TableOf = z.infer<typeof table>;

export const readHead = (text: string): Head | undefined => parsed(head, text);
export const readManifest = (text: string): Manifest | undefined => parsed(manifest, text);

export const nameOf = (one: { readonly schema: string; readonly name: string }) =>
  `${one.schema}.${one.name}`;

/** `files/40/ab/cd/abcd…`: the last part is the SHA-256 of the content. */
export const hashIn = (file: string) => /(?:^|\/)([0-9a-f]{64})$/.exec(file)?.[1];

function parsed<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
