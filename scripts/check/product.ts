import { readdirSync } from 'node:fs';
import path from 'node:path';
import { projectFiles, readText, root } from '../support/repository.ts';
import type { ProjectFile } from './files.ts';
import type { Area, Sentences } from './messages.ts';

/** Both languages of every folder of messages/. */
export function readAreas(): Area[] {
  const read = (name: string, language: string) =>
    JSON.parse(readText(`messages/${name}/${language}.json`)) as Sentences;
  return readdirSync(path.join(root, 'messages'))
    .sort()
    .map((name) => ({ name, vi: read(name, 'vi'), en: read(name, 'en') }));
}

/** The sources of what ships: program, pages and SQL. */
export function productSources(): ProjectFile[] {
  return projectFiles()
    .filter((file) => /^(src|db\/migrations)\/.*\.(ts|svelte|sql)$/.test(file))
    .map((file) => ({ file, text: readText(file) }));
}
