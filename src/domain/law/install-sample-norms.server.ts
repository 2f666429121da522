import { readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { normSetFile } from './norm-set-file.server.ts';
import { readReference } from './load-reference.server.ts';
import { writeDocuments } from './reference-document.store.server.ts';
import { writeNormSet } from './reference.store.server.ts';

const FILE = 'sample/local-norms.yaml';

/**
 * Gives the sample province local levels, as the schema's owner. What is known of the province's real
 * set ends where the sample begins. A second call changes nothing.
 */
export async function installSampleNorms(owner: pg.Pool, province: string): Promise<void> {
  const text = readFileSync(path.resolve(import.meta.dirname, 'reference', FILE), 'utf8');
  const sample = readReference(FILE, text, normSetFile);
  const client = await owner.connect();
  try {
    await client.query('begin');
    await client.query(
      `update law.norm_set set valid_until = $1
        where fund = 'local' and province = $2 and not sample and valid_from < $1
          and (valid_until is null or valid_until > $1)`,
      [sample.from, province],
    );
    const { document: code, note } = sample;
    const title = note ?? { vi: code, en: code };
    const document = { code, kind: 'sample' as const, issuer: '–', title, verification: sample.verification };
    await writeDocuments(client, [{ ...document, relations: {} }]);
    await writeNormSet(client, { ...sample, id: `sample-${province}`, province });
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
