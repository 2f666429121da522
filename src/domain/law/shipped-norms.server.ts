import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readReference } from './load-reference.server.ts';
import { normSetFile } from './norm-set-file.server.ts';
import { normSetOfFile } from './norm-set-of-file.server.ts';
import type { NormBook } from './norm.ts';
import { contentsFile } from './reference-file.server.ts';

const FOLDER = path.resolve(import.meta.dirname, 'reference');
const read = (file: string) => readFileSync(path.join(FOLDER, file), 'utf8');

/** The norms that ship, without a database: what a test of pure rules asks. */
export function shippedNorms(): NormBook {
  const contents = readReference('contents.yaml', read('contents.yaml'), contentsFile);
  const sets = readdirSync(path.join(FOLDER, 'norms'))
    .sort()
    .map((name) => normSetOfFile(readReference(name, read(`norms/${name}`), normSetFile)));
  return {
    contents: new Map(contents.map(({ code, group, vi, en }) => [code, { code, group, name: { vi, en } }])),
    sets,
  };
}
