import type { BenchDatabase } from './database.ts';
import { PROVINCE, writeWaits } from './projects.ts';

/**
 * Gives every project of the benchmark a running wait of its own step and desk, and `past` ended ones over twenty years,
 * by bulk past the trigger; then counts all anew, as after any such writing.
 */
export async function growWaitsTo(database: BenchDatabase, past: number, today: string): Promise<void> {
  const client = await database.owner.connect();
  try {
    await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
    await client.query('begin');
    // The desks of both procedures, with the days the law's steps give them; works take as long as their contracts say.
    await client.query(
      `create temporary table bench_desk on commit drop as
       select event, owner_role as role, working_days as days, row_number() over (order by procedure_id, position) - 1 as n,
              count(*) over () as total
         from law.procedure_step where owner_role is not null`,
    );
    await client.query('drop index records.deadline_ended');
    await writeWaits(client, async () => {
      // The waits that projects were made with all stand at one step; these are spread over every desk.
      await client.query(`delete from records.deadline where province = $1`, [PROVINCE]);
      const { rowCount: open } = await client.query(
        `insert into records.deadline
         (province, id, subject_kind, subject_id, step, owner_role, started_on, due_on, days, counted_from, counted_days,
          procedure, content, used_before)
       select province, md5('open ' || id)::uuid, 'project', id, step.event, step.role, started, started + step.days * 7 / 5, step.days,
              started, step.days, procedure, content_code, 0
         from (select p.*, row_number() over (order by id) as i from projects.project p where p.province = $1 and p.state <> 'draft') p
        cross join lateral (select $2::date - (i * 13 % 90)::int as started) s
        cross join lateral (${deskAt('p.i')}) step`,
        [PROVINCE, today],
      );
      await client.query(
        `insert into records.deadline
         (province, id, subject_kind, subject_id, step, owner_role, started_on, due_on, days, counted_from, counted_days,
          closed_at, procedure, content, used_before, days_used)
       select p.province, md5('past ' || i)::uuid, 'project', p.id, step.event, step.role, started, started + step.days * 7 / 5, step.days,
              started, step.days, (started + used * 7 / 5 + time '10:00') at time zone 'Asia/Ho_Chi_Minh', p.procedure, p.content_code, 0, used
         from generate_series(1, $2::int) i
         join (select p.id, p.province, p.procedure, p.content_code, row_number() over (order by id) as n
                 from projects.project p where p.province = $1 and p.state <> 'draft') p on p.n = 1 + i % $4::int
        cross join lateral (${deskAt('i')}) step
        cross join lateral (select $3::date - 90 - (i::bigint * 7919 % 7200)::int as started,
                                   (step.days * (20 + i::bigint * 31 % 130) / 100 + case when i % 23 = 0 then i % 40 else 0 end)::int as used) s`,
        [PROVINCE, past, today, open],
      );
    });
    await client.query(
      'create index deadline_ended on records.deadline (province, step, closed_on desc, id desc) where closed_at is not null',
    );
    await client.query('commit');
    await client.query(
      'vacuum (analyze) records.deadline, records.open_wait_count, records.ended_wait_count, projects.project',
    );
  } finally {
    client.release();
  }
}

/** One desk in turn for each number. */
const deskAt = (i: string) => `
  select event, role, coalesce(days, 40 + (${i} % 60)::int) as days from bench_desk where n = ${i} % total`;
