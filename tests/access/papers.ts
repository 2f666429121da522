import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { issueProjectPaper } from '#app/papers/issue.ts';
import { expectOk, newId } from '#kernel';
import { openDisk } from '#records/server';
import type { Cast } from '#testing';

/** A receipt of a request, its files in a folder of the test's own. */
export async function issuedReceipt(people: Cast, projectId: string): Promise<string> {
  const files = openDisk(mkdtempSync(path.join(tmpdir(), 'kc-issued-')));
  const desk = { files, origin: 'http://localhost', sample: false };
  const nobody = { signerName: null, signerTitle: null, recipients: null, replaces: null };
  const wishes = { id: newId(people.now.getTime()), ...nobody };
  const cx = people.centreOfficer;
  return expectOk(await issueProjectPaper(cx, desk, projectId, 'dossier_receipt', wishes)).id;
}
