import { localDate } from '#kernel';
import { expect, it } from 'vitest';
import { deadlineState } from './deadline.ts';

const friday = localDate('2026-11-20');
const saturday = localDate('2026-11-21');
const monday = localDate('2026-11-23');

it('a deadline of today is today, whatever the count says', () => {
  expect(deadlineState({ due: friday, today: friday })).toEqual({ kind: 'today' });
  expect(deadlineState({ due: friday, today: friday, workingDays: 0 })).toEqual({ kind: 'today' });
});

it('working days are counted when given, calendar days otherwise', () => {
  expect(deadlineState({ due: friday, today: monday })).toEqual({ kind: 'late', days: 3 });
  expect(deadlineState({ due: friday, today: monday, workingDays: -1 })).toEqual({ kind: 'late', days: 1 });
  expect(deadlineState({ due: monday, today: friday })).toEqual({ kind: 'left', days: 3 });
  expect(deadlineState({ due: monday, today: friday, workingDays: 1 })).toEqual({ kind: 'left', days: 1 });
});

it('on the Saturday after a Friday it is late although no working day has passed', () => {
  expect(deadlineState({ due: friday, today: saturday, workingDays: 0 })).toEqual({ kind: 'late', days: 0 });
});

it('a paused clock is neither late nor running', () => {
  expect(deadlineState({ due: friday, today: monday, paused: true })).toEqual({ kind: 'paused' });
});
