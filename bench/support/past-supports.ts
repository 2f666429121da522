import { parseTaxCode, type TaxCode } from '#kernel';
import type { BenchDatabase } from './database.ts';
import { growProjectsTo, PROVINCE } from './projects.ts';

/** States of projects that stand in a plan or came further. */
const GRANTED = `('planned', 'estimate_submitted', 'estimated', 'contracted', 'accepted', 'paid', 'settlement_submitted', 'settled', 'closed')`;

/**
 * `total` projects of which those in a plan or beyond were approved into it: what past supports are found by.
 * Answers tax codes of their establishments that hold together.
 */
export async function growPastSupportsTo(
  database: BenchDatabase,
  total: number,
): Promise<readonly TaxCode[]> {
  await growProjectsTo(database, total);
  const client = await database.owner.connect();
  try {
    await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
    await client.query(
      `update projects.project set planned_support = asked_support,
              contract_support = case when state in ('contracted', 'accepted', 'paid', 'settled', 'closed') then asked_support end,
              settled_support = case when state in ('settled', 'closed') then asked_support end
        where state in ${GRANTED}`,
    );
    await client.query(
      `insert into projects.act (province, id, project_id, seq, event, from_state, to_state, actor_id, role, at, on_date, data)
       select province, md5('plan ' || id)::uuid, id, 1, 'approve_plan', 'appraised', 'planned', created_by, 'provincial_approver',
              created_at, (created_at at time zone 'Asia/Ho_Chi_Minh')::date, '{}'
         from projects.project where state in ${GRANTED}`,
    );
    await client.query('vacuum (analyze) projects.project, projects.act, establishments.establishment');
    const { rows } = await client.query<{ tax_code: string }>(
      `select tax_code from establishments.establishment where tax_code like '49%' order by tax_code`,
    );
    return rows.flatMap(({ tax_code }) => {
      const read = parseTaxCode(tax_code);
      return read.ok ? [read.value] : [];
    });
  } finally {
    client.release();
  }
}
