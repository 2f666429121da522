import { sql } from 'kysely';
import { transact } from '#platform/server';
import { ok } from '#kernel';
import { takeNumber } from '#records/server';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { runLoad } from './support/load.ts';
import { makeProvince, PROVINCE } from './support/projects.ts';

const CALLERS = 64;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 8);

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, CALLERS);
  await makeProvince(database);
  const { db, owner, app } = database;
  await owner.query('create sequence public.bench_numbers');
  await owner.query('grant usage on sequence public.bench_numbers to kc_app');
  const scope = { db, province: PROVINCE };
  const load = { callers: CALLERS, seconds: SECONDS, warmUpSeconds: SECONDS / 4 };

  tools.note('one register under all callers');
  const one = await runLoad({
    ...load,
    call: () => transact(scope, async (tx) => ok(await takeNumber(tx, PROVINCE, 'bench', 2026))),
  });
  tools.note('a register for each of 16 units');
  const many = await runLoad({
    ...load,
    call: (caller) =>
      transact(scope, async (tx) => ok(await takeNumber(tx, PROVINCE, `bench-${caller % 16}`, 2026))),
  });
  tools.note('a sequence');
  const sequence = await runLoad({
    ...load,
    call: () =>
      transact(scope, async (tx) => {
        await sql`select nextval('public.bench_numbers')`.execute(tx);
        return ok(undefined);
      }),
  });
  const client = await app.connect();
  await client.query(`select set_config('kc.province', $1, false)`, [PROVINCE]);
  const kept = await client.query<{ last: number }>(
    `select last from records.number_register where province = $1 and series = 'bench'`,
    [PROVINCE],
  );
  client.release(true);
  tools.note(`the register stands at ${kept.rows[0]?.last}`);
  const against = (perSecond: number) => ({
    ...{ peer: 'sequence, which leaves gaps', peerValue: sequence.perSecond },
    ratio: Math.round((perSecond / sequence.perSecond) * 100) / 100,
  });
  return [
    { metric: 'gapless numbers, one register', value: one.perSecond, unit: '1/s', ...against(one.perSecond) },
    { metric: 'gapless numbers, one register, p95', value: one.p95, unit: 'ms' },
    {
      metric: 'gapless numbers, 16 registers',
      value: many.perSecond,
      unit: '1/s',
      ...against(many.perSecond),
    },
    { metric: 'errors', value: one.errors + many.errors + sequence.errors, unit: 'count' },
  ];
}

export default bench({
  about: `numbers taken by ${CALLERS} callers, each in a durable transaction of its own: no gap, none twice; a PostgreSQL sequence, which leaves gaps, is the limit`,
  run,
});
