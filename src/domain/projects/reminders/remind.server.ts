import { sql } from 'kysely';
import {
  addDays,
  addWorkingDays,
  todayIn,
  workingDaysBetween,
  type LocalDate,
  type WorkingCalendar,
} from '#kernel';
import { clockRulesOn, workingCalendarOn } from '#law/server';
import { roles, type Role } from '#people';
import { inProvince, type Scope, type Tx } from '#platform/server';

/** Waits looked at in one transaction: some hundred milliseconds, so that a round can be cut off anywhere. */
const PAGE = 500;

interface Rules {
  /** Working days before, and the last due date that is so near. */
  readonly soon: readonly { readonly days: number; readonly until: LocalDate }[];
  readonly up: readonly Escalation[];
}

interface Escalation {
  readonly ownerRole: string;
  readonly level: number;
  readonly toRole: string;
  /** What was due on this day or before is late enough. */
  readonly cutoff: LocalDate;
}

/**
 * Reminds of what is soon due, says what is late, and brings late waits before the next level, once each. May be cut
 * off and run again: whoever was told is not told twice.
 */
export async function remind(scope: Scope, now: Date): Promise<void> {
  const today = todayIn(now);
  const rules = await inProvince(scope, async (tx) =>
    rulesOn(tx, scope.province, today, await workingCalendarOn(tx)),
  );
  for (const role of roles) {
    let after: PageEnd | null = null;
    do after = await inProvince(scope, (tx) => remindPage(tx, scope.province, role, rules, after, now));
    while (after !== null);
  }
}

async function rulesOn(
  tx: Tx,
  province: string,
  today: LocalDate,
  calendar: WorkingCalendar,
): Promise<Rules> {
  const { reminders, escalations } = await clockRulesOn(tx, province, today);
  return {
    soon: reminders
      .toSorted((a, b) => a - b)
      .map((days) => ({ days, until: addWorkingDays(today, days, calendar) })),
    up: escalations.map(({ daysLate, ...rule }) => ({ ...rule, cutoff: lateBy(daysLate, today, calendar) })),
  };
}

/** The latest due date that is so many working days past. */
export function lateBy(days: number, today: LocalDate, calendar: WorkingCalendar): LocalDate {
  let due = addDays(today, -days);
  while (workingDaysBetween(due, today, calendar) < days) due = addDays(due, -1);
  return due;
}

interface PageEnd {
  readonly due: LocalDate;
  readonly id: string;
}

async function remindPage(
  tx: Tx,
  province: string,
  role: Role,
  rules: Rules,
  after: PageEnd | null,
  now: Date,
): Promise<PageEnd | null> {
  const today = todayIn(now);
  const horizon = rules.soon.at(-1)?.until ?? today;
  const up = rules.up.filter(({ ownerRole }) => ownerRole === role);
  const beyond = after === null ? sql`true` : sql`(d.due_on, d.id) > (${after.due}::date, ${after.id}::uuid)`;
  const { rows } = await sql<PageEnd & { full: boolean }>`
    with page as materialized (
      select d.id, d.due_on, d.owner_role, d.owner_unit, d.subject_id, d.step, d.silence, p.number, p.title,
             case when d.owner_role = 'commune_officer' then p.commune_code end as commune
        from records.deadline d
        join projects.project p on p.province = d.province and p.id = d.subject_id
       where d.province = ${province} and d.owner_role = ${role} and d.subject_kind = 'project'
         and d.closed_at is null and d.paused_on is null and d.due_on <= ${horizon} and ${beyond}
       order by d.due_on, d.id limit ${PAGE}
    ), said as (
      select page.*, case when due_on < ${today} then 'wait_late' else 'wait_soon' end as kind,
             case when due_on < ${today} then 'late/' || id || '/' || due_on
                  else 'soon/' || id || '/' || due_on || '/' || near.days end as once,
             jsonb_build_object('number', number, 'title', title, 'step', step, 'due', due_on) as fills
        from page
        left join lateral (
          select s.days from unnest(${rules.soon.map((s) => s.days)}::int[], ${rules.soon.map((s) => s.until)}::date[]) s(days, until)
           where page.due_on <= s.until order by s.days limit 1) near on true
    ), told as (
      insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
      select ${province}, holder, kind, 'project', subject_id, fills, once, ${now}
        from said cross join lateral people.holders_of(${province}, owner_role, owner_unit, commune, ${today}::date) holder
      on conflict do nothing
    ), raised as (
      insert into records.escalation (province, deadline_id, due_on, level, to_role, at)
      select ${province}, said.id, said.due_on, r.level, r.to_role, ${now}
        from said
        join unnest(${up.map((r) => r.level)}::int[], ${up.map((r) => r.toRole)}::text[], ${up.map((r) => r.cutoff)}::date[])
          r(level, to_role, cutoff) on said.due_on <= r.cutoff
       where said.silence = 'escalation'
      on conflict do nothing
      returning deadline_id, level, to_role
    ), told_up as (
      insert into records.notice (province, account_id, kind, subject_kind, subject_id, fills, once, at)
      select ${province}, holder, 'wait_escalated', 'project', said.subject_id,
             said.fills || jsonb_build_object('role', said.owner_role),
             'up/' || said.id || '/' || said.due_on || '/' || raised.level, ${now}
        from raised join said on said.id = raised.deadline_id
       cross join lateral people.holders_of(${province}, raised.to_role, null, null, ${today}::date) holder
      on conflict do nothing
    )
    select due_on as due, id, (select count(*) from page) = ${PAGE} as full
      from page order by due_on desc, id desc limit 1`.execute(tx);
  const [last] = rows;
  return last?.full ? { due: last.due, id: last.id } : null;
}

export interface ShownEscalation {
  readonly toRole: Role;
  readonly at: Date;
  readonly level: number;
}

/** Before whom the running wait of a project was brought, lowest level first. */
export async function escalationsOf(tx: Tx, province: string, projectId: string): Promise<ShownEscalation[]> {
  const rows = await tx
    .selectFrom('records.escalation as e')
    .innerJoin('records.deadline as d', (j) =>
      j
        .onRef('d.province', '=', 'e.province')
        .onRef('d.id', '=', 'e.deadline_id')
        .onRef('d.due_on', '=', 'e.due_on'),
    )
    .select(['e.to_role as toRole', 'e.at', 'e.level'])
    .where('e.province', '=', province)
    .where('d.subject_kind', '=', 'project')
    .where('d.subject_id', '=', projectId)
    .where('d.closed_at', 'is', null)
    .where('d.paused_on', 'is', null)
    .orderBy('e.level')
    .execute();
  return rows.map((row) => ({ ...row, toRole: row.toRole as Role }));
}
