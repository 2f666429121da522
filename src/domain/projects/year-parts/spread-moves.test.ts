import { expect, it } from 'vitest';
import { dong } from '#kernel';
import { spreadMoves } from './spread-moves.ts';

const at = (planned: number, committed = 0, spent = 0) => ({
  planned: dong(planned),
  committed: dong(committed),
  spent: dong(spent),
});

it('takes each đồng from the fund it stands in, oldest first, and leaves what stands nowhere to the own fund', () => {
  const two = [
    { fundId: 'a', balances: at(0, 100, 200) },
    { fundId: 'b', balances: at(0, 150) },
  ];
  expect(
    spreadMoves(
      [
        { kind: 'spend', from: 'committed', amount: dong(220) },
        { kind: 'settle', amount: dong(420) },
        { kind: 'release', from: 'committed', amount: dong(30) },
      ],
      two,
      'a',
    ),
  ).toEqual([
    {
      fundId: 'a',
      steps: [
        { kind: 'spend', from: 'committed', amount: 100n },
        { kind: 'settle', amount: 300n },
      ],
    },
    {
      fundId: 'b',
      steps: [
        { kind: 'spend', from: 'committed', amount: 120n },
        { kind: 'settle', amount: 120n },
        { kind: 'release', from: 'committed', amount: 30n },
      ],
    },
  ]);
  // What one act plans it may commit at once; nothing more.
  const steps = [
    { kind: 'plan', amount: dong(50) },
    { kind: 'commit', amount: dong(60) },
  ] as const;
  expect(spreadMoves(steps, [{ fundId: 'a', balances: {} }], 'a')).toEqual([
    {
      fundId: 'a',
      steps: [
        { kind: 'plan', amount: 50n },
        { kind: 'commit', amount: 50n },
        { kind: 'commit', amount: 10n },
      ],
    },
  ]);
});
