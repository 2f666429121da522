import type { BenchDatabase } from './database.ts';
import { PROVINCE } from './projects.ts';

/**
 * Gives every project of the benchmark the legs its state has behind it and the one it is on, by bulk past the trigger; then
 * counts all anew. Of those under way the leg began in the last two hundred days, closed ones lie in the eight years before.
 */
export async function growLegs(database: BenchDatabase, today: string): Promise<void> {
  const client = await database.owner.connect();
  try {
    await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
    await client.query('begin');
    await client.query('alter table projects.leg disable trigger user');
    await client.query('delete from projects.leg where province = $1', [PROVINCE]);
    await client.query(
      `insert into projects.leg
         (province, project_id, leg, procedure, content, cohort, started_on, counted_from, ended_on, reached, working_days, amount)
       select province, id, leg, procedure, content_code, extract(year from submitted)::int, begun,
              begun + case leg when 'term' then (100 + i % 80)::int else 0 end,
              case when at >= upto then finished end, case when at >= upto then not left_way end,
              case when at >= upto then law.working_days_between(begun, finished) end,
              case when at >= upto and leg not in ('advance', 'works', 'settlement') then 0 else coalesce(planned_support, asked_support) end
         from (select p.*, row_number() over (order by id) as i, state in ('rejected', 'withdrawn') as left_way,
                      array_position(array['submitted', 'screened', 'appraised', 'planned', 'estimated', 'contracted', 'accepted', 'paid', 'closed'],
                        case state when 'appraisal_prepared' then 'screened' when 'estimate_submitted' then 'planned'
                                   when 'settlement_submitted' then 'paid' when 'settled' then 'closed'
                                   when 'rejected' then 'screened' when 'withdrawn' then 'screened' else state end) - 1 as at
                 from projects.project p where p.province = $1 and p.state <> 'draft') p
        cross join lateral (select case when at = 8 or left_way then $2::date - 260 - (i * 31 % 2900)::int
                                        else $2::date - (i * 7 % 200)::int - at * 25 end as submitted) s
        join (values ('whole', 0, 6), ('screening', 0, 1), ('appraisal', 1, 2), ('plan', 2, 3), ('estimate', 3, 4), ('contract', 4, 5),
                     ('first_payment', 5, 6), ('advance', 5, 6), ('works', 5, 6), ('term', 5, 6), ('payment', 6, 7), ('settlement', 7, 8))
             way(leg, since, upto) on since <= at and not (left_way and since > 0)
        cross join lateral (select submitted + since * 25 as begun, submitted + upto * 25 + (i * 17 % 60)::int as ends) b
        cross join lateral (select least(ends, $2::date) as finished) f`,
      [PROVINCE, today],
    );
    await client.query('alter table projects.leg enable trigger user');
    await client.query('select projects.recount_legs($1)', [PROVINCE]);
    await client.query('commit');
    await client.query(
      'vacuum (analyze) projects.leg, projects.running_leg_count, projects.ended_leg_count, projects.reached_leg_month',
    );
  } finally {
    client.release();
  }
}
