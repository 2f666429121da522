import { expect, it } from 'vitest';
import { dong, localDate } from '#kernel';
import { sincePlan, type LaterAct } from './since-plan.ts';

const act = (event: LaterAct['event'], data: LaterAct['data']): LaterAct => ({
  event,
  onDate: localDate('2026-11-20'),
  data,
});

it('names each decision after the plan that moved a project’s support, and what stands today', () => {
  const since = sincePlan(dong(300), [
    act('approve_estimate', { support: '300', decisionNumber: '1/QĐ', decisionDate: '2026-10-01' }),
    act('change', {
      kinds: ['place'],
      after: { commune: '1' },
      decisionNumber: '2/QĐ',
      decisionDate: '2026-10-05',
    }),
    act('change', {
      kinds: ['amount_up'],
      after: { support: '350' },
      decisionNumber: '3/QĐ',
      decisionDate: '2026-10-09',
    }),
    act('stop', { owed: '90', decisionNumber: '4/QĐ', decisionDate: '2026-11-01' }),
    act('recover', { amount: '90' }),
  ]);
  expect(since.today).toBe(0n);
  expect(since.steps.map(({ event, number, before, after }) => [event, number, before, after])).toEqual([
    ['change', '2/QĐ', 300n, 300n],
    ['change', '3/QĐ', 300n, 350n],
    ['stop', '4/QĐ', 350n, 90n],
    ['recover', null, 90n, 0n],
  ]);
  const settled = [act('approve_settlement', { support: '280' }), act('recover', { amount: '20' })];
  expect(sincePlan(dong(300), settled).today).toBe(280n);
  expect(sincePlan(dong(300), [act('withdraw', {})]).today).toBe(0n);
});
