import { beforeAll, describe, expect, it } from 'vitest';
import {
  act,
  cast,
  fundWith,
  newWorkshop,
  provincialWay,
  submitted,
  testDatabase,
  type Cast,
} from '#testing';
import { dong, expectOk } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor, reviewEstimate } from '#projects/server';
import { approveEstimatesFromForm, loadEstimates } from './estimate-list.ts';

let people: Cast;
const ids: string[] = [];

beforeAll(async () => {
  const { db } = await testDatabase({ max: 12 });
  people = await cast(db);
  for (let i = 0; i < 2; i++) {
    const workshop = await newWorkshop(people);
    const id = await submitted(workshop.owner, workshop.establishmentId);
    const fund = await fundWith(people, dong(300_000_000), 'provincial', `Nguồn ${id}`);
    for (const [who, event, fields] of provincialWay(fund.id)) {
      if (event === 'approve_estimate') break;
      expectOk(await act(people[who] as Context, id, event, fields));
    }
    ids.push(id);
  }
});

const read = (id: string) =>
  inProvince(people.financeOfficer, async (tx) => (await projectFor(tx, people.financeOfficer, id))!);
const chosen = async () => Promise.all(ids.map(async (id) => `${id}@${(await read(id)).revision}`));
const decision = { decisionNumber: '15/QĐ-STC', decisionDate: '23/11/2026', reason: 'Đã rà soát' };

function approve(
  who: Context,
  picked: readonly string[],
  fields: Readonly<Record<string, string>> = decision,
) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const one of picked) body.append('chosen', one);
  const request = new Request('https://khuyencong.test/desk/estimates', { method: 'POST', body });
  return approveEstimatesFromForm(who, 'vi', request);
}

describe('approving many estimates', () => {
  it('asks for the decision and for a choice at once, and approves none', async () => {
    const refused = await approve(people.financeOfficer, [], {});
    expect(refused).toMatchObject({ status: 422 });
    const { errors } = (refused as { data: { errors: readonly { field?: string }[] } }).data;
    expect(errors.map((e) => e.field ?? null).toSorted()).toEqual(
      expect.arrayContaining(['decisionDate', 'decisionNumber', 'reason']),
    );
    expect(errors).toHaveLength(4);
  });

  it('is refused one by one to who may not approve', async () => {
    const done = await approve(people.departmentSpecialist, await chosen());
    expect(done).toMatchObject({
      outcomes: [{ refused: expect.any(String) }, { refused: expect.any(String) }],
    });
    const { mayApprove, rows } = await loadEstimates(
      people.departmentSpecialist,
      new URL('https://khuyencong.test/'),
    );
    expect(mayApprove).toBe(false);
    expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(ids));
  });

  it('approves each by itself: one passes while one with an open question is refused', async () => {
    const [clear, asked] = ids as [string, string];
    const question = { 'lines.0.verdict': 'question', 'lines.0.reason': 'Công suất?' };
    expectOk(
      await reviewEstimate(people.departmentSpecialist, { projectId: asked, version: 1, fields: question }),
    );
    const seen = await chosen();
    const done = await approve(people.financeOfficer, seen.toReversed());
    expect(done).toMatchObject({
      outcomes: [
        { id: asked, refused: expect.stringContaining('câu hỏi') as unknown },
        { id: clear, refused: null },
      ],
    });
    expect((await read(clear)).state).toBe('estimated');
    expect((await read(asked)).state).toBe('estimate_submitted');
    // The same choice sent again, as by a second press: nothing is approved twice.
    expect(await approve(people.financeOfficer, seen)).toMatchObject({
      outcomes: [{ refused: expect.any(String) as unknown }, { refused: expect.any(String) as unknown }],
    });
  });
});
