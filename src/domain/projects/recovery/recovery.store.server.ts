import { sql } from 'kysely';
import type { Dong, LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { searchWords } from '../project-list.ts';
import type { State } from '../project.transitions.ts';
import type { RecoveryPlan } from './recovery.ts';

/** Plans of a project, the one in force first. */
export async function recoveryPlans(tx: Tx, province: string, projectId: string): Promise<RecoveryPlan[]> {
  const plans = await tx
    .selectFrom('projects.recovery_plan')
    .selectAll()
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('no', 'desc')
    .execute();
  if (plans.length === 0) return [];
  const parts = await tx
    .selectFrom('projects.recovery_instalment')
    .selectAll()
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('no')
    .execute();
  return plans.map((p) => ({
    ...{ no: p.no, debt: p.debt as Dong, decisionNumber: p.decision_number, reason: p.reason },
    ...{ decidedOn: p.decided_on as LocalDate, documentId: p.document_id },
    instalments: parts
      .filter((part) => part.plan_no === p.no)
      .map((part) => ({ dueOn: part.due_on as LocalDate, amount: part.amount as Dong })),
  }));
}

export async function insertPlan(tx: Tx, cx: Context, projectId: string, plan: RecoveryPlan): Promise<void> {
  const key = { province: cx.province, project_id: projectId };
  await tx
    .insertInto('projects.recovery_plan')
    .values({
      ...{ ...key, no: plan.no, debt: plan.debt, decision_number: plan.decisionNumber },
      ...{ decided_on: plan.decidedOn, reason: plan.reason, document_id: plan.documentId },
      ...{ made_by: cx.actor.accountId, made_at: cx.now },
    })
    .execute();
  await tx
    .insertInto('projects.recovery_instalment')
    .values(
      plan.instalments.map((part, i) => ({
        ...{ ...key, plan_no: plan.no, no: i + 1, due_on: part.dueOn, amount: part.amount },
      })),
    )
    .execute();
}

/** The day the project's lists show, beside the wait; not an act, so the revision stays. */
export async function setDueOn(tx: Tx, province: string, projectId: string, due: LocalDate): Promise<void> {
  await tx
    .updateTable('projects.project')
    .set({ due_on: due })
    .where('province', '=', province)
    .where('id', '=', projectId)
    .execute();
}

export interface Debt {
  readonly projectId: string;
  readonly number: string | null;
  readonly title: string;
  readonly establishmentName: string | null;
  readonly establishmentUnit: string;
  readonly state: State;
  readonly since: LocalDate;
  readonly owed: Dong;
  readonly planNo: number | null;
  readonly nextOn: LocalDate | null;
  readonly nextLeft: Dong | null;
  readonly late: Dong;
  readonly key: DebtKey;
}

export interface DebtKey {
  readonly due: string;
  readonly id: string;
}

export interface DebtFilter {
  readonly search: string;
  readonly late: boolean;
  readonly after: DebtKey | null;
  readonly limit: number;
}

/**
 * Everything that is owed back in the province, what is due first at the head, debts without a plan before all. A settled or
 * stopped project owes what the ledger has of it at *advanced* and *spent*; the parts that have come cover the oldest first.
 */
export async function listDebts(
  tx: Tx,
  province: string,
  on: LocalDate,
  { search, late, after, limit }: DebtFilter,
): Promise<Debt[]> {
  const words = searchWords(search).map((word) => `%${word}%`);
  const { rows } = await sql<{
    id: string;
    number: string | null;
    title: string;
    establishment_name: string | null;
    establishment_unit: string;
    state: string;
    since: string;
    owed: string;
    plan_no: number | null;
    next_on: string | null;
    next_left: string | null;
    late: string;
    due: string;
  }>`
    with debt as (
      select p.id, p.number, p.title, e.name as establishment_name, coalesce(e.unit_id, p.implementing_unit) as establishment_unit, p.state,
             (p.state_since at time zone 'Asia/Ho_Chi_Minh')::date as since, d.owed, plan.no as plan_no,
             part.next_on, part.next_left, coalesce(part.late, 0) as late,
             coalesce(part.next_on, '0001-01-01'::date) as due
        from projects.project p
        left join establishments.establishment e on e.province = p.province and e.id = p.establishment_id
        cross join lateral (select coalesce(sum(a.balance), 0)::bigint as owed from funds.account a
          where a.province = p.province and a.project_id = p.id and a.station in ('advanced', 'spent')) d
        left join lateral (select r.no, r.debt from projects.recovery_plan r
          where r.province = p.province and r.project_id = p.id order by r.no desc limit 1) plan on true
        left join lateral (
          select min(i.due_on) as next_on,
                 (array_agg(least(i.amount, i.upto - i.come) order by i.due_on))[1]::bigint as next_left,
                 (sum(least(i.amount, i.upto - i.come)) filter (where i.due_on < ${on}::date))::bigint as late
            from (select x.due_on, x.amount, sum(x.amount) over (order by x.no) as upto,
                         greatest(plan.debt - d.owed, 0) as come
                    from projects.recovery_instalment x
                   where x.province = p.province and x.project_id = p.id and x.plan_no = plan.no) i
           where i.upto > i.come) part on true
       where p.province = ${province} and p.state in ('settled', 'stopped') and d.owed > 0
         and p.search like all (${words}::text[]))
    select *, owed::text, late::text, next_left::text from debt
     where (${!late} or late > 0)
       and (${after === null} or (due, id) > (${after?.due ?? '0001-01-01'}::date, ${after?.id ?? null}::uuid))
     order by due, id limit ${limit}`.execute(tx);
  return rows.map((r) => ({
    ...{ projectId: r.id, number: r.number, title: r.title, establishmentName: r.establishment_name },
    ...{ establishmentUnit: r.establishment_unit, state: r.state as State, since: r.since as LocalDate },
    ...{ owed: BigInt(r.owed) as Dong, planNo: r.plan_no, nextOn: r.next_on as LocalDate | null },
    nextLeft: r.next_left === null ? null : (BigInt(r.next_left) as Dong),
    late: BigInt(r.late) as Dong,
    key: { due: r.due, id: r.id },
  }));
}
