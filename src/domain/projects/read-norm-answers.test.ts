import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, localDate, type Dong, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { cast, fundWith, registered, submitted, testDatabase, walkTo, type Cast } from '#testing';
import { projectFor, readNormAnswers } from './index.server.ts';

let people: Cast;
let owner: Context;
let establishmentId: string;
const million = (n: number): Dong => dong(n * 1_000_000);

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
  ({ owner, establishmentId } = await registered(people));
});

const answersOn = (id: string, on: LocalDate) =>
  inProvince(people.centreOfficer, async (tx) => {
    const project = (await projectFor(tx, people.centreOfficer, id))!;
    return (await readNormAnswers(tx, people.centreOfficer, project, on))!;
  });

describe('the support of a project, computed for another day', () => {
  it('shows what older rules would have given beside the set frozen at approval, which stays', async () => {
    const fund = await fundWith(people, million(500));
    const id = await submitted(owner, establishmentId);
    const before = await answersOn(id, localDate('2026-11-23'));
    expect(before.frozen).toBeNull();
    expect(expectOk(before.onDay).amount).toBe(million(300));

    await walkTo(people, id, fund.id, 'approve_plan');
    const later = await answersOn(id, localDate('2016-05-01'));
    expect(later.frozen?.on).toBe('2026-11-23');
    expect(expectOk(later.frozen!.answer)).toMatchObject({
      amount: million(300),
      set: { id: 'national-2018-05-11' },
    });
    expect(expectOk(later.onDay)).toMatchObject({ amount: million(200), set: { id: 'national-2014-04-08' } });
    expect((await answersOn(id, localDate('2010-01-01'))).onDay).toMatchObject({
      ok: false,
      refusal: { code: 'date_before_first_norm_set' },
    });
  });
});
