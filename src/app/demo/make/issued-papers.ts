import { expectOk, newId } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, transact } from '#platform/server';
import { projectSubject } from '#projects/server';
import { cancelPaper, papersOf, type Disk } from '#records/server';
import { issueProjectPaper } from '../../papers/issue.ts';
import type { Cast } from '../cast.ts';

/** Projects looked at for papers, from the youngest: enough for every kind, cheap enough for a start. */
const LOOKED_AT = 12;

/** Papers of a few projects, one cancelled and one replaced; done again, it issues nothing. */
export async function makeIssuedPapers(
  people: Cast,
  files: Disk,
  now: Date,
  ids: readonly string[],
): Promise<void> {
  const officer: Context = { ...people.centreOfficer, now };
  const desk = { files, origin: 'http://localhost:3000', sample: true };
  const young = ids.slice(-LOOKED_AT);
  const before = await inProvince(officer, async (tx) => {
    const found = await Promise.all(young.map((id) => papersOf(tx, officer.province, projectSubject(id))));
    return found.flat().length;
  });
  if (before > 0) return;
  const issued: { readonly id: string; readonly project: string }[] = [];
  const issue = async (project: string, kind: string, replaces: string | null = null) => {
    const wishes = {
      ...{ id: newId(now.getTime()), signerName: null, signerTitle: null, recipients: null, replaces },
    };
    const done = await issueProjectPaper(officer, desk, project, kind, wishes);
    // A project that has not come so far has no such paper yet.
    if (done.ok) issued.push({ id: done.value.id, project });
  };
  for (const project of young)
    for (const kind of ['dossier_receipt', 'contract', 'acceptance_5b', 'settlement_table'])
      if (issued.length < LOOKED_AT) await issue(project, kind);
  const [first, second] = issued;
  if (first)
    expectOk(await transact(officer, (tx) => cancelPaper(tx, officer, first.id, 'Ghi nhầm tên đơn vị')));
  if (second) await issue(second.project, 'dossier_receipt', second.id);
}
