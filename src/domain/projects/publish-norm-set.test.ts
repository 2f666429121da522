import { beforeAll, describe, expect, it } from 'vitest';
import { dong, expectOk, localDate, ok, type Result } from '#kernel';
import { evaluateOn, type SupportFacts } from '#law';
import {
  findNormDraft,
  importNormSet,
  listNormSets,
  loadNormBook,
  normSetInputOf,
  normSetText,
  saveNormDraft,
  startNormDraft,
  type NormSetInput,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  cast,
  fundWith,
  registered,
  submitted,
  testDatabase,
  walkTo,
  type Cast,
  type TestDatabase,
} from '#testing';
import { publishNormSet } from './publish-norm-set.server.ts';

const DOCUMENT = '32/2021/QĐ-UBND';
const row = {
  content: 'MM-01',
  unit: 'establishment' as const,
  rule: { kind: 'percent_with_cap' as const, percent: 40, cap: '200 triệu' },
  cite: { article: '5' },
  verification: 'full_text' as const,
  examples: [{ costs: ['700 triệu'], amount: '200 triệu' }],
};

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const write = (set: Partial<NormSetInput>) => (input: NormSetInput) =>
  ok({ ...input, document: DOCUMENT, verification: 'full_text' as const, norms: [row], ...set });

async function drafted(who: Context, set: Partial<NormSetInput>): Promise<string> {
  const { id } = expectOk(await startNormDraft(who, { from: 'nothing', fund: 'local' }));
  expectOk(await saveNormDraft(who, id, 1, write(set)));
  return id;
}

const publish = (who: Context, draftId: string, revision = 2, reason: string | null = null) =>
  publishNormSet(who, { draftId, revision, reason });

const codes = (result: Result<unknown>) =>
  result.ok ? [] : [result.refusal, ...(result.refusal.also ?? [])].map(({ code }) => code);

const machine: SupportFacts = {
  content: 'MM-01',
  fund: 'local',
  province: '40',
  area: 'normal',
  units: [{ eligibleCost: dong(450_000_000) }],
};
const amountOn = async (on: string) => {
  const book = await inProvince(people.centreOfficer, (tx) => loadNormBook(tx, '40'));
  const answer = evaluateOn(machine, localDate(on), book);
  return answer.ok ? answer.value.amount : answer.refusal.code;
};

describe('publishing norms', () => {
  it('by somebody who wrote none of it: the set before ends that day, what comes after is computed by it', async () => {
    const id = await drafted(people.departmentLeader, { from: '2026-12-01' });
    expect(await amountOn('2026-12-05')).toBe('content_has_no_norm');
    expect(codes(await publish(people.departmentLeader, id))).toEqual(['same_person_may_not']);
    expect(codes(await publish(people.departmentSpecialist, id))).toEqual(['not_permitted']);
    expect(codes(await publish(people.secondLeader, id, 1))).toEqual(['norm_draft_changed_meanwhile']);
    const { setId } = expectOk(await publish(people.secondLeader, id));
    expect(await amountOn('2026-12-01')).toBe(180_000_000n);
    expect(await amountOn('2026-11-30')).toBe('content_has_no_norm');
    const sets = await inProvince(people.centreOfficer, (tx) => listNormSets(tx, '40'));
    expect(sets.find((set) => set.id === 'local-40-2021-10-15')?.until).toBe('2026-12-01');
    expect(codes(await publish(people.secondLeader, id))).toEqual(['norm_draft_changed_meanwhile']);

    const { owner, app } = database;
    const changes = [
      [`update law.norm_set set document_code = '28/2018/TT-BTC' where id = $1`],
      [`update law.norm set verification = 'memory' where set_id = $1`],
      [`delete from law.norm where set_id = $1`],
      [`delete from law.norm_set where id = $1`],
    ] as const;
    for (const [sql] of changes) {
      await expect(owner.query(sql, [setId])).rejects.toThrow(/never changes/);
      await expect(app.query(sql, [setId])).rejects.toThrow(/permission denied/);
    }
  });

  it('says at once an example that fails, a document that is not in the library, rows above the national level', async () => {
    const id = await drafted(people.departmentSpecialist, {
      from: '2027-01-01',
      document: '99/2026/QĐ-UBND',
      norms: [{ ...row, rule: { ...row.rule, percent: 60, cap: '900 triệu' }, examples: [] }],
    });
    const refused = await publish(people.secondLeader, id);
    expect(codes(refused)).toEqual(['norm_document_is_unknown', 'norms_above_national_at']);
    expect(codes(await publish(people.secondLeader, id, 2, 'Nghị quyết của tỉnh'))).toEqual([
      'norm_document_is_unknown',
    ]);
    const failing = { ...row, examples: [{ costs: ['100 triệu'], amount: '99 triệu' }] };
    expectOk(await saveNormDraft(people.departmentSpecialist, id, 2, write({ norms: [failing] })));
    expect(codes(await publish(people.secondLeader, id, 3))).toEqual(['norm_example_gives_amount']);
  });

  it('of two publications for the same days exactly one wins', async () => {
    const ids = await Promise.all(
      [1, 2, 3, 4].map(() => drafted(people.departmentSpecialist, { from: '2027-03-01' })),
    );
    const answers = await Promise.all(ids.map((id) => publish(people.secondLeader, id)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers.flatMap(codes)).toEqual(Array(3).fill('norm_set_is_taken_meanwhile'));
  });

  it('a correction takes the place of what it puts right; the corrected version stays for its projects', async () => {
    const sets = await inProvince(people.centreOfficer, (tx) => listNormSets(tx, '40'));
    const { id: wrong } = sets.find((set) => set.from === localDate('2026-12-01'))!;
    const { id } = expectOk(
      await startNormDraft(people.departmentSpecialist, { from: 'correction', set: wrong }),
    );
    const lower = { ...row, rule: { ...row.rule, cap: '150 triệu' }, examples: [] };
    expectOk(
      await saveNormDraft(people.departmentSpecialist, id, 1, write({ from: '2026-12-01', norms: [lower] })),
    );
    const { setId } = expectOk(await publish(people.secondLeader, id));
    expect(await amountOn('2026-12-05')).toBe(150_000_000n);
    const after = await inProvince(people.centreOfficer, (tx) => listNormSets(tx, '40'));
    expect(after.find((set) => set.id === wrong)?.correctedBy).toBe(setId);
    expect(after.find((set) => set.id === setId)).toMatchObject({ corrects: wrong, until: '2027-03-01' });
  });

  it('writes a set as YAML that reads back as the same set', async () => {
    const set = await inProvince(people.centreOfficer, (tx) =>
      normSetInputOf(tx, '40', 'national-2018-05-11'),
    );
    const { id } = expectOk(await importNormSet(people.cucOfficer, normSetText(set!)));
    const draft = await inProvince(people.cucOfficer, (tx) => findNormDraft(tx, '40', id));
    expect({ ...draft!.input, id: set!.id }).toEqual(set);
  });
});

it('leaves an approved project as it was, and keeps the norms that bind it', async () => {
  const other = await testDatabase();
  const cx = await cast(other.db);
  const full = { ...row, rule: { ...row.rule, percent: 50, cap: '300 triệu' }, examples: [] };
  const first = expectOk(await startNormDraft(cx.departmentSpecialist, { from: 'nothing', fund: 'local' }));
  const begun = write({ from: '2026-11-20', norms: [full] });
  expectOk(await saveNormDraft(cx.departmentSpecialist, first.id, 1, begun));
  const { setId } = expectOk(await publish(cx.secondLeader, first.id));
  const { establishmentId, owner } = await registered(cx);
  const fund = await fundWith(cx, dong(5_000_000_000));
  const project = await submitted(owner, establishmentId);
  await walkTo(cx, project, fund.id, 'approve_plan');

  const { id } = expectOk(await startNormDraft(cx.departmentSpecialist, { from: 'nothing', fund: 'local' }));
  expectOk(await saveNormDraft(cx.departmentSpecialist, id, 1, write({ from: '2026-11-23' })));
  expect(await publish(cx.secondLeader, id)).toMatchObject({
    refusal: { code: 'norm_set_binds_projects', params: { from: '2026-11-23' } },
  });
  expectOk(await saveNormDraft(cx.departmentSpecialist, id, 2, write({ from: '2026-11-24' })));
  expectOk(await publish(cx.secondLeader, id, 3));
  const { rows } = await other.super.query<{ norm_set_id: string }>(
    'select norm_set_id from projects.project where id = $1',
    [project],
  );
  expect(rows[0]?.norm_set_id).toBe(setId);

  const right = expectOk(await startNormDraft(cx.departmentSpecialist, { from: 'correction', set: setId }));
  const without = write({
    from: '2026-11-20',
    norms: [{ ...row, content: 'MH-01', unit: 'model', examples: [] }],
  });
  expectOk(await saveNormDraft(cx.departmentSpecialist, right.id, 1, without));
  expect(await publish(cx.secondLeader, right.id, 2, 'Nghị quyết của tỉnh')).toMatchObject({
    refusal: { code: 'norm_is_in_use', params: { contents: 'MM-01' } },
  });
});
