import { sql } from 'kysely';
import { localDate, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ClockRulesInput } from './clock-rules.form.ts';
import { inOrder, type ClockRules } from './clock-rules.ts';

export interface ClockRulesVersion {
  readonly version: number;
  readonly from: LocalDate;
  readonly until: LocalDate | null;
  readonly basis: string;
  readonly basisOn: LocalDate;
  /** Null: from then on what is for all holds again. */
  readonly rules: ClockRules | null;
  readonly publishedAt: Date;
  readonly publisher: string;
}

/** What holds in a province on a day, and the version of its own that says so, if one does. */
export async function clockRulesOn(
  tx: Tx,
  province: string,
  on: LocalDate,
): Promise<ClockRules & { readonly own: number | null }> {
  const { rows } = await sql<{ own: number | null; rules: ClockRules }>`
    select r.version as own, r.rules from law.clock_rules r
     where r.province = ${province} and r.rules is not null
       and r.valid_from <= ${on}::date and (r.valid_until is null or r.valid_until > ${on}::date)
    union all
    select null, jsonb_build_object(
      'opinions', (select jsonb_object_agg(o.procedure, jsonb_build_object(
          'days', o.days, 'silence', o.silence, 'late', o.late, 'linkDays', o.link_days))
        from law.opinion_rule o where ${inForce('o', on)}),
      'reminders', coalesce((select to_jsonb(d.days_before) from law.reminder_rule d where ${ofProvince('d', province, on)}
        order by d.province nulls last limit 1), '[]'),
      'escalations', coalesce((select jsonb_agg(jsonb_build_object(
          'ownerRole', e.owner_role, 'level', e.level, 'toRole', e.to_role, 'daysLate', e.days_late))
        from (select distinct on (e.owner_role, e.level) e.* from law.escalation_rule e
               where ${ofProvince('e', province, on)} order by e.owner_role, e.level, e.province nulls last) e), '[]'),
      'extensions', coalesce((select jsonb_agg(jsonb_build_object(
          'ownerRole', x.owner_role, 'byRoles', x.by_roles, 'mostTimes', x.most_times, 'mostDays', x.most_days))
        from (select distinct on (x.owner_role) x.* from law.extension_rule x
               where ${ofProvince('x', province, on)} order by x.owner_role, x.province nulls last) x), '[]'))
    limit 1`.execute(tx);
  const { own, rules } = rows[0]!;
  return { ...inOrder(rules), own };
}

const inForce = (alias: string, on: LocalDate) => {
  const from = sql.ref(`${alias}.valid_from`);
  const until = sql.ref(`${alias}.valid_until`);
  return sql`${from} <= ${on}::date and (${until} is null or ${until} > ${on}::date)`;
};
const ofProvince = (alias: string, province: string, on: LocalDate) => {
  const its = sql.ref(`${alias}.province`);
  return sql`${inForce(alias, on)} and (${its} is null or ${its} = ${province})`;
};

/** The province's own versions, newest first. */
export async function clockRulesVersions(tx: Tx, province: string): Promise<ClockRulesVersion[]> {
  const rows = await tx
    .selectFrom('law.clock_rules as r')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'r.province').onRef('a.id', '=', 'r.published_by'),
    )
    .selectAll('r')
    .select('a.name')
    .where('r.province', '=', province)
    .orderBy('r.version', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    version: row.version,
    from: localDate(row.valid_from),
    until: row.valid_until as LocalDate | null,
    basis: row.basis,
    basisOn: localDate(row.basis_on),
    rules: row.rules === null ? null : inOrder(row.rules as unknown as ClockRules),
    publishedAt: row.published_at,
    publisher: row.name,
  }));
}

export interface ClockRulesDraft extends ClockRulesInput {
  readonly no: number;
  readonly savedAt: Date;
  readonly savedBy: string;
  readonly writers: readonly string[];
}

/** What was drafted last upon a version (0: upon what is for all), if it was not published. */
export async function clockRulesDraft(
  tx: Tx,
  province: string,
  base: number,
): Promise<ClockRulesDraft | null> {
  const rows = await tx
    .selectFrom('law.clock_rules_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .selectAll('d')
    .select('a.name')
    .where('d.province', '=', province)
    .where('d.base', '=', base)
    .orderBy('d.no', 'desc')
    .execute();
  const [last] = rows;
  if (last === undefined) return null;
  return {
    no: last.no,
    from: localDate(last.valid_from),
    basis: last.basis,
    basisOn: localDate(last.basis_on),
    rules: last.rules === null ? null : inOrder(last.rules as unknown as ClockRules),
    savedAt: last.saved_at,
    savedBy: last.name,
    writers: [...new Set(rows.flatMap((row) => [row.saved_by, row.on_behalf_of ?? row.saved_by]))],
  };
}

/** Answers its number, or undefined where somebody saved at the same time. */
export async function insertClockRulesDraft(
  tx: Tx,
  cx: Context,
  base: number,
  input: ClockRulesInput,
): Promise<number | undefined> {
  const made = await tx
    .insertInto('law.clock_rules_draft')
    .values((eb) => ({
      province: cx.province,
      no: eb
        .selectFrom('law.clock_rules_draft')
        .where('province', '=', cx.province)
        .select((e) => e(e.fn.coalesce(e.fn.max('no'), e.lit(0)), '+', 1).as('no')),
      base,
      valid_from: input.from,
      basis: input.basis,
      basis_on: input.basisOn,
      rules: input.rules === null ? null : JSON.stringify(inOrder(input.rules)),
      saved_by: cx.actor.accountId,
      saved_at: cx.now,
    }))
    .onConflict((c) => c.doNothing())
    .returning('no')
    .executeTakeFirst();
  return made?.no;
}

/** The one way a draft becomes a version; see the function in the database for what it refuses. */
export async function callPublishClockRules(tx: Tx, cx: Context, no: number): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select law.publish_clock_rules(${cx.province}, ${no}, ${cx.actor.accountId}, ${cx.now}) as version`.execute(
    tx,
  );
  return rows[0]!.version;
}
