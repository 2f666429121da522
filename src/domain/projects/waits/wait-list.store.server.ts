import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import { keyText, type ListKey } from '../project-list.ts';
import type { Event } from '../project.transitions.ts';
import { stepsOf, type WaitListFilter } from './waits.ts';

/** One wait, open or ended, with the project it is of. */
interface ListedWait {
  readonly id: string;
  readonly projectId: string;
  readonly number: string;
  readonly title: string;
  readonly step: Event;
  readonly role: Role;
  readonly startedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly closedOn: LocalDate | null;
  readonly days: number;
  readonly daysUsed: number | null;
  readonly late: boolean;
}

export interface WaitPage {
  readonly rows: readonly ListedWait[];
  readonly next: string | null;
}

interface Days {
  readonly today: LocalDate;
  readonly soonUntil: LocalDate;
}

/** Written out for each kind, so that the partial indexes of open and of ended waits are used. */
function conditions(province: string, f: WaitListFilter, { today, soonUntil }: Days) {
  const narrowed = sql`d.province = ${province} and d.subject_kind = 'project' and d.step = step.step
    and (${f.role}::text is null or d.owner_role = ${f.role}) and (${f.procedure}::text is null or d.procedure = ${f.procedure})
    and (${f.content}::text is null or d.content = ${f.content})`;
  const open = sql`${narrowed} and d.closed_at is null and d.paused_on is null`;
  const ended = sql`${narrowed} and d.closed_at is not null
    and d.closed_on between make_date(${f.year}::int, 1, 1) and make_date(${f.year}::int, 12, 31)`;
  return {
    open,
    late: sql`${open} and d.due_on < ${today}::date`,
    soon: sql`${open} and d.due_on between ${today}::date and ${soonUntil}::date`,
    ended,
    ended_late: sql`${ended} and d.closed_late`,
  }[f.kind];
}

/** A page of the waits behind a figure: open ones soonest first, ended ones newest first; each step read off its index. */
export async function listWaits(
  tx: Tx,
  province: string,
  filter: WaitListFilter,
  days: Days,
  page: { readonly after: ListKey | null; readonly size: number },
): Promise<WaitPage> {
  const isOpen = !filter.kind.startsWith('ended');
  const [day, after, order] = isOpen
    ? [sql.ref('due_on'), sql.raw('>'), sql.raw('asc')]
    : [sql.ref('closed_on'), sql.raw('<'), sql.raw('desc')];
  const from = page.after;
  const { rows } = await sql<ListedWait & { key: string }>`/* prepared */
    select w.id, p.id as "projectId", p.number, p.title, w.step, w.owner_role as role, w.started_on as "startedOn",
           w.due_on as "dueOn", w.closed_on as "closedOn", w.days, w.days_used as "daysUsed", w.${day}::text as key,
           case when w.closed_at is null then w.due_on < ${days.today}::date else w.closed_late end as late
      from (select d.*
              from unnest(${[...stepsOf(filter)]}::text[]) step(step)
             cross join lateral (
               select d.* from records.deadline d
                where ${conditions(province, filter, days)}
                  ${from ? sql`and (d.${day}, d.id) ${after} (${from.value}::date, ${from.id}::uuid)` : sql``}
                order by d.${day} ${order}, d.id ${order}
                limit ${page.size + 1}) d
             order by d.${day} ${order}, d.id ${order}
             limit ${page.size + 1}) w
      join projects.project p on p.province = ${province} and p.id = w.subject_id
     order by w.${day} ${order}, w.id ${order}`.execute(tx);
  const kept = rows.slice(0, page.size);
  const last = kept.at(-1);
  return {
    rows: kept.map(({ key: _key, ...row }) => row),
    next: rows.length > page.size && last ? keyText({ value: last.key, id: last.id }) : null,
  };
}

/** How many waits run now; of one programme, where asked. */
export async function countOpenWaits(tx: Tx, province: string, procedure?: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
      from records.deadline d join projects.project p on p.province = d.province and p.id = d.subject_id
     where d.province = ${province} and d.subject_kind = 'project' and d.closed_at is null
       and (${procedure ?? null}::text is null or p.procedure = ${procedure ?? null})`.execute(tx);
  return rows[0]?.count ?? 0;
}
