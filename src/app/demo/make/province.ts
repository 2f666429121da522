import { addDays, expectOk, todayIn, type LocalDate } from '#kernel';
import { loadHistory } from '#reporting/server';
import { CAST_PROVINCE, makeCast } from '../cast.ts';
import type { ProvincePlan } from '../plan/plan.ts';
import type { DemoTools } from '../tools.ts';
import { makeAfterApproval } from './after-approval.ts';
import { makeContracts } from './contracts.ts';
import { makeAbsences } from './absences.ts';
import { makeCouncil } from './council.ts';
import { makeSeveralProvinces } from './several-provinces.ts';
import { makeFunds } from './funds.ts';
import { makeGroupProject } from './group-project.ts';
import { makeNextPlan } from './next-plan.ts';
import { makeNeeds } from './needs.ts';
import { registerWorkshop, type Owned } from './owners.ts';
import { openPress } from './papers.ts';
import { makeIssuedPapers } from './issued-papers.ts';
import { makeProcedureDraft } from './procedure.ts';
import { meterOf, together, type Progress } from './progress.ts';
import { beginProject, carryThrough, submitProject, type Begun, type Workbench } from './projects.ts';
import { makeSettlements } from './settlements.ts';
import { makeSignatures } from './signatures.ts';
import { endYear } from './year-end.ts';

/** Projects worked on at the same time: two cores and one disk are busy with this many. */
const AT_ONCE = 6;

/** Carries a plan out through the use cases, step by step; each step finds what was done before. */
export async function makeProvince(tools: DemoTools, plan: ProvincePlan, now: Date): Promise<void> {
  const { db, files } = tools.opened;
  const total =
    plan.workshops.length + plan.projects.reduce((sum, project) => sum + 1 + project.acts.length, 0);
  const meter = meterOf(total, tools.progress ?? sayOn(tools.note), tools.check ?? (() => {}));

  meter.enter('people');
  const opensAt = beforeAll(plan);
  const people = await makeCast(db, { now: opensAt, sample: true });

  meter.enter('establishments');
  const owned = new Map<number, Owned>();
  await together(plan.workshops, AT_ONCE, async (index) => {
    owned.set(index, await registerWorkshop(people, index, registeredAt(plan, index, opensAt)));
    meter.step();
  });

  meter.enter('funds');
  const funds = await makeFunds(people, plan.money);
  const bench: Workbench = { people, funds, press: openPress(files, CAST_PROVINCE), step: meter.step };

  meter.enter('requests');
  const begun = new Map<number, Begun>();
  await together([...plan.projects.entries()], AT_ONCE, async ([i, project]) => {
    begun.set(i, await beginProject(bench, project, owned.get(project.workshop)!));
    meter.step();
  });
  // Numbers are given in the order of submission, so here one comes after the other.
  const inOrder = [...begun.entries()]
    .filter(([, { plan: project }]) => project.acts.length > 0)
    .sort(([i, a], [j, b]) => a.plan.acts[0]!.at.getTime() - b.plan.acts[0]!.at.getTime() || i - j);
  for (const [i, project] of inOrder) begun.set(i, await submitProject(bench, project));

  meter.enter('acts');
  await together([...begun.values()], AT_ONCE, (project) => carryThrough(bench, project));

  await makeCouncil(people, files, now);
  await makeSeveralProvinces(people, now);

  meter.enter('year_end');
  const ids = plan.projects.map((_, i) => begun.get(i)!.id);
  for (const { year, at } of plan.money.yearEnds) await endYear(people, year, at, ids);
  await makeAfterApproval(people, now, ids);
  await makeContracts(people, now, ids);
  await makeSignatures(people, files, now, ids);
  await makeSettlements(people, now, ids);

  if (plan.projects.filter(({ until }) => until === 'appraised').length > 3) {
    await makeNextPlan(people, now);
    const workshops = [...owned.values()].map(({ establishmentId }) => establishmentId);
    await makeGroupProject(people, now, workshops.toReversed());
  }
  await makeAbsences(people, now);
  await makeProcedureDraft(people, now);
  await makeIssuedPapers(people, files, now, ids);

  await makeNeeds(people, owned, now);
  meter.enter('history');
  expectOk(await loadHistory({ db, province: CAST_PROVINCE, actor: null, now }));
}

/** The province is open some weeks before the first request is written. */
function beforeAll(plan: ProvincePlan): Date {
  const first = Math.min(
    ...plan.projects.map((project) => project.draft.at.getTime()),
    ...plan.money.funds.map((fund) => fund.openedAt.getTime()),
  );
  return morningOf(addDays(todayIn(new Date(first)), -45));
}

/** An establishment registers before it writes its first request. */
function registeredAt(plan: ProvincePlan, index: number, opensAt: Date): Date {
  const drafts = plan.projects.filter((p) => p.workshop === index).map((p) => p.draft.at.getTime());
  if (drafts.length === 0) return new Date(opensAt.getTime() + 86_400_000);
  return morningOf(addDays(todayIn(new Date(Math.min(...drafts))), -9 - (index % 20)));
}

const morningOf = (day: LocalDate) => new Date(`${day}T08:30:00+07:00`);

/** A line a stage, and one every tenth of the way. */
function sayOn(note: DemoTools['note']): (progress: Progress) => void {
  let said = '';
  return ({ stage, done, total }) => {
    const line = `sample province: ${stage.replace('_', ' ')}, ${Math.floor((done * 10) / total) * 10} %`;
    if (line !== said) note(line);
    said = line;
  };
}
