import { addDays, expectOk, formatDate, todayIn, type Dong, type Rate } from '#kernel';
import { findEstablishment } from '#establishments/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { lineFields, type State } from '#projects';
import {
  addQuotation,
  changesOf,
  decideChange,
  factsOf,
  projectFor,
  projectSubject,
  quotedOf,
  requestChange,
  termsOf,
} from '#projects/server';
import { documentsOf } from '#records/server';
import type { Cast } from '../cast.ts';

/** Quotations of one project in the plan, and two changes of projects under contract; done again, it changes nothing. */
export async function makeAfterApproval(people: Cast, now: Date, ids: readonly string[]): Promise<void> {
  const officer = { ...people.centreOfficer, now };
  const found = await inProvince(officer, async (tx) => {
    const projects = [];
    for (const id of ids) {
      const project = await projectFor(tx, officer, id);
      if (project?.procedure === 'provincial') projects.push(project);
    }
    return projects;
  });
  const inState = (state: State) => found.filter((project) => project.state === state).map(({ id }) => id);
  const [planned] = inState('planned');
  if (planned) await quote(officer, planned);
  const [decided, asked] = inState('contracted');
  const change =
    decided && (await ask(officer, decided, 'Xã nhận phối hợp giám sát', { coordinatingUnit: 'UBND xã' }));
  const leader = { ...people.departmentLeader, now };
  if (change)
    expectOk(
      await decideChange(leader, {
        ...change,
        fields: {
          ...{ verdict: 'approved', decisionNumber: '118/QĐ-SCT', decisionDate: formatDate(todayIn(now)) },
        },
      }),
    );
  if (asked) await ask(officer, asked, 'Nhà cung cấp giao máy chậm', {}, 30);
}

/** Asks for a change where none has been asked for; undefined where one has, or nothing would change. */
async function ask(
  cx: Context,
  id: string,
  reason: string,
  over: Readonly<Record<string, string>>,
  daysMore = 0,
) {
  const { project, terms, taxCode, known } = await inProvince(cx, async (tx) => {
    const loaded = (await projectFor(tx, cx, id))!;
    const owner = await findEstablishment(tx, loaded.establishmentId!);
    return {
      project: loaded,
      terms: termsOf(loaded, await factsOf(tx, cx, loaded, todayIn(cx.now))),
      taxCode: owner!.taxCode,
      known: await changesOf(tx, cx.province, id),
    };
  });
  if (known.length > 0) return undefined;
  const { commune, content, endsOn } = terms;
  const fields = {
    ...{ reason, commune: commune ?? '', content, taxCode, ...lineFields(terms.lines ?? []) },
    endsOn: endsOn === null ? '' : addDays(endsOn, daysMore),
    ...over,
  };
  const input = { projectId: id, revision: project.revision, fields, file: null };
  const done = await requestChange(cx, input);
  return done.ok ? { changeId: done.value.id, revision: project.revision } : undefined;
}

/** Two quotations for the first line, neither below its price. */
async function quote(cx: Context, id: string): Promise<void> {
  const { line, paper, known } = await inProvince(cx, async (tx) => {
    const project = (await projectFor(tx, cx, id))!;
    const papers = await documentsOf(tx, cx.province, projectSubject(id));
    return {
      line: (await factsOf(tx, cx, project, todayIn(cx.now))).estimateLines[0],
      paper: papers.find((p) => p.kind === 'quotation' && p.file_hash !== null)?.id,
      known: (await quotedOf(tx, cx.province, id)).quotations,
    };
  });
  if (!line || !paper || known.length > 0) return;
  const vat = 800n as Rate;
  for (const [i, supplier] of ['Công ty TNHH Thiết bị Sông Lam', 'Công ty CP Cơ khí Trường Thi'].entries()) {
    // Rounded up, so that with VAT it is not below the estimate's price.
    const unitPrice = ((line.unitPrice * BigInt(100 + 3 * i) * 100n) / (10_000n + vat) + 1n) as Dong;
    expectOk(
      await addQuotation(cx, id, {
        ...{ supplier, number: `${24 + i}/BG`, issuedOn: todayIn(cx.now), validUntil: null },
        ...{ document: paper, file: null, prices: [{ label: line.label, group: null, unitPrice, vat }] },
      }),
    );
  }
}
