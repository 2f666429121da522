import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, ok, type Dong, type FormFields, type Result } from '#kernel';
import { saveNormDraft, startNormDraft, type NormInput } from '#law/server';
import { inProvince } from '#platform/server';
import {
  cast,
  CAST_NOW,
  fundWith,
  newWorkshop,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
  type TestDatabase,
} from '#testing';
import { askForSimulation, cancelSimulation, takeUpSimulations } from './ask-for-simulation.server.ts';
import { runSimulation } from './run-simulation.server.ts';
import { readSimulationQuestion } from './simulation.form.ts';
import { findSimulation, simulationsOf } from './simulation.store.server.ts';
import type { SimulatedProject } from './simulated-project.ts';

const million = (n: number): Dong => dong(n * 1_000_000);
const clock = () => CAST_NOW;
const asked = { fromYear: 2024, untilYear: 2026, projects: 'kept', content: null, locale: 'vi' } as const;
const machines: NormInput = {
  content: 'MM-01',
  unit: 'establishment',
  rule: { kind: 'percent_with_cap', percent: 40, cap: '200 triệu' },
  verification: 'full_text',
};

let database: TestDatabase;
let people: Cast;
let draftId: string;
let project: string;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  const fund = await fundWith(people, million(5000));
  const send = async (over: FormFields) => {
    const { owner, establishmentId } = await newWorkshop(people);
    return submitted(owner, establishmentId, over);
  };
  project = await send({});
  await walkTo(people, project, fund.id, 'approve_plan');
  await send({
    'costLines.0.unitPrice': '300 triệu',
    'machines.0.unitPrice': '300 triệu',
    asked: '150 triệu',
  });
  await send({ procedure: 'national' });
  draftId = await draftWith([machines]);
});

async function draftWith(norms: NormInput[]): Promise<string> {
  const cx = people.departmentSpecialist;
  const { id } = expectOk(await startNormDraft(cx, { from: 'nothing', fund: 'local' }));
  expectOk(await saveNormDraft(cx, id, 1, (input) => ok({ ...input, norms })));
  return id;
}

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const scope = () => ({ db: database.db, province: '40' });
const read = (id: string) => inProvince(scope(), async (tx) => (await findSimulation(tx, '40', id))!);
const jobs = async (id: string) =>
  (await database.super.query(`select from graphile_worker.jobs where key = $1`, [`simulation:${id}`])).rows
    .length;

async function simulated(over: Partial<typeof asked> | object = {}) {
  const { id } = expectOk(
    await askForSimulation(people.departmentSpecialist, draftId, { ...asked, ...over }),
  );
  const rows: SimulatedProject[] = [];
  const ended = await runSimulation(scope(), id, {
    clock,
    take: (projects) => Promise.resolve(rows.push(...projects)),
  });
  return { id, rows, ended, found: await read(id) };
}

describe('a simulation', () => {
  it('computes the projects of its fund and years twice, beside what the funds were given', async () => {
    const { rows, found, ended } = await simulated();
    expect(ended).toBe('ready');
    expect(found).toMatchObject({ state: 'ready', rowsDone: 2, rowsTotal: 2, draftRevision: 2 });
    expect(found.result).toMatchObject({
      // 300 and 150 million by the national level standing in; 200 and 120 by the draft.
      total: { projects: 2, before: million(450), after: million(320), outcomes: { loses: 2, gains: 0 } },
      money: [{ year: 2026, given: million(5000) }],
      reasons: [],
    });
    expect(found.result!.by.size).toMatchObject([{ key: 'small', projects: 2 }]);
    expect(found.result!.largest[0]).toMatchObject({
      id: project,
      before: million(300),
      after: million(200),
    });
    expect(rows.map(({ area }) => area)).toEqual(['normal', 'normal']);
  });

  it('can be narrowed to planned projects, to a content, to years', async () => {
    expect((await simulated({ projects: 'planned' })).found.result?.total.projects).toBe(1);
    expect((await simulated({ content: 'MH-01' })).found.result?.total.projects).toBe(0);
    expect((await simulated({ fromYear: 2020, untilYear: 2025 })).found.result?.total.projects).toBe(0);
  });

  it('counts what the draft refuses, with the reason', async () => {
    const low: NormInput = {
      ...machines,
      rule: { kind: 'brackets', brackets: [{ from: '1 triệu', below: '500 triệu', amount: '100 triệu' }] },
    };
    draftId = await draftWith([low]);
    const { found } = await simulated();
    expect(found.result?.total.outcomes).toMatchObject({ loses: 1, refused: 1 });
    expect(found.result?.reasons).toMatchObject([
      { content: 'MM-01', projects: 1, refusal: { code: 'norm_bracket_is_unknown' } },
    ]);
  });

  it('stays with the draft as it was asked about', async () => {
    const { id } = expectOk(await askForSimulation(people.departmentSpecialist, draftId, asked));
    expectOk(
      await saveNormDraft(people.secondSpecialist, draftId, 2, (input) => ok({ ...input, norms: [] })),
    );
    expect(await runSimulation(scope(), id, { clock })).toBe('ready');
    expect(await read(id)).toMatchObject({
      draftRevision: 2,
      result: { total: { outcomes: { refused: 1 } } },
    });
    const all = await inProvince(scope(), (tx) => simulationsOf(tx, '40', draftId));
    expect(all[0]).toMatchObject({ id, askedBy: 'Nguyễn Thị Hạnh' });
  });
});

describe('what may go wrong', () => {
  it('is refused to who neither writes nor publishes norms, without a draft, with years turned', async () => {
    expect(codeOf(await askForSimulation(people.centreOfficer, draftId, asked))).toBe('not_permitted');
    expect(codeOf(await askForSimulation(people.provincialApprover, draftId, asked))).toBe('done');
    expect(codeOf(await askForSimulation(people.departmentSpecialist, 'x', asked))).toBe(
      'norm_draft_not_found',
    );
    const fields = { fromYear: '2025', untilYear: '2024', projects: 'kept', content: '' };
    expect(codeOf(readSimulationQuestion(fields))).toBe('simulation_years_turned');
  });

  it('a cancelled one stops at its next page and has no result', async () => {
    const { id } = expectOk(await askForSimulation(people.departmentSpecialist, draftId, asked));
    expect(codeOf(await cancelSimulation(people.centreOfficer, id))).toBe('not_permitted');
    expect(codeOf(await cancelSimulation(people.departmentSpecialist, 'x'))).toBe('simulation_not_found');
    const ended = await runSimulation(scope(), id, {
      clock,
      begin: () => cancelSimulation(people.departmentLeader, id),
    });
    expect(ended).toBe('stopped');
    expect(await read(id)).toMatchObject({ state: 'cancelled', result: null });
    expect(codeOf(await cancelSimulation(people.departmentLeader, id))).toBe('simulation_has_ended');
    expect(await runSimulation(scope(), id, { clock })).toBe('stopped');
  });

  it('two at once do each other no harm', async () => {
    const ids = await Promise.all(
      [1, 2].map(async () => expectOk(await askForSimulation(people.departmentLeader, draftId, asked)).id),
    );
    const ended = await Promise.all(ids.map((id) => runSimulation(scope(), id, { clock })));
    expect(ended).toEqual(['ready', 'ready']);
    const [one, other] = await Promise.all(ids.map(read));
    expect(one!.result).toEqual(other!.result);
  });

  it('what a killed worker left is begun anew a minute later, and the dead one writes nothing more', async () => {
    const { id } = expectOk(await askForSimulation(people.departmentSpecialist, draftId, asked));
    let again: Promise<string> | undefined;
    // In the midst of the first run a second one takes over, as after a kill that was none.
    const first = await runSimulation(scope(), id, {
      clock,
      begin: async () => {
        await database.super.query(`delete from graphile_worker._private_jobs where key = $1`, [
          `simulation:${id}`,
        ]);
        await inProvince(scope(), (tx) => takeUpSimulations(tx, '40', new Date(CAST_NOW.getTime() + 30_000)));
        expect(await jobs(id)).toBe(0);
        await inProvince(scope(), (tx) => takeUpSimulations(tx, '40', new Date(CAST_NOW.getTime() + 61_000)));
        expect(await jobs(id)).toBe(1);
        again = runSimulation(scope(), id, { clock });
        await again;
      },
    });
    expect(first).toBe('stopped');
    expect(await again).toBe('ready');
    expect(await read(id)).toMatchObject({ state: 'ready', run: 2 });
  });

  it('one that fails midway says so, and runs again', async () => {
    const { id } = expectOk(await askForSimulation(people.departmentSpecialist, draftId, asked));
    const broken = runSimulation(scope(), id, { clock, take: () => Promise.reject(new Error('disk full')) });
    await expect(broken).rejects.toThrow('disk full');
    expect(await read(id)).toMatchObject({ state: 'failed', result: null });
    expect(await runSimulation(scope(), id, { clock })).toBe('ready');
  });
});
