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

/** Where papers are issued, kept, templated and checked. */
export const paperAddresses = (request: string, issued: string): Readonly<Record<string, string>> => ({
  '/(public)/verify/[code]': `/verify/${'0'.repeat(16)}`,
  '/(staff)/desk/papers/[id]': `/desk/papers/${issued}`,
  '/(staff)/desk/papers/templates/[kind]': '/desk/papers/templates/dossier_receipt',
  '/(staff)/desk/papers/templates/[kind]/[id]': `/desk/papers/templates/dossier_receipt/${newId()}`,
  '/(staff)/desk/papers/templates/[kind]/preview': '/desk/papers/templates/dossier_receipt/preview',
  '/(staff)/desk/papers/templates/[kind]/standard.docx':
    '/desk/papers/templates/dossier_receipt/standard.docx',
  '/(staff)/desk/projects/[id]/papers': `/desk/projects/${request}/papers`,
  '/(staff)/desk/projects/[id]/papers/[kind]': `/desk/projects/${request}/papers/dossier_receipt`,
  '/(staff)/desk/projects/[id]/papers/[kind]/preview': `/desk/projects/${request}/papers/dossier_receipt/preview`,
});
