import { sql, type Selectable } from 'kysely';
import type { LocalDate } from '#kernel';
import type { Verification } from '#law';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Programme, ReadinessCode, ReadinessStep, Round } from './need.ts';

const roundOf = (row: Selectable<DB['programmes.round']>): Round => ({
  id: row.id,
  fiscalYear: row.fiscal_year,
  name: row.name,
  openedOn: row.opened_on as LocalDate,
  closesOn: row.closes_on as LocalDate,
  closed: row.closed_at !== null,
  note: row.note,
  revision: row.revision,
});

/** `share` lets needs be entered at the same time, but not while the round is being changed; `update` is that change. */
export async function findRound(
  tx: Tx,
  province: string,
  id: string,
  lock?: 'share' | 'update',
): Promise<Round | undefined> {
  let query = tx
    .selectFrom('programmes.round')
    .selectAll()
    .where('province', '=', province)
    .where('id', '=', id);
  if (lock === 'share') query = query.forShare();
  if (lock === 'update') query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row && roundOf(row);
}

/** The newest first; a province opens one or two a year. */
export async function roundsOf(tx: Tx, province: string): Promise<Round[]> {
  const rows = await tx
    .selectFrom('programmes.round')
    .selectAll()
    .where('province', '=', province)
    .orderBy('fiscal_year', 'desc')
    .orderBy('opened_on', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map(roundOf);
}

/** False when another round of the year is open. */
export async function insertRound(
  tx: Tx,
  cx: Context,
  round: Pick<Round, 'id' | 'fiscalYear' | 'name' | 'openedOn' | 'closesOn' | 'note'>,
): Promise<boolean> {
  const made = await tx
    .insertInto('programmes.round')
    .values({
      province: cx.province,
      id: round.id,
      fiscal_year: round.fiscalYear,
      name: round.name,
      opened_on: round.openedOn,
      closes_on: round.closesOn,
      note: round.note,
      created_by: cx.actor.accountId,
      created_at: cx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

export async function updateRound(
  tx: Tx,
  province: string,
  id: string,
  change: { name?: string; closes_on?: string; closed_at?: Date | null; note?: string | null },
): Promise<void> {
  await tx
    .updateTable('programmes.round')
    .set({ ...change, revision: sql<number>`revision + 1` })
    .where('province', '=', province)
    .where('id', '=', id)
    .execute();
}

/** Whether another round of the year is open. */
export async function otherOpenRound(tx: Tx, province: string, round: Round): Promise<boolean> {
  const row = await tx
    .selectFrom('programmes.round')
    .select('id')
    .where('province', '=', province)
    .where('fiscal_year', '=', round.fiscalYear)
    .where('closed_at', 'is', null)
    .where('id', '<>', round.id)
    .executeTakeFirst();
  return row !== undefined;
}

/** The steps to readiness of a day: the province's own where it has any, else the system's. */
export async function stepsOn(
  tx: Tx,
  province: string,
  on: LocalDate,
): Promise<{ readonly own: boolean; readonly steps: readonly ReadinessStep[] }> {
  const rows = await tx
    .selectFrom('programmes.readiness_step')
    .select(['province', 'code', 'weight', 'required'])
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('position')
    .execute();
  const own = rows.some((row) => row.province !== null);
  const steps = rows
    .filter((row) => (row.province !== null) === own)
    .map(({ code, weight, required }) => ({ code: code as ReadinessCode, weight, required }));
  return { own, steps };
}

export interface RegistrationTerm {
  readonly day: LocalDate;
  /** Before the day; otherwise on it at the latest. */
  readonly before: boolean;
  readonly document: string | null;
  readonly article: string | null;
  readonly verification: Verification;
}

/** By which day the list of a plan year is sent, in the year before; undefined where none is known. */
export async function registrationTerm(
  tx: Tx,
  province: string,
  procedure: Programme,
  fiscalYear: number,
): Promise<RegistrationTerm | undefined> {
  const { rows } = await sql<RegistrationTerm>`
    select make_date(${fiscalYear - 1}, t.month, t.day)::text as day, t.before, t.document, t.article, t.verification
      from programmes.registration_term t
     where (t.province is null or t.province = ${province}) and t.procedure = ${procedure}
       and t.valid_from <= make_date(${fiscalYear - 1}, t.month, t.day)
       and (t.valid_until is null or t.valid_until > make_date(${fiscalYear - 1}, t.month, t.day))
     order by t.province is null, t.valid_from desc limit 1`.execute(tx);
  return rows[0];
}
