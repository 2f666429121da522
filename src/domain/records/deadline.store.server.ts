import { newId, todayIn, workingDaysBetween, type LocalDate, type WorkingCalendar } from '#kernel';
import type { Tx } from '#platform/server';
import { daysLeft, daysUsed, dueAfter, type Clock, type Subject } from './deadline.ts';

export interface NewDeadline {
  readonly subject: Subject;
  readonly step: string;
  readonly ownerRole: string;
  readonly ownerUnit?: string | null;
  readonly days: number;
  /** What it means that nobody acts in time; it comes before the next level where nothing is said. */
  readonly silence?: 'nothing' | 'escalation';
  readonly startedOn: LocalDate;
}

/** Starts the clock of one wait and answers when it is due. */
export async function startDeadline(
  tx: Tx,
  province: string,
  wait: NewDeadline,
  calendar: WorkingCalendar,
): Promise<LocalDate> {
  const dueOn = dueAfter(wait.startedOn, wait.days, calendar);
  await tx
    .insertInto('records.deadline')
    .values({
      province,
      id: newId(),
      subject_kind: wait.subject.kind,
      subject_id: wait.subject.id,
      step: wait.step,
      owner_role: wait.ownerRole,
      owner_unit: wait.ownerUnit ?? null,
      started_on: wait.startedOn,
      due_on: dueOn,
      days: wait.days,
      counted_from: wait.startedOn,
      counted_days: wait.days,
      silence: wait.silence ?? 'escalation',
    })
    .execute();
  return dueOn;
}

/** Ends the running wait of a subject, if there is one, and keeps how long its clock ran. */
export async function closeDeadline(
  tx: Tx,
  province: string,
  subject: Subject,
  at: Date,
  calendar: WorkingCalendar,
): Promise<void> {
  const running = (await openDeadlines(tx, province, subject)).filter((wait) => wait.paused_on === null);
  await closeWaits(tx, province, running, at, calendar);
}

function openDeadlines(tx: Tx, province: string, subject: Subject) {
  return tx
    .selectFrom('records.deadline')
    .select(['id', 'started_on', 'counted_from', 'paused_on', 'used_before'])
    .where('province', '=', province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('closed_at', 'is', null)
    .execute();
}

type OpenDeadline = Awaited<ReturnType<typeof openDeadlines>>[number];

const clockOf = (wait: OpenDeadline): Clock => ({
  usedBefore: wait.used_before,
  runsFrom: wait.paused_on === null ? (wait.counted_from as LocalDate) : null,
});

async function closeWaits(
  tx: Tx,
  province: string,
  waits: readonly OpenDeadline[],
  at: Date,
  calendar: WorkingCalendar,
): Promise<void> {
  for (const wait of waits)
    await tx
      .updateTable('records.deadline')
      .set({ closed_at: at, days_used: daysUsed(clockOf(wait), todayIn(at), calendar) })
      .where('province', '=', province)
      .where('id', '=', wait.id)
      .execute();
}

/**
 * Moves the end of the running wait to a day. It goes on being counted from where it began, so what it has used is not
 * forgotten and nothing ends that did not. Answers its due date; null where no wait runs.
 */
export async function moveDeadline(
  tx: Tx,
  province: string,
  subject: Subject,
  until: LocalDate,
  calendar: WorkingCalendar,
): Promise<LocalDate | null> {
  const [running] = (await openDeadlines(tx, province, subject)).filter((wait) => wait.paused_on === null);
  if (!running) return null;
  const from = running.counted_from as LocalDate;
  const days = until <= from ? 1 : Math.max(1, workingDaysBetween(from, until, calendar));
  const dueOn = dueAfter(from, days, calendar);
  await tx
    .updateTable('records.deadline')
    .set({ due_on: dueOn, counted_days: days })
    .where('province', '=', province)
    .where('id', '=', running.id)
    .execute();
  return dueOn;
}

/** Pauses the running wait: it keeps the working days it has left. */
export async function pauseDeadline(
  tx: Tx,
  province: string,
  subject: Subject,
  on: LocalDate,
  calendar: WorkingCalendar,
): Promise<void> {
  const running = await tx
    .selectFrom('records.deadline')
    .select(['id', 'due_on', 'started_on', 'counted_from', 'paused_on', 'used_before'])
    .where('province', '=', province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('closed_at', 'is', null)
    .where('paused_on', 'is', null)
    .executeTakeFirst();
  if (!running) return;
  await tx
    .updateTable('records.deadline')
    .set({
      paused_on: on,
      days_left: daysLeft(running.due_on as LocalDate, on, calendar),
      used_before: daysUsed(clockOf(running), on, calendar),
    })
    .where('province', '=', province)
    .where('id', '=', running.id)
    .execute();
}

/** Resumes the paused wait with the days it had left; answers its new due date, or null if none was paused. */
export async function resumeDeadline(
  tx: Tx,
  province: string,
  subject: Subject,
  on: LocalDate,
  calendar: WorkingCalendar,
): Promise<LocalDate | null> {
  const paused = await tx
    .selectFrom('records.deadline')
    .select(['id', 'days_left'])
    .where('province', '=', province)
    .where('subject_kind', '=', subject.kind)
    .where('subject_id', '=', subject.id)
    .where('closed_at', 'is', null)
    .where('paused_on', 'is not', null)
    .executeTakeFirst();
  if (!paused || paused.days_left === null) return null;
  const dueOn = dueAfter(on, paused.days_left, calendar);
  await tx
    .updateTable('records.deadline')
    .set({
      paused_on: null,
      days_left: null,
      due_on: dueOn,
      counted_from: on,
      counted_days: paused.days_left,
    })
    .where('province', '=', province)
    .where('id', '=', paused.id)
    .execute();
  return dueOn;
}

/** Ends every wait of a subject, paused ones too: the matter is over. */
export async function closeAllDeadlines(
  tx: Tx,
  province: string,
  subject: Subject,
  at: Date,
  calendar: WorkingCalendar,
): Promise<void> {
  await closeWaits(tx, province, await openDeadlines(tx, province, subject), at, calendar);
}
