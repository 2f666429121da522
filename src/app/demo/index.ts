import { sealTrail } from '#records/server';
import { installSampleNorms } from '#law/server';
import { finishSampleLoading, installedProvinces, sampleLoading, takeUpSampleLoading } from '#people/server';
import type { Database } from '#platform/server';
import { CAST_PROVINCE } from './cast.ts';
import { groundsOf } from './make/grounds.ts';
import { listUplandCommunes } from './make/upland.ts';
import { openSomePapers } from './make/readings.ts';
import { makeProvince } from './make/province.ts';
import type { Grounds } from './plan/grounds.ts';
import { planProvince } from './plan/plan.ts';
import type { DemoTools } from './tools.ts';

export interface DemoOptions {
  /** The moment the sample province is made for: its desks are as they would be then. */
  readonly now?: Date;
  readonly seed?: string;
  readonly size?: Grounds['size'];
}

/**
 * Makes the sample province through the use cases, by a clock that runs through three years up to
 * `now`. Does nothing where it is made already, or beside a province of real data; goes on where it
 * was cut off. The same seed and clock make the same province, ids apart.
 */
export async function loadDemo(tools: DemoTools, options: DemoOptions = {}): Promise<void> {
  const { opened, owner, note } = tools;
  const alone = await owner.connect();
  try {
    await alone.query(`select pg_advisory_lock(hashtextextended('sample province', 0))`);
    if (!(await isWanted(opened.db, note))) return;
    const { startedAt } = await takeUpSampleLoading(opened.db, options.now ?? new Date());
    await installSampleNorms(owner, CAST_PROVINCE);
    await listUplandCommunes(tools, startedAt);
    const plan = planProvince(await groundsOf(opened.db, startedAt, options));
    await makeProvince(tools, plan, startedAt);
    await openSomePapers(tools, startedAt);
    // The worker's first minute may still be to come when somebody looks.
    await sealTrail({ db: opened.db, province: CAST_PROVINCE }, new Date());
    await finishSampleLoading(opened.db, startedAt, false);
  } finally {
    await alone.query(`select pg_advisory_unlock_all()`).catch(() => {});
    alone.release();
  }
}

/** Whether a making was cut off, so that the next start has to go on with it. */
export async function isHalfMade(db: Database): Promise<boolean> {
  const loading = await sampleLoading(db);
  return loading !== undefined && (!loading.finished || loading.failed);
}

async function isWanted(db: Database, note: DemoTools['note']): Promise<boolean> {
  const installed = await installedProvinces(db);
  if (installed.some(({ sample }) => !sample)) {
    note('this installation holds a real province; the sample province is not put beside it');
    return false;
  }
  return installed.length === 0 || (await isHalfMade(db));
}
