import { daysBetween, workingDaysBetween, type LocalDate, type WorkingCalendar } from '#kernel';
import type { Leg, LegCounts } from './legs.ts';
import { daysUntil, survivalOf } from './survival.ts';

/** Days of one kind after which half, and nine in ten, came to the end; null: not known yet. */
interface LegDays {
  readonly median: number | null;
  readonly ninetieth: number | null;
}

/** What one leg took the projects of one year, and on how many that rests. */
export interface LegTime {
  readonly leg: Leg;
  readonly year: number;
  /** All that began it: the three below together. */
  readonly begun: number;
  readonly reached: number;
  readonly running: number;
  readonly left: number;
  readonly working: LegDays;
  readonly calendar: LegDays;
}

const sum = (rows: readonly { readonly n: number }[]) => rows.reduce((total, { n }) => total + n, 0);

/** Those still under way count for as long as they have been, so that the figure is not that of the quick ones. */
export function legTime(counts: LegCounts, today: LocalDate, calendar: WorkingCalendar): LegTime {
  const { leg, year, ended, running } = counts;
  const figures = (unit: 'working' | 'calendar'): LegDays => {
    const soFar = running.map(({ day, n }) => ({
      days: unit === 'working' ? workingDaysBetween(day, today, calendar) : daysBetween(day, today),
      n,
    }));
    const survival = survivalOf(
      ended.filter((row) => row.unit === unit),
      soFar,
    );
    return { median: daysUntil(survival, 0.5), ninetieth: daysUntil(survival, 0.9) };
  };
  const once = ended.filter(({ unit }) => unit === 'calendar');
  const reached = sum(once.filter((row) => row.reached));
  const left = sum(once) - reached;
  const under = sum(running);
  return {
    ...{ leg, year, begun: reached + left + under, reached, running: under, left },
    ...{ working: figures('working'), calendar: figures('calendar') },
  };
}
