// `npm run db:snapshot [-- --check]`: migrates a temporary database and writes what came of it:
// db/schema.sql to read, db/schema.types.ts for the compiler. With --check it writes nothing and
// fails when either differs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { migrate, openPool, startEmbeddedPostgres } from '#platform/server';
import { chapters } from '../src/chapters.ts';
import { dumpSchema } from './support/schema-dump.ts';

const root = path.resolve(import.meta.dirname, '..');
const check = process.argv.includes('--check');

const scratch = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-schema-'));
chmodSync(scratch, 0o755); // as root the server runs as another user, who must get in
const server = await startEmbeddedPostgres({ dataDir: scratch, parameters: { fsync: 'off' } });
try {
  const owner = openPool(server.ownerUrl, { max: 1 });
  await migrate(owner);
  const differing = [
    settle('db/schema.sql', await dumpSchema(owner)),
    settle('db/schema.types.ts', typesOf(server.ownerUrl)),
  ].filter((file) => file !== undefined);
  await owner.end();
  if (check && differing.length > 0) {
    console.error(`${differing.join(' and ')}: not what the migrations make; run npm run db:snapshot`);
    process.exitCode = 1;
  }
} finally {
  await server.stop();
  rmSync(scratch, { recursive: true, force: true });
}

/** Writes `text` unless the file has it already; with --check only compares. Answers the name of a differing file. */
function settle(file: string, text: string): string | undefined {
  const target = path.join(root, file);
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return undefined;
  if (!check) {
    writeFileSync(target, text);
    console.error(`wrote ${file}`);
  }
  return file;
}

/** Types of the chapters' tables: whole numbers of 64 bits are bigint, dates stay text. */
function typesOf(url: string): string {
  const out = path.join(scratch, 'schema.types.ts');
  const options = [
    '--dialect=postgres',
    '--log-level=error',
    `--url=${url}`,
    `--out-file=${out}`,
    `--include-pattern=(${chapters.join('|')}).*`,
    '--type-mapping={"int8":"bigint","date":"string"}',
  ];
  execFileSync(path.join(root, 'node_modules/.bin/kysely-codegen'), options, { cwd: root, stdio: 'inherit' });
  return readFileSync(out, 'utf8');
}
