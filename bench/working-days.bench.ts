import { addBusinessDays, addDays, formatISO, isWeekend, parseISO } from 'date-fns';
import { addDays as daysAfter, addWorkingDays, localDate, workingCalendar, type LocalDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import { inProvince } from '#platform/server';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';

const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 3);
const PROVINCE = '40';

interface Wait {
  readonly start: LocalDate;
  readonly days: number;
}

/** Days of 2024 to 2026 and terms of 1 to 60 working days, as procedures have them; the same for everyone. */
const waits: readonly Wait[] = Array.from({ length: 4096 }, (_, i) => ({
  start: daysAfter(localDate('2024-01-01'), (i * 397) % 1080),
  days: 1 + ((i * 31) % 60),
}));

type Add = (start: LocalDate, days: number) => string;

/** Answers a second on one thread, warmed up by a first pass whose answers must be the expected ones. */
function rate(add: Add, expected: readonly string[]): number {
  for (const [i, { start, days }] of waits.entries()) {
    const due = add(start, days);
    if (due !== expected[i]) throw new Error(`${start} and ${days}: ${due} and not ${expected[i]}`);
  }
  const began = performance.now();
  let asked = 0;
  let letters = 0;
  while (performance.now() - began < SECONDS * 1000) {
    for (const { start, days } of waits) letters += add(start, days).length;
    asked += waits.length;
  }
  if (letters !== asked * 10) throw new Error('an answer got lost');
  return (asked / (performance.now() - began)) * 1000;
}

/** What one would write at first: a day further, and look whether it is worked. */
function dayByDay(off: ReadonlySet<string>, worked: ReadonlySet<string>): Add {
  return (start, days) => {
    const date = new Date(`${start}T00:00:00Z`);
    let text: string = start;
    for (let left = days; left > 0;) {
      date.setUTCDate(date.getUTCDate() + 1);
      text = date.toISOString().slice(0, 10);
      const weekend = date.getUTCDay() % 6 === 0;
      if (weekend ? worked.has(text) : !off.has(text)) left--;
    }
    return text;
  };
}

/** The same walk without a text a day: numbers of days since 1970, the fastest loop we could write. */
function byNumbers(off: ReadonlySet<number>, worked: ReadonlySet<number>): Add {
  return (start, days) => {
    let day = Date.parse(start) / 86_400_000;
    for (let left = days; left > 0;) {
      day++;
      const weekend = (day + 3) % 7 > 4;
      if (weekend ? worked.has(day) : !off.has(day)) left--;
    }
    return new Date(day * 86_400_000).toISOString().slice(0, 10);
  };
}

/**
 * date-fns knows weekends only: its business days, then what the exceptions in between took away or added is walked
 * off, until nothing is left over. Fewer steps than asking it day by day.
 */
function withDateFns(off: readonly LocalDate[], worked: readonly LocalDate[]): Add {
  const offTimes = off
    .map((day) => parseISO(day))
    .filter((day) => !isWeekend(day))
    .map(Number);
  const workedTimes = worked.map((day) => Number(parseISO(day)));
  const offSet = new Set(offTimes);
  const workedSet = new Set(workedTimes);
  const within = (times: readonly number[], from: Date, to: Date) =>
    times.filter((time) => time > from.getTime() && time <= to.getTime()).length;
  const isWorked = (date: Date) =>
    isWeekend(date) ? workedSet.has(date.getTime()) : !offSet.has(date.getTime());
  return (text, days) => {
    const start = parseISO(text);
    let due = addBusinessDays(start, days);
    let left = within(offTimes, start, due) - within(workedTimes, start, due);
    for (; left > 0;) {
      due = addDays(due, 1);
      if (isWorked(due)) left--;
    }
    for (; left < 0 || !isWorked(due); due = addDays(due, -1)) if (isWorked(due)) left++;
    return formatISO(due, { representation: 'date' });
  };
}

async function run(tools: BenchTools): Promise<Measure[]> {
  const { db } = await startBenchDatabase(tools);
  const [calendar, rows] = await inProvince(
    { db, province: PROVINCE },
    async (tx) =>
      [
        await workingCalendarOn(tx),
        await tx.selectFrom('law.holiday').select(['day', 'kind']).execute(),
      ] as const,
  );
  const of = (kind: string) => rows.filter((row) => row.kind === kind).map((row) => localDate(row.day));
  const [off, worked] = [of('off'), of('worked')];
  const numbers = (dates: readonly LocalDate[]) => new Set(dates.map((day) => Date.parse(day) / 86_400_000));

  const naive = dayByDay(new Set(off), new Set(worked));
  const expected = waits.map(({ start, days }) => naive(start, days));
  const ours = rate((start, days) => addWorkingDays(start, days, calendar), expected);
  const peers: Readonly<Record<string, number>> = {
    'loop over dates': rate(naive, expected),
    'loop over day numbers': rate(byNumbers(numbers(off), numbers(worked)), expected),
    'date-fns addBusinessDays and the exceptions': rate(withDateFns(off, worked), expected),
  };
  const began = performance.now();
  const made = 200;
  for (let i = 0; i < made; i++) workingCalendar({ holidays: off, workedWeekends: worked });
  return [
    ...Object.entries(peers).map(([peer, value]) => ({
      metric: 'working days added, text to text',
      value: Math.round(ours),
      unit: '1/s',
      peer,
      peerValue: Math.round(value),
      ratio: Math.round((ours / value) * 10) / 10,
      goal: '× 10 or more',
      met: ours / value >= 10,
    })),
    {
      metric: `calendar made of ${off.length + worked.length} days`,
      value: Math.round(((performance.now() - began) / made) * 1000),
      unit: 'µs',
    },
  ];
}

export default bench({
  about:
    'the n-th working day after a day, with the holidays and worked weekends of the shipped calendar; against a loop day by day and date-fns, which all must answer the same',
  run,
});
