import { describe, expect, it } from 'vitest';
import { dong, expectOk, ok, type FormFields, type Result } from '#kernel';
import { saveNormDraft, startNormDraft, type NormSetInput } from '#law/server';
import type { Context } from '#people/server';
import { act, cast, fundWith, provincialWay, registered, submitted, testDatabase, type Cast } from '#testing';
import { editNormDraft, publishNormSet } from './index.server.ts';

const NATIONAL = 'national-2018-05-11';

const refusals = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])];
const codes = (result: Result<unknown>) => refusals(result).map(({ code }) => code);

/** The Cục publishes from one province; the project stands in another. */
async function twoProvinces() {
  const database = await testDatabase({ max: 16 });
  const here = await cast(database.db, { province: '38' });
  const there = await cast(database.db);
  const { owner, establishmentId } = await registered(there);
  const fund = await fundWith(there, dong(5_000_000_000));
  const id = await submitted(owner, establishmentId);
  let plan: FormFields = {};
  for (const [who, event, fields] of provincialWay(fund.id)) {
    plan = fields;
    if (event === 'approve_plan') break;
    expectOk(await act(there[who] as Context, id, event, fields));
  }
  return { database, here, there, approve: () => act(there.provincialApprover, id, 'approve_plan', plan) };
}

/** A copy of the national norms, or their correction, changed; at its second revision. */
async function nationalDraft(
  { cucOfficer }: Cast,
  from: 'set' | 'correction',
  change: (input: NormSetInput) => NormSetInput,
): Promise<string> {
  const { id } = expectOk(await startNormDraft(cucOfficer, { from, set: NATIONAL }));
  expectOk(await saveNormDraft(cucOfficer, id, 1, (input) => ok(change(input))));
  return id;
}

const publish = ({ secondCucOfficer }: Cast, draftId: string) =>
  publishNormSet(secondCucOfficer, { draftId, revision: 2, reason: null });
const beginning = (from: string) => (input: NormSetInput) => ({ ...input, from });
const withoutMachines = (input: NormSetInput) => ({
  ...input,
  norms: input.norms.filter(({ content, rule }) => content !== 'MM-01' && rule.kind !== 'same_as'),
});

describe('norms of the whole country', () => {
  it('do not end before the day a plan of another province was approved under them', async () => {
    const { here, approve } = await twoProvinces();
    expectOk(await approve());
    const sameDay = await publish(here, await nationalDraft(here, 'set', beginning('2026-11-23')));
    // How many and where, and nothing more of another province's projects.
    expect(refusals(sameDay)).toEqual([
      {
        code: 'norm_set_binds_projects_elsewhere',
        params: { from: '2026-11-23', provinces: 'Nghệ An: 1' },
      },
    ]);
    expectOk(await publish(here, await nationalDraft(here, 'set', beginning('2026-11-24'))));
  });

  it('keep, when corrected, what projects of any province use; said while the row is taken out', async () => {
    const { here, approve } = await twoProvinces();
    expectOk(await approve());
    const draft = await nationalDraft(here, 'correction', (input) => input);
    const change = (input: NormSetInput) => ok(withoutMachines(input));
    expect(refusals(await editNormDraft(here.cucOfficer, draft, 2, change))).toMatchObject([
      { code: 'norm_is_in_use_elsewhere', params: { provinces: 'Nghệ An: 1' } },
    ]);
    const other = (input: NormSetInput) =>
      ok({ ...input, norms: input.norms.filter(({ content }) => content !== 'TT-01') });
    expectOk(await editNormDraft(here.cucOfficer, draft, 2, other));
    expect(codes(await editNormDraft(here.centreOfficer, draft, 3, change))).toEqual(['not_permitted']);
    // Whoever goes around the page is stopped where it counts.
    const around = await nationalDraft(here, 'correction', withoutMachines);
    expect(codes(await publish(here, around))).toEqual(['norm_is_in_use_elsewhere']);
  });

  it('wait for an approval under way in another province, and see it then', async () => {
    const { database, here, approve } = await twoProvinces();
    const draft = await nationalDraft(here, 'set', beginning('2026-11-23'));
    const holder = await database.super.connect();
    await holder.query('begin');
    await holder.query(`select from funds.account where province = '40' for update`);
    const approved = approve();
    await new Promise((resolve) => setTimeout(resolve, 400));
    let done = false;
    const published = publish(here, draft).finally(() => (done = true));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(done).toBe(false);
    await holder.query('rollback');
    holder.release();
    expectOk(await approved);
    expect(codes(await published)).toEqual(['norm_set_binds_projects_elsewhere']);
  });

  it.each([0, 15, 60])(
    'raced against an approval, %i ms ahead of it, never end on the day of what they bind',
    async (ahead) => {
      const { database, here, approve } = await twoProvinces();
      const draft = await nationalDraft(here, 'set', beginning('2026-11-23'));
      const later = new Promise((resolve) => setTimeout(resolve, ahead));
      const [published, approved] = await Promise.all([publish(here, draft), later.then(approve)]);
      expectOk(approved);
      const { rows } = await database.super.query<{ id: string; until: string | null }>(
        `select s.id, s.valid_until::text as until from projects.project p join law.norm_set s on s.id = p.norm_set_id`,
      );
      expect(rows).toEqual([{ id: published.ok ? published.value.setId : NATIONAL, until: null }]);
    },
  );
});
