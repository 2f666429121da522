import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appraised, cast, fundWith, newWorkshop, submitted, testDatabase, type Cast } from '#testing';
import {
  askForProposal,
  beginPlan,
  cancelProposal,
  findProposal,
  findScenario,
  runProposal,
  scenariosOf,
  takeChoice,
} from '#appraisal/server';
import { dong, expectOk } from '#kernel';
import { inProvince } from '#platform/server';
import { startSolver } from './solver.ts';

let people: Cast;
let scenarioId: string;
const solver = startSolver();
afterAll(() => solver.stop());

beforeAll(async () => {
  people = await cast((await testDatabase()).db);
  for (let i = 0; i < 3; i++) await appraised(people);
  const { owner, establishmentId } = await newWorkshop(people);
  await submitted(owner, establishmentId);
  await fundWith(people, dong(700_000_000), 'provincial', 'Nguồn đề xuất');
  const asked = { year: 2026, procedure: 'provincial', name: 'Phương án 1' } as const;
  const { id } = expectOk(await beginPlan(people.centreOfficer, asked));
  scenarioId = (await read((tx) => scenariosOf(tx, people.province, id)))[0]!.id;
}, 120_000);

const read = <T>(work: Parameters<typeof inProvince<T>>[1]) => inProvince(people.centreOfficer, work);
const scope = () => ({ db: people.centreOfficer.db, province: people.province });
const run = (id: string) => runProposal(scope(), id, solver.solve, () => people.now);
const found = async (id: string) => (await read((tx) => findProposal(tx, people.province, id)))!;

describe('a proposal that was asked for', () => {
  it('is computed from what waits and what is free, kept exactly, and taken over into the scenario', async () => {
    const { id } = expectOk(await askForProposal(people.centreOfficer, scenarioId));
    expect(await run(id)).toBe('ready');
    const { result, stepsDone, stepsTotal } = await found(id);
    expect([stepsDone, stepsTotal]).toEqual([1, 2]);
    if (result?.kind !== 'proposal') throw new Error('no proposal');
    const { lines, worth, reasons, more } = result.proposal;
    expect(lines.map(({ support }) => support)).toEqual([300_000_000n, 300_000_000n]);
    expect(worth.money).toBe(600_000_000n);
    expect(
      Object.values(reasons)
        .map(({ code }) => code)
        .toSorted(),
    ).toEqual(['chosen', 'chosen', 'does_not_fit', 'not_appraised']);
    expect(more[0]?.worth.money).toBe(300_000_000n);
    expectOk(await takeChoice(people.centreOfficer, scenarioId, 0, { lines, out: [] }));
    const scenario = await read((tx) => findScenario(tx, people.province, scenarioId));
    expect(scenario?.choice.lines).toEqual(lines);
  });

  it('is not computed once it was stopped', async () => {
    const { id } = expectOk(await askForProposal(people.centreOfficer, scenarioId));
    expectOk(await cancelProposal(people.centreOfficer, id));
    expect(await run(id)).toBe('stopped');
    expect(await found(id)).toMatchObject({ state: 'cancelled', result: null });
    expect(await cancelProposal(people.centreOfficer, id)).toMatchObject({
      refusal: { code: 'proposal_has_ended' },
    });
  });
});
