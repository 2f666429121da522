import { beforeAll, describe, expect, it } from 'vitest';
import { act, cast, fundWith, newWorkshop, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { dong, expectOk, type FormFields } from '#kernel';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { conditionsOf, machinesOf } from './acceptance.store.server.ts';
import { meetCondition } from './meet-condition.server.ts';

let people: Cast;

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
});

async function underContract(): Promise<string> {
  const workshop = await newWorkshop(people);
  const id = await submitted(workshop.owner, workshop.establishmentId);
  const fund = await fundWith(people, dong(310_000_000), 'provincial', `Nguồn ${id}`);
  await walkTo(people, id, fund.id, 'pay_advance');
  return id;
}
const accept = (id: string, more: FormFields = {}) =>
  act(people.secondOfficer, id, 'accept_works', {
    ...{ heldOn: '23/11/2026', place: 'Xã Quỳ Hợp', participants: 'Trung tâm, cơ sở', findings: 'Tốt' },
    ...more,
  });
const pay = (id: string) => act(people.centreAccountant, id, 'request_payment', { amount: '290 triệu' });
const conditional = { result: 'conditional', conditions: 'Lắp che chắn', conditionsDue: '15/12/2026' };
const met = (id: string) =>
  meetCondition(people.centreOfficer, id, { fields: { note: 'Đã lắp che chắn' }, file: null });

describe('acceptance', () => {
  it('on conditions: nothing is paid before they are met, and the wait is due with them', async () => {
    const id = await underContract();
    expect(await accept(id, { ...conditional, conditionsDue: '' })).toMatchObject({
      refusal: { code: 'field_is_empty', field: 'conditionsDue' },
    });
    expect(await accept(id, { ...conditional, result: 'passed' })).toMatchObject({ ok: false });
    expect(await accept(id, { ...conditional, conditionsDue: '23/11/2026' })).toMatchObject({
      refusal: { code: 'conditions_are_due_already' },
    });
    expectOk(await accept(id, conditional));
    const project = await inProvince(people.centreOfficer, (tx) => projectFor(tx, people.centreOfficer, id));
    expect(project!.dueOn).toBe('2026-12-15');
    expect(await pay(id)).toMatchObject({ refusal: { code: 'acceptance_condition_is_open' } });
    const answers = await Promise.all([met(id), met(id)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expectOk(await pay(id));
  });

  it('whose conditions are not met is done anew', async () => {
    const id = await underContract();
    expectOk(await accept(id, conditional));
    expectOk(
      await act(people.secondOfficer, id, 'fail_acceptance', {
        ...{ heldOn: '23/11/2026', place: 'Xã', participants: 'Các bên', findings: 'Chưa lắp che chắn' },
      }),
    );
    expectOk(await accept(id));
    expectOk(await pay(id));
    const kept = await inProvince(people.centreOfficer, (tx) => conditionsOf(tx, people.province, id));
    expect(kept).toMatchObject([{ state: 'failed', note: 'Chưa lắp che chắn' }]);
  });

  it('tells where a machine of the same serial number was accepted before', async () => {
    const [one, other] = [await underContract(), await underContract()];
    expectOk(await accept(one, { serialNumbers: 'SN-001/A, SN-002' }));
    expectOk(await accept(other, { serialNumbers: 'sn 001 a\nSN-003' }));
    const machines = await inProvince(people.centreOfficer, (tx) => machinesOf(tx, people.province, other));
    const found = machines.map((machine) => [machine.serial, machine.elsewhere.map(({ id }) => id)]);
    expect(found.toSorted()).toEqual([
      ['SN-003', []],
      ['sn 001 a', [one]],
    ]);
  });
});
