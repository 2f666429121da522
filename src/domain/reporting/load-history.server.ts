import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '#kernel';
import { importHistory, type ImportContext, type ImportedHistory } from './import-history.server.ts';

const NGHE_AN = 'src/domain/reporting/reference/nghe-an-2002-2018.csv';

/** Brings in the published figures of Nghệ An 2002–2018, which the sample province stands on. */
export async function loadHistory(cx: ImportContext): Promise<Result<ImportedHistory>> {
  const bytes = readFileSync(inProject(NGHE_AN));
  return importHistory(cx, { bytes, fileName: path.basename(NGHE_AN) });
}

/** Found by walking up: the built server runs this code from another folder than the sources. */
function inProject(file: string): string {
  for (let folder = import.meta.dirname; ; folder = path.dirname(folder)) {
    const found = path.join(folder, file);
    if (existsSync(found)) return found;
    if (path.dirname(folder) === folder) throw new Error(`not found above ${import.meta.dirname}: ${file}`);
  }
}
