import { beforeAll, expect, it } from 'vitest';
import { expectOk, ok, type Result } from '#kernel';
import { inProvince } from '#platform/server';
import { publishNormSet } from '#projects/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  dropNormDraft,
  findNormDraft,
  saveNormDraft,
  startNormDraft,
  takeUpNormDraft,
  unpublishedNormDrafts,
} from './index.server.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const codeOf = (result: Result<unknown>) => (result.ok ? 'done' : result.refusal.code);
const read = (id: string) => inProvince(people.centreOfficer, (tx) => findNormDraft(tx, '40', id));

it('a dropped draft is read and not written, says who dropped it and why, and can be taken up again', async () => {
  const cx = people.departmentSpecialist;
  const { id } = expectOk(await startNormDraft(cx, { from: 'nothing', fund: 'local' }));
  const reason = 'Hội đồng nhân dân lùi sang năm sau';
  expect(codeOf(await dropNormDraft(people.centreOfficer, { id, revision: 1, reason }))).toBe(
    'not_permitted',
  );
  expect(codeOf(await dropNormDraft(cx, { id, revision: 1, reason: '  ' }))).toBe('norm_drop_needs_reason');
  expect(codeOf(await dropNormDraft(cx, { id, revision: 7, reason }))).toBe('norm_draft_changed_meanwhile');
  expect(codeOf(await takeUpNormDraft(cx, id))).toBe('norm_draft_changed_meanwhile');
  expect(codeOf(await dropNormDraft(cx, { id: 'x', revision: 1, reason }))).toBe('norm_draft_not_found');

  expectOk(await dropNormDraft(cx, { id, revision: 1, reason }));
  expect(await read(id)).toMatchObject({
    state: 'dropped',
    dropped: { by: 'Nguyễn Thị Hạnh', reason },
    revision: 1,
  });
  expect(codeOf(await saveNormDraft(cx, id, 1, (input) => ok(input)))).toBe('norm_draft_changed_meanwhile');
  expect(codeOf(await publishNormSet(people.secondLeader, { draftId: id, revision: 1, reason: null }))).toBe(
    'norm_draft_changed_meanwhile',
  );
  const listed = await inProvince(cx, (tx) => unpublishedNormDrafts(tx, '40'));
  expect(listed.map((draft) => draft.state)).toEqual(['dropped']);

  expectOk(await takeUpNormDraft(people.secondSpecialist, id));
  expect(await read(id)).toMatchObject({ state: 'open', dropped: null });
  expectOk(await saveNormDraft(cx, id, 1, (input) => ok(input)));
  const { rows } = await database.super.query<{ kind: string; reason: string | null }>(
    `select kind, reason from records.event where subject_id = $1 and kind like 'norm_draft.%' order by at, id`,
    [id],
  );
  expect(rows.map((row) => row.kind)).toEqual(
    expect.arrayContaining(['norm_draft.dropped', 'norm_draft.taken_up']),
  );
  expect(rows.find((row) => row.kind === 'norm_draft.dropped')?.reason).toBe(reason);
});

it('the application moves no state by itself, and drops no draft of another province', async () => {
  const { id } = expectOk(
    await startNormDraft(people.departmentSpecialist, { from: 'nothing', fund: 'local' }),
  );
  await expect(
    inProvince(people.departmentSpecialist, (tx) =>
      tx.updateTable('law.norm_draft').set({ state: 'dropped' }).where('id', '=', id).execute(),
    ),
  ).rejects.toThrow(/permission denied/);
  const client = await database.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('kc.province', '38', true)`);
    await expect(client.query(`select law.take_up_norm_draft('40', $1)`, [id])).rejects.toThrow(
      /another province/,
    );
  } finally {
    await client.query('rollback');
    client.release();
  }
});
