import { describe, expect, it } from 'vitest';
import { testDatabase } from '#testing';
import {
  counterpartStations,
  fundStations,
  isLegalMove,
  isStation,
  isTransferKind,
  moves,
  projectStations,
  transferKinds,
  type FundStation,
} from './stations.ts';

/** Which kinds may move money from the row's station to the column's; read it as the regulation. */
const OUT = 'outside';
const APP = 'appropriated';
const table: Readonly<Partial<Record<FundStation, Partial<Record<FundStation, string>>>>> = {
  [OUT]: {
    appropriated: 'appropriate supplement carry_in',
    planned: 'carry_in',
    committed: 'carry_in',
    advanced: 'carry_in',
  },
  [APP]: { outside: 'cut', planned: 'plan', lapsed: 'lapse', carried_over: 'carry_over' },
  planned: { appropriated: 'release', committed: 'commit', carried_over: 'carry_over' },
  committed: { appropriated: 'release', advanced: 'advance', spent: 'spend', carried_over: 'carry_over' },
  advanced: { spent: 'spend', recovered: 'recover', carried_over: 'carry_over' },
  spent: { settled: 'settle', recovered: 'recover' },
  settled: { recovered: 'recover' },
  recovered: { appropriated: 'restore', lapsed: 'lapse' },
  lapsed: {},
  carried_over: {},
};

describe('moves of a fund, cell by cell', () => {
  for (const from of fundStations)
    for (const to of fundStations) {
      const allowed = (table[from]?.[to] ?? '').split(' ').filter(Boolean);
      it(`${from} → ${to}: ${allowed.join(', ') || 'none'}`, () => {
        const legal = transferKinds.filter(
          (kind) => kind !== 'reverse' && isLegalMove('fund', kind, from, to),
        );
        expect(legal.toSorted()).toEqual(allowed.toSorted());
        expect(isLegalMove('fund', 'reverse', to, from)).toBe(allowed.length > 0);
      });
    }
});

describe('moves of the counterpart', () => {
  it.each([
    ['pledge', 'outside', 'pledged', true],
    ['withdraw', 'pledged', 'outside', true],
    ['evidence', 'pledged', 'evidenced', true],
    ['evidence', 'outside', 'evidenced', true],
    ['withdraw', 'evidenced', 'outside', false],
    ['plan', 'outside', 'pledged', false],
    ['reverse', 'evidenced', 'pledged', true],
  ] as const)('%s from %s to %s: %s', (kind, from, to, legal) => {
    expect(isLegalMove('counterpart', kind, from, to)).toBe(legal);
  });

  it('never touch a fund, nor the fund’s moves the counterpart', () => {
    expect(isLegalMove('fund', 'pledge', 'outside', 'pledged')).toBe(false);
    expect(isLegalMove('counterpart', 'appropriate', 'outside', 'appropriated')).toBe(false);
  });
});

describe('the catalogue in the database', () => {
  it('holds the same stations, in the same order, and the same moves', async () => {
    const { owner } = await testDatabase();
    const stations = await owner.query<{
      book_kind: string;
      code: string;
      per_project: boolean;
      bounded: boolean;
    }>(`select book_kind, code, per_project, bounded from funds.station order by book_kind desc, position`);
    expect(stations.rows).toEqual([
      ...fundStations.map((code) => ({
        book_kind: 'fund',
        code,
        per_project: (projectStations as readonly string[]).includes(code),
        bounded: code !== 'outside',
      })),
      ...counterpartStations.map((code) => ({
        book_kind: 'counterpart',
        code,
        per_project: code !== 'outside',
        bounded: code !== 'outside',
      })),
    ]);
    const kept = await owner.query<{ way: string }>(
      `select concat_ws(' ', book_kind, kind, from_station, to_station) as way from funds.move order by 1`,
    );
    const ours = moves.map((m) => `${m.book} ${m.kind} ${m.from} ${m.to}`);
    const undoing = moves.map((m) => `${m.book} reverse ${m.to} ${m.from}`);
    expect(kept.rows.map((row) => row.way)).toEqual([...new Set([...ours, ...undoing])].toSorted());
  });
});

describe('words from addresses', () => {
  it('are stations or kinds only when they are on the list', () => {
    expect(['planned', 'pledged', 'outside', '', 'constructor'].map(isStation)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(['plan', 'reverse', 'steal', ''].map(isTransferKind)).toEqual([true, true, false, false]);
  });
});
