import { sql } from 'kysely';
import type { LocalDate } from '#kernel';
import { prepared, type Tx } from '#platform/server';

/** Not called together yet, with a dossier it has not concluded on (or none yet), or done with all. */
export const councilStates = ['uncalled', 'hearing', 'concluded'] as const;
export type CouncilState = (typeof councilStates)[number];

export interface CouncilFilter {
  /** Words, folded: of the number of the decision and the names of the members. */
  readonly words: readonly string[];
  readonly year: number | null;
  readonly level: string | null;
  readonly state: CouncilState | null;
}

export interface ListedCouncil {
  readonly id: string;
  readonly number: string;
  readonly decidedOn: LocalDate;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly state: CouncilState;
  readonly sessions: number;
  readonly dossiers: number;
}

/**
 * A page of the councils, newest decision first, of one member only where named. Read off the index of the list by
 * (day, id); words and state are looked at council by council, of which a province has dozens a year.
 */
export async function listCouncils(
  tx: Tx,
  province: string,
  account: string | null,
  filter: CouncilFilter,
  page: { readonly after: { readonly value: string; readonly id: string } | null; readonly size: number },
): Promise<{ readonly rows: readonly ListedCouncil[]; readonly next: string | null }> {
  const { words, year, level, state } = filter;
  const { after, size } = page;
  const patterns = words.map((word) => `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`);
  const { rows } = await sql<ListedCouncil>`
    select c.id, c.number, c.decided_on as "decidedOn", l.name_vi as "nameVi", l.name_en as "nameEn", x.state,
           x.sessions, x.dossiers
      from appraisal.council c
      join appraisal.council_level l on l.level = c.level
     cross join lateral (
       select case when count(s.id) = 0 then 'uncalled'
                   when count(d.id) = 0 or count(d.id) filter (where d.conclusion is null) > 0 then 'hearing'
                   else 'concluded' end as state,
              count(distinct s.id)::int as sessions, count(d.id)::int as dossiers
         from appraisal.session s
         left join appraisal.dossier d on d.province = s.province and d.session_id = s.id
        where s.province = c.province and s.council_id = c.id) x
     where c.province = ${province}
       ${account === null ? sql`` : sql`and exists (select from appraisal.member m where m.province = c.province and m.council_id = c.id and m.account_id = ${account}::uuid and m.ended_at is null)`}
       ${patterns.length === 0 ? sql`` : sql`and platform.fold(c.number || ' ' || (select string_agg(m.name, ' ') from appraisal.member m where m.province = c.province and m.council_id = c.id and m.ended_at is null)) like all (${patterns}::text[])`}
       ${year === null ? sql`` : sql`and c.decided_on between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)`}
       ${level === null ? sql`` : sql`and c.level = ${level}`}
       ${state === null ? sql`` : sql`and x.state = ${state}`}
       ${after === null ? sql`` : sql`and (c.decided_on, c.id) < (${after.value}::date, ${after.id}::uuid)`}
     order by c.decided_on desc, c.id desc
     limit ${size + 1}`.execute(tx);
  const kept = rows.slice(0, size);
  const last = kept.at(-1);
  return { rows: kept, next: rows.length > size && last ? `${last.decidedOn}_${last.id}` : null };
}

/** Whether somebody sits on any council. */
export async function sitsOnCouncil(tx: Tx, province: string, account: string): Promise<boolean> {
  const found = await prepared(
    tx,
    tx
      .selectFrom('appraisal.member')
      .select('id')
      .where('province', '=', province)
      .where('account_id', '=', account)
      .where('ended_at', 'is', null)
      .limit(1),
  );
  return found.length > 0;
}
