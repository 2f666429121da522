import { formatDate, newId, todayIn } from '#kernel';
import { openAmendment } from '#agreements/server';
import {
  askPayment,
  certifyProgress,
  neededPapers,
  reportProgress,
  reportsOf,
  requestsOf,
} from '#disbursements/server';
import { inProvince } from '#platform/server';
import { factsOf, projectFor, projectSubject } from '#projects/server';
import { documentsOf } from '#records/server';
import type { Cast } from '../cast.ts';

/**
 * One contract with certified progress and an advance asked for, and one with an amendment begun; done again, it changes
 * nothing. Where something of it is not possible in this sample, it is left out.
 */
export async function makeContracts(people: Cast, now: Date, ids: readonly string[]): Promise<void> {
  const officer = { ...people.centreOfficer, now };
  const contracted = await inProvince(officer, async (tx) => {
    const found: string[] = [];
    for (const id of ids) {
      const project = await projectFor(tx, officer, id);
      if (project?.procedure === 'provincial' && project.state === 'contracted') found.push(id);
    }
    return found;
  });
  const paying = contracted.at(-1);
  const amended = contracted.at(-2);
  if (amended) await openAmendment(officer, amended);
  if (!paying) return;
  const known = await inProvince(officer, (tx) => requestsOf(tx, officer.province, paying));
  if (known.length > 0) return;
  const report = { percent: '85', spent: '500 triệu', reportedOn: formatDate(todayIn(now)) };
  const description = 'Máy đã về xưởng và lắp xong, đang chạy thử.';
  await reportProgress(officer, paying, { fields: { ...report, description }, file: null });
  const [last] = await inProvince(officer, (tx) => reportsOf(tx, officer.province, paying));
  const specialist = { ...people.departmentSpecialist, now };
  if (last) await certifyProgress(specialist, paying, { report: last.id, verdict: 'certified' });
  const papers = await inProvince(officer, async (tx) => {
    const project = (await projectFor(tx, officer, paying))!;
    const facts = await factsOf(tx, officer, project, todayIn(now));
    const needed = await neededPapers(tx, facts, 'advance', facts.today);
    const [paper] = (await documentsOf(tx, officer.province, projectSubject(paying))).filter(
      (one) => one.file_hash !== null,
    );
    return needed.map(({ code }) => [`papers.${code}`, paper?.id ?? ''] as const);
  });
  const fields = {
    ...{ key: newId(now.getTime()), amount: '40 triệu', payee: 'Cơ sở thực hiện' },
    ...{ account: '1010 2030 40', bank: 'Agribank Nghệ An', ...Object.fromEntries(papers) },
  };
  await askPayment(officer, { projectId: paying, fields, files: new Map() });
}
