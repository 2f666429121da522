import { sql } from 'kysely';
import type { Dong, LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { keyText, searchWords, type ListFilter, type ListKey } from './project-list.ts';
import type { ProcedureKind, State } from './project.transitions.ts';

export interface ListedProject {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: State;
  readonly procedure: ProcedureKind;
  readonly fiscalYear: number;
  readonly contentCode: string;
  readonly kind: 'single' | 'group';
  readonly establishmentName: string;
  readonly communeName: string;
  readonly asked: Dong;
  readonly planned: Dong | null;
  readonly turnRole: string | null;
  readonly dueOn: LocalDate | null;
  readonly stateSince: Date;
  readonly revision: number;
  /** Its place under the list's sort. */
  readonly key: string;
}

export interface ListPage {
  readonly rows: readonly ListedProject[];
  readonly previous: string | null;
  readonly next: string | null;
}

const filterArguments = (province: string, f: ListFilter) => sql`
  ${province}, ${searchWords(f.search)}::text[], ${f.states.length > 0 ? [...f.states] : null}::text[], ${f.procedure}, ${f.year}::int,
  ${f.content}, ${f.commune}, ${f.fund}::uuid, ${f.establishment}::uuid`;

/** A page of the staff list. `backwards` reads the page before `after`. */
export async function listProjects(
  tx: Tx,
  cx: Pick<Context, 'province'>,
  filter: ListFilter,
  page: { after?: ListKey | null; backwards?: boolean; size: number },
): Promise<ListPage> {
  const { after = null, backwards = false, size } = page;
  const sortValue = {
    recent: sql`to_char(p.state_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
    due: sql`p.due_on::text`,
    amount: sql`p.asked_support::text`,
    number: sql`p.number`,
  }[filter.sort];
  const { rows } = await sql<Omit<ListedProject, 'key'> & { keyValue: string }>`
    select p.id, p.number, p.title, p.state, p.procedure, p.fiscal_year as "fiscalYear", p.content_code as "contentCode",
           p.kind, coalesce(e.name, u.name) as "establishmentName", coalesce(c.name, '') as "communeName", p.asked_support as asked, p.planned_support as planned,
           p.turn_role as "turnRole", p.due_on as "dueOn", p.state_since as "stateSince", p.revision, ${sortValue} as "keyValue"
      from projects.list(${filterArguments(cx.province, filter)}, ${filter.sort}, ${after?.value ?? null}, ${after?.id ?? null}::uuid,
                         ${backwards}, ${size + 1}) with ordinality as p
      left join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
      left join people.unit u on u.province = p.province and u.id = p.implementing_unit
      left join territory.commune c on c.code = p.commune_code
     order by p.ordinality`.execute(tx);
  const more = rows.length > size;
  const kept = rows
    .slice(0, size)
    .map(({ keyValue, ...row }) => ({ ...row, key: keyText({ value: keyValue, id: row.id }) }));
  if (backwards) kept.reverse();
  return {
    rows: kept,
    previous: (backwards ? more : after !== null) ? (kept[0]?.key ?? null) : null,
    next: (backwards ? true : more) ? (kept.at(-1)?.key ?? null) : null,
  };
}

/** How many a filter finds, counted up to `most`: "1.000+" is answered in a millisecond, the exact count of 10^5 is not. */
export async function countProjects(
  tx: Tx,
  cx: Pick<Context, 'province'>,
  filter: ListFilter,
  most: number,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select projects.count_up_to(${filterArguments(cx.province, filter)}, ${most}) as n`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** The projects of one establishment, drafts included: its own page. */
export async function projectsOfEstablishment(tx: Tx, province: string, establishmentId: string) {
  return tx
    .selectFrom('projects.project')
    .select([
      'id',
      'number',
      'title',
      'state',
      'procedure',
      'content_code',
      'fiscal_year',
      'asked_support',
      'planned_support',
      'turn_role',
      'due_on',
      'state_since',
    ])
    .where('province', '=', province)
    .where('establishment_id', '=', establishmentId)
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute();
}
