import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factsWith, testDatabase } from '#testing';
import { changeAuthorities } from '#law/server';
import { dong, localDate, type Dong } from '#kernel';
import { inProvince } from '#platform/server';
import { effectOf, kindsOf, outdatedNames, type Terms } from './change.ts';

const base: Terms = {
  ...{ commune: '17035', coordinatingUnit: null, establishment: 'a', content: 'MM-01' },
  ...{ support: dong(290_000_000), lines: factsWith().estimateLines, endsOn: localDate('2026-12-20') },
};

describe('a change', () => {
  it('is of the kinds its differences make, and the year of the last day tells whose it is', () => {
    const kinds = (over: Partial<Terms>) => kindsOf(base, { ...base, ...over }, 2026);
    expect(kinds({})).toEqual([]);
    expect(kinds({ endsOn: localDate('2026-12-31') })).toEqual(['time_within_year']);
    expect(kinds({ endsOn: localDate('2027-01-01'), commune: '1' })).toEqual(['place', 'time_next_year']);
    const [line] = base.lines!;
    const lines = [{ ...line!, support: dong(200_000_000), own: dong(400_000_000) }];
    expect(kinds({ lines })).toEqual(['lines']);
    expect(kinds({ lines, support: dong(200_000_000) })).toEqual(['amount_down']);
    expect(outdatedNames({ endsOn: localDate('2026-12-01') }, base)).toEqual(['endsOn']);
    expect(outdatedNames({ endsOn: base.endsOn, lines: base.lines }, base)).toEqual([]);
  });

  it('moves exactly the difference, never stands above the norm, and never below what was paid', () => {
    const amount = fc.bigInt(1n, 400_000_000n);
    fc.assert(
      fc.property(amount, amount, fc.bigInt(0n, 300_000_000n), (from, to, advanced) => {
        fc.pre(advanced <= from);
        const [line] = base.lines!;
        const at = (support: bigint): Terms => ({
          ...base,
          support: support as Dong,
          lines: [{ ...line!, support: support as Dong, own: (600_000_000n - support) as Dong }],
        });
        const committed = (from - advanced) as Dong;
        const facts = factsWith({ planned: from as Dong, money: { committed, advanced: advanced as Dong } });
        const effect = effectOf(facts, at(from), at(to));
        const allowed = to <= 300_000_000n && to >= advanced;
        if (from === to) return;
        expect(effect.ok).toBe(allowed);
        if (!effect.ok) return;
        const { moves, patch } = effect.value;
        const moved = (kind: string) =>
          moves.filter((m) => m.kind === kind).reduce((sum, m) => sum + m.amount, 0n);
        expect(committed + advanced + moved('commit') - moved('release')).toBe(to);
        expect(moved('plan')).toBe(moved('commit'));
        expect(moved('unpledge') - moved('pledge')).toBe(to - from);
        expect([patch.planned, patch.estimate, patch.contract]).toEqual([to, to, to]);
      }),
    );
  });
});

it('is decided by the province’s own row before the one for all, and for group projects by the department', async () => {
  const { db } = await testDatabase();
  const on = localDate('2026-11-23');
  const [any, group] = await inProvince({ db, province: '40' }, async (tx) => [
    await changeAuthorities(tx, 'national', '40', on, false),
    await changeAuthorities(tx, 'national', '40', on, true),
  ]);
  expect(any.get('place')!.roles).toEqual(['cuc_officer']);
  expect(group.get('place')!.roles).toEqual(['department_leader']);
  expect(group.get('amount_up')!.authority.vi).toContain('Bộ Công Thương');
  expect([...any.values()].map((row) => row.verification)).not.toContain('full_text');
  expect(any.size).toBe(9);
});
