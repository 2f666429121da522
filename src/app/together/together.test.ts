import { beforeAll, describe, expect, it } from 'vitest';
import { act, cast, newWorkshop, provincialWay, submitted, testDatabase, type Cast } from '#testing';
import type { Context } from '#people/server';
import { expectOk } from '#kernel';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { acts } from '../acts.ts';
import { actsTogether } from './acts-together.ts';
import { actTogetherFromForm, loadTogether } from './together-page.ts';

let people: Cast;
const ids: string[] = [];

beforeAll(async () => {
  const { db } = await testDatabase({ max: 12 });
  people = await cast(db);
  for (let i = 0; i < 3; i++) {
    const workshop = await newWorkshop(people);
    const id = await submitted(workshop.owner, workshop.establishmentId);
    for (const [who, event, fields] of provincialWay('')) {
      if (event === 'conclude_appraisal') break;
      expectOk(await act(people[who] as Context, id, event, fields));
    }
    ids.push(id);
  }
});

const read = (id: string) =>
  inProvince(people.departmentLeader, async (tx) => (await projectFor(tx, people.departmentLeader, id))!);
const seen = async (id: string) => `${id}@${(await read(id)).revision}`;

function conclude(who: Context, chosen: readonly string[]) {
  const body = new FormData();
  body.set('note', '');
  for (const one of chosen) body.append('chosen', one);
  const request = new Request('https://khuyencong.test/', { method: 'POST', body });
  return actTogetherFromForm(who, 'vi', 'conclude_appraisal', request);
}

const refusals = (answer: Awaited<ReturnType<typeof conclude>>) =>
  'outcomes' in answer ? answer.outcomes.map(({ refused }) => refused) : undefined;

describe('one act on several projects', () => {
  it('is offered only for acts that ask for words and dates, and demand no paper', () => {
    for (const event of Object.keys(actsTogether)) {
      const one = acts.find((known) => known.event === event)!;
      expect(one.paper?.required ?? false, event).toBe(false);
      for (const field of one.fields) expect(['text', 'longtext', 'date'], event).toContain(field.kind);
    }
  });

  it('shows what the act rests on, to those whose turn it is', async () => {
    const url = new URL('https://khuyencong.test/');
    const { rows } = await loadTogether(people.departmentLeader, 'conclude_appraisal', url);
    expect(rows.map(({ projectId }) => projectId)).toEqual(expect.arrayContaining(ids));
    expect(rows[0]?.said).toMatchObject({ by: 'Nguyễn Thị Hạnh', amount: expect.any(BigInt) });
    const others = await loadTogether(people.centreOfficer, 'conclude_appraisal', url);
    expect(others.rows).toEqual([]);
    await expect(loadTogether(people.centreAccountant, 'pay', url)).rejects.toMatchObject({ status: 404 });
  });

  it('asks for a choice, and refuses each to whoever may not', async () => {
    const none = await conclude(people.departmentLeader, []);
    expect(none).toMatchObject({ status: 422, data: { errors: [{ message: 'Chưa chọn đề án nào.' }] } });
    const not = await conclude(people.centreOfficer, [await seen(ids[0]!)]);
    expect(refusals(not)).toEqual([expect.any(String)]);
  });

  it('does each by itself, and one of two leaders at once is told that somebody acted meanwhile', async () => {
    const [first, second, stale] = await Promise.all(ids.map(seen));
    const both = await Promise.all([
      conclude(people.departmentLeader, [first!, `${stale!.split('@')[0]}@0`]),
      conclude(people.secondLeader, [first!, second!]),
    ]);
    const said = both.map((answer) => refusals(answer)!);
    expect(said.map(([one]) => one).filter((one) => one === null)).toHaveLength(1);
    expect(said[0]![1]).toBeTypeOf('string');
    expect(said[1]![1]).toBeNull();
    expect(both[0]).toMatchObject({ chosen: expect.arrayContaining([`${stale!.split('@')[0]}@0`]) });
    expect((await Promise.all(ids.map(read))).map(({ state }) => state)).toEqual([
      'appraised',
      'appraised',
      'appraisal_prepared',
    ]);
  });
});
