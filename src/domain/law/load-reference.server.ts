import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { parse } from 'yaml';
import type { z } from 'zod';
import { normSetFile } from './norm-set-file.server.ts';
import {
  advancesFile,
  paperFormsFile,
  articlesFile,
  contentsFile,
  documentsFile,
  dossierFile,
  eligibilityFile,
  enterpriseSizesFile,
  holidaysFile,
  legalFormsFile,
  procedureFile,
  sectorsFile,
  wishesFile,
} from './reference-file.server.ts';
import {
  writeDossier,
  writeEligibility,
  writeEnterpriseSizes,
  writeLegalForms,
  writeSectors,
} from './reference-eligibility.store.server.ts';
import { changesFile, writeChanges } from './change-authority.store.server.ts';
import { conditionsFile, writeConditions } from './reference-condition.server.ts';
import { writeArticles, writeDocuments } from './reference-document.store.server.ts';
import {
  writeAdvances,
  writePaperForms,
  writeContents,
  writeHolidays,
  writeNormSet,
  writeProcedure,
} from './reference.store.server.ts';
import { writeWishes } from './wish.store.server.ts';

const FOLDER = path.resolve(import.meta.dirname, 'reference');

/**
 * Loads the law that ships with the system, as the schema's owner, in one transaction. A file that is
 * as it was last time is left alone, so an ordinary start reads checksums and writes nothing; what an
 * office changed in the database since (a set ended early, a holiday added) stays.
 */
export async function loadLaw(owner: pg.Pool): Promise<void> {
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query('lock table law.reference_file');
    const { rows } = await client.query<{ path: string; checksum: string }>(
      'select path, checksum from law.reference_file',
    );
    const loaded = new Map(rows.map((row) => [row.path, row.checksum]));
    for (const file of referenceFiles()) {
      const text = readFileSync(path.join(FOLDER, file.path), 'utf8');
      const checksum = createHash('sha256').update(text).digest('hex');
      if (loaded.get(file.path) === checksum) continue;
      await file.write(client, text);
      await client.query(
        `insert into law.reference_file values ($1, $2)
         on conflict (path) do update set checksum = excluded.checksum`,
        [file.path, checksum],
      );
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

interface ReferenceFile {
  readonly path: string;
  readonly write: (client: pg.ClientBase, text: string) => Promise<void>;
}

/** In the order their foreign keys need. */
function referenceFiles(): ReferenceFile[] {
  return [
    file('documents.yaml', documentsFile, writeDocuments),
    file('articles.yaml', articlesFile, writeArticles),
    file('contents.yaml', contentsFile, writeContents),
    file('wishes.yaml', wishesFile, writeWishes),
    ...folder('norms').map((name) => file(name, normSetFile, writeNormSet)),
    ...folder('procedures').map((name) => file(name, procedureFile, writeProcedure)),
    file('advances.yaml', advancesFile, writeAdvances),
    file('paper-forms.yaml', paperFormsFile, writePaperForms),
    file('changes.yaml', changesFile, writeChanges),
    file('holidays.yaml', holidaysFile, writeHolidays),
    file('dossier.yaml', dossierFile, writeDossier),
    file('conditions.yaml', conditionsFile, writeConditions),
    file('legal-forms.yaml', legalFormsFile, writeLegalForms),
    file('sectors.yaml', sectorsFile, writeSectors),
    file('enterprise-sizes.yaml', enterpriseSizesFile, writeEnterpriseSizes),
    ...folder('eligibility').map((name) => file(name, eligibilityFile, writeEligibility)),
  ];
}

function folder(name: string): string[] {
  return readdirSync(path.join(FOLDER, name))
    .sort()
    .map((file) => `${name}/${file}`);
}

function file<S extends z.ZodType>(
  name: string,
  schema: S,
  write: (client: pg.ClientBase, content: z.output<S>) => Promise<void>,
): ReferenceFile {
  return { path: name, write: (client, text) => write(client, readReference(name, text, schema)) };
}

/** Throws with the file's name and every fault: a shipped file that does not hold together is a bug. */
export function readReference<S extends z.ZodType>(name: string, text: string, schema: S): z.output<S> {
  const read = schema.safeParse(parse(text));
  if (read.success) return read.data;
  const faults = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`law reference ${name}: ${faults.join('; ')}`);
}
