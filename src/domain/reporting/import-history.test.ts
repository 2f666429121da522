import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import { cast, CAST_NOW, testDatabase, type Cast, type TestDatabase } from '#testing';
import {
  importHistory,
  loadHistory,
  provincesWithHistory,
  readHistory,
  resolveDifference,
  withdrawResolution,
} from './index.server.ts';

const REAL = readFileSync(path.join(import.meta.dirname, 'reference/nghe-an-2002-2018.csv'), 'utf8');

let t: TestDatabase;
let people: Cast;
beforeEach(async () => {
  t = await testDatabase();
  people = await cast(t.db);
});

const operator = () => ({ db: t.db, province: '40', actor: null, now: CAST_NOW });
const bring = (text: string, replace = false, cx: Parameters<typeof importHistory>[0] = operator()) =>
  importHistory(cx, { bytes: new TextEncoder().encode(text), fileName: 'x.csv', replace });
const history = () => readHistory({ db: t.db, province: '40' });
const events = async () =>
  (
    await t.super.query<{ kind: string }>(
      `select kind from records.event where kind like 'history.%' order by id`,
    )
  ).rows.map((row) => row.kind);

describe('importing the history', () => {
  it('brings in 20 figures with their sums', async () => {
    expect(expectOk(await loadHistory(operator()))).toMatchObject({ outcome: 'imported', rows: 20 });
    const { figures, summary } = await history();
    expect(figures).toHaveLength(20);
    expect(summary).toMatchObject({ headline: 70_000_000_000n, yearlyLocal: 60_000_000_000n });
    expect(await events()).toEqual(['history.imported']);
    expect(await provincesWithHistory(t.db)).toEqual(['40']);
  });

  it('changes nothing when the same figures come again, in whatever shape', async () => {
    expectOk(await bring(REAL));
    const again = expectOk(await bring(`\ufeff${REAL.replaceAll('\n', '\r\n')}`));
    expect(again).toMatchObject({ outcome: 'unchanged', differences: [] });
    expect(await events()).toEqual(['history.imported']);
  });

  it('refuses other figures with every difference, and takes them with replace', async () => {
    expectOk(await bring(REAL));
    const changed = REAL.replace('2018,local,yearly_stated,4500000000', '2018,local,yearly_stated,4000000000')
      .replace(/^2002,.*\n/m, '')
      .concat('2019,local,yearly_stated,5000000000,VND,báo cáo 2020\n');
    const refused = await bring(changed);
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect([refused.refusal, ...(refused.refusal.also ?? [])].map((one) => one.code)).toEqual([
      'history_differs',
      'history_figure_changed',
      'history_figure_added',
      'history_figure_removed',
    ]);
    expect((await history()).figures).toHaveLength(20);

    expect(expectOk(await bring(changed, true))).toMatchObject({ outcome: 'replaced', rows: 20 });
    const { figures } = await history();
    expect(figures.map((figure) => figure.period.from)).not.toContain(undefined);
    expect(figures.find((figure) => figure.period.from === 2018)?.amount).toBe(4_000_000_000n);
    expect((await events()).toSorted()).toEqual(['history.imported', 'history.replaced']);
  });

  it('writes nothing of a bad file', async () => {
    const bad = await bring(REAL.replace('2010,local', '2010,quỹ'));
    expect(bad.ok || bad.refusal.code).toBe('source_is_unknown');
    expect((await history()).figures).toEqual([]);
  });

  it('is for the centre and the department', async () => {
    const by = async (cx: Cast['owner']) => {
      const result = await bring(REAL, false, cx);
      return result.ok || result.refusal.code;
    };
    expect(await by(people.auditor)).toBe('not_permitted');
    expect(await by(people.owner)).toBe('not_permitted');
    expect(await by(people.departmentSpecialist)).toBe(true);
  });

  it('keeps provinces apart', async () => {
    expectOk(await bring(REAL));
    expect((await readHistory({ db: t.db, province: '38' })).figures).toEqual([]);
  });

  it('at once from two sides brings them in once', async () => {
    const both = await Promise.all([bring(REAL), bring(REAL)]);
    expect(both.map((one) => expectOk(one).outcome).toSorted()).toEqual(['imported', 'unchanged']);
    expect(await events()).toEqual(['history.imported']);
  });
});

describe('settling the difference', () => {
  const settle = (cx: Cast['owner'], check = 'yearly_local_equals_local' as const) =>
    resolveDifference(cx, { check, explanation: 'Số từng năm là kế hoạch.', source: 'BC 215/BC-SCT' });
  const stateOf = async () => (await history()).checks[1]?.state;

  beforeEach(async () => {
    expectOk(await loadHistory(operator()));
  });

  it('shows who said so, and when, with the source', async () => {
    expectOk(await settle(people.departmentSpecialist));
    expect((await history()).checks[1]).toMatchObject({
      state: 'resolved',
      resolution: {
        source: 'BC 215/BC-SCT',
        resolvedBy: people.departmentSpecialist.actor.name,
        resolvedAt: CAST_NOW,
      },
    });
    expect(await events()).toContain('history.difference_settled');
  });

  it('is refused to others, for what agrees, and twice', async () => {
    const codeOf = async (result: ReturnType<typeof settle>) => {
      const settled = await result;
      return settled.ok || settled.refusal.code;
    };
    expect(await codeOf(settle(people.auditor))).toBe('not_permitted');
    expect(await codeOf(settle(people.departmentLeader))).toBe('not_permitted');
    expect(
      await codeOf(
        resolveDifference(people.departmentSpecialist, {
          check: 'local_plus_central_equals_headline',
          explanation: 'x',
          source: 'y',
        }),
      ),
    ).toBe('difference_is_none');
    expect(
      await codeOf(
        resolveDifference(people.departmentSpecialist, {
          check: 'yearly_central_equals_central',
          explanation: 'x',
          source: 'y',
        }),
      ),
    ).toBe('difference_is_unknown');
    const race = await Promise.all([settle(people.departmentSpecialist), settle(people.centreOfficer)]);
    expect(race.filter((one) => one.ok)).toHaveLength(1);
    expect(await codeOf(settle(people.departmentSpecialist))).toBe('difference_is_settled');
  });

  it('can be taken back, and is open again', async () => {
    expectOk(await settle(people.departmentSpecialist));
    const back = { check: 'yearly_local_equals_local', reason: 'Nhầm văn bản.' } as const;
    expectOk(await withdrawResolution(people.centreOfficer, back));
    expect(await stateOf()).toBe('open');
    const again = await withdrawResolution(people.centreOfficer, back);
    expect(again.ok || again.refusal.code).toBe('difference_is_open');
    expectOk(await settle(people.centreOfficer));
    expect(await stateOf()).toBe('resolved');
  });

  it('falls away when the figures change', async () => {
    expectOk(await settle(people.departmentSpecialist));
    expectOk(
      await bring(
        REAL.replace('2018,local,yearly_stated,4500000000', '2018,local,yearly_stated,4000000000'),
        true,
      ),
    );
    expect(await stateOf()).toBe('open');
  });
});
