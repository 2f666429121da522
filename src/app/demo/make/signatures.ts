import { expectOk } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectSubject } from '#projects/server';
import {
  addTrustRoot,
  beginSigning,
  documentOf,
  documentsOf,
  finishSigning,
  listRoots,
  makeSampleKey,
  signSample,
  type Disk,
} from '#records/server';
import type { Cast } from '../cast.ts';

const YEAR = 365 * 86_400_000;

/** The leader's token signs the decision of one project; the sample authority is trusted. Nothing is made twice. */
export async function makeSignatures(
  people: Cast,
  files: Disk,
  now: Date,
  projects: readonly string[],
): Promise<void> {
  const leader: Context = { ...people.departmentLeader, now };
  const paper = await inProvince(leader, async (tx) => {
    if ((await listRoots(tx, leader.province)).length > 0) return undefined;
    for (const id of projects) {
      const papers = await documentsOf(tx, leader.province, projectSubject(id));
      const decision = papers.find(
        (one) => one.kind === 'plan_decision' && one.media_type === 'application/pdf',
      );
      if (decision) return documentOf(tx, leader.province, decision.id);
    }
    return undefined;
  });
  if (!paper) return;
  const times = { from: new Date(now.getTime() - YEAR), until: new Date(now.getTime() + 2 * YEAR) };
  const root = await makeSampleKey({ name: 'Cơ quan chứng thực mẫu (giả định)', ...times });
  const token = await makeSampleKey({ name: leader.actor.name, issuer: root, ...times });
  expectOk(await addTrustRoot({ ...people.administrator, now }, root.certificate.raw));
  const begun = expectOk(await beginSigning(leader, files, paper, 'Phê duyệt'));
  const cms = await signSample(token, root, begun.digest);
  expectOk(await finishSigning(leader, files, { paper, signingId: begun.id, cms }));
}
