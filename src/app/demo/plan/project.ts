import { addDays, addWorkingDays, dong, expectOk, yearOf, type FormFields, type LocalDate } from '#kernel';
import { applicableNorm, awaitedEvent, type Event, type ProcedureKind, type State } from '#projects';
import { craftTrades } from '../data/trades-of-craft.ts';
import { foodTrades } from '../data/trades-of-food.ts';
import type { Trade } from '../data/trade.ts';
import { workshops } from '../data/workshops.ts';
import type { Random } from '../random.ts';
import { firstWorkday, lastWorkday, officeHour, workdaysBefore } from '../workdays.ts';
import { amountsOf, type Allowed, type Amounts } from './amounts.ts';
import { costOf } from './cost.ts';
import { doerOf, type Doer } from './doers.ts';
import { eventsOf } from './fate.ts';
import { quotation, type PlannedPaper } from './paper.ts';
import type { Grounds } from './grounds.ts';
import { firstVersion, requestFields } from './request.ts';
import type { Role } from './roster.ts';
import { writeAct } from './scenes.ts';
import { daysFrom, daysUpTo, gapsOf } from './timing.ts';

/** One act to come: who, when, and what is written. */
export interface PlannedAct {
  readonly event: Event;
  readonly by: Doer;
  readonly at: Date;
  readonly fields: FormFields;
  readonly paper: PlannedPaper | null;
}

export type FundKey = `${'local' | 'central' | 'cofunding'} ${number}`;

export interface PlannedProject {
  readonly workshop: number;
  readonly procedure: ProcedureKind;
  readonly title: string;
  readonly until: State;
  readonly amounts: Amounts;
  /** Where its money comes from; null where it never gets into a plan. */
  readonly fund: FundKey | null;
  readonly draft: {
    readonly at: Date;
    readonly fields: FormFields;
    readonly quotations: readonly PlannedPaper[];
  };
  readonly acts: readonly PlannedAct[];
}

const trades: Readonly<Record<string, Trade>> = { ...foodTrades, ...craftTrades };

export function planProject(
  role: Role,
  about: { readonly key: string; readonly workshop: number; readonly pastYear: number | null },
  grounds: Grounds,
  random: Random,
): PlannedProject {
  const { procedure, content, fate } = role;
  const workshop = workshops[about.workshop]!;
  const trade = trades[workshop.trade]!;
  const events = eventsOf(procedure, fate);
  const days = daysOf(role, events, about.pastYear, grounds, random);
  const drafted = workdaysBefore(days[0]!, events.length === 0 ? 0 : random.whole(2, 11), grounds.calendar);
  const planned = days[events.indexOf('approve_plan')];
  const fiscalYear = planned === undefined ? (about.pastYear ?? yearOf(grounds.today)) : yearOf(planned);

  const cost = costOf(content, trade, random, fate.cheaper ?? false);
  const amounts = amountsOf(cost.lines, normFor(role, drafted, grounds), fate, random);
  const request = { procedure, content, fiscalYear, writtenOn: drafted, asked: amounts.asked };
  const fields = requestFields(request, trade, cost, random);
  const supplemented = events.includes('request_supplement');
  const first = random.chance(0.5);
  const place = grounds.places.get(workshop.commune) ?? workshop.commune;

  return {
    workshop: about.workshop,
    procedure,
    title: cost.title,
    until: fate.until,
    amounts,
    fund: planned === undefined ? null : fundOf(procedure, fiscalYear, workshop.traits, grounds),
    draft: {
      at: officeHour(drafted, random),
      fields: fate.until === 'draft' ? halfWritten(fields) : supplemented ? firstVersion(fields) : fields,
      quotations: cost.machines.map((machine) => quotation(machine, workshop, addDays(drafted, -3), random)),
    },
    acts: events.map((event, i) => {
      const before = events.slice(0, i);
      const scene = {
        procedure,
        title: cost.title,
        workshop,
        place,
        amounts,
        advanced: before.includes('pay_advance'),
        stopped: before.includes('stop'),
        on: days[i]!,
        random,
      };
      const written = event === 'answer_supplement' ? { fields, paper: null } : writeAct(event, scene);
      return { event, by: doerOf(event, procedure, first), at: officeHour(days[i]!, random), ...written };
    }),
  };
}

/** The days of the acts; for a draft, the day it was begun. */
function daysOf(
  role: Role,
  events: readonly Event[],
  pastYear: number | null,
  grounds: Grounds,
  random: Random,
): LocalDate[] {
  const { calendar } = grounds;
  const gaps = gapsOf(events, random);
  if (pastYear === null) return daysUpTo(lastDay(role, gaps, grounds), gaps, calendar);

  const opens = role.procedure === 'national' ? `${pastYear - 1}-09-12` : `${pastYear - 1}-10-15`;
  const first = firstWorkday(addDays(opens as LocalDate, random.whole(0, 80)), calendar);
  const planned = events.indexOf('approve_plan');
  const newYear = firstWorkday(addDays(`${pastYear}-01-04` as LocalDate, random.whole(0, 12)), calendar);
  const waits = planned < 0 ? null : { act: planned, until: newYear };
  // A year's money is settled within the year: whoever began late works faster.
  for (let hurried = gaps; ; hurried = hurried.map((gap) => Math.max(1, Math.floor(gap * 0.85)))) {
    const days = daysFrom(first, hurried, calendar, waits);
    if (days.at(-1)! <= `${pastYear}-12-26`) return days;
  }
}

/** The day of the last act, so that the wait after it ends when the roster says. */
function lastDay(role: Role, gaps: readonly number[], { today, calendar, procedures }: Grounds): LocalDate {
  const { fate, procedure, due = 0 } = role;
  const awaited = awaitedEvent(fate.until, procedure);
  const step = awaited === null ? undefined : procedures[procedure].steps.get(awaited as never);
  if (step === undefined || step.days === null || step.ownerRole === null)
    return workdaysBefore(lastWorkday(today, calendar), Math.max(1, -due), calendar);
  // A wait that was paused goes on with the days it had left.
  const days = fate.until === 'submitted' && fate.supplement ? Math.max(1, step.days - gaps[1]!) : step.days;
  const base = firstWorkday(today, calendar);
  const left = Math.min(due, days - 1);
  const dueOn = left >= 0 ? addWorkingDays(base, left, calendar) : workdaysBefore(base, -left, calendar);
  return workdaysBefore(dueOn, days, calendar);
}

function normFor({ procedure, content }: Role, on: LocalDate, { norms, province }: Grounds): Allowed {
  return (eligibleCost) => {
    const facts = {
      fund: procedure === 'national' ? ('national' as const) : ('local' as const),
      province,
      content,
      area: 'normal' as const,
      units: [{ eligibleCost, technologyLine: content === 'MM-02' }],
    };
    return dong(expectOk(applicableNorm(facts, on, norms)).amount);
  };
}

/** Mountain districts have money of another programme beside the province's own, in the current year. */
function fundOf(procedure: ProcedureKind, year: number, traits: string, { today }: Grounds): FundKey {
  if (procedure === 'national') return `central ${year}`;
  return traits.includes('m') && year === yearOf(today) ? `cofunding ${year}` : `local ${year}`;
}

/** A draft somebody will come back to: costs written down, the rest not yet. */
function halfWritten(fields: FormFields): FormFields {
  const left = /^(timetable|results|commitments)\./;
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !left.test(name)));
}
