import type { Database, Tx } from '#platform/server';

/** How far the making of the sample province has come. */
export interface SampleLoading {
  /** The clock it is made by: one that was cut off goes on by the same. */
  readonly startedAt: Date;
  readonly note: string | null;
  readonly done: number;
  readonly total: number;
  readonly finished: boolean;
  readonly failed: boolean;
}

/** Undefined when nobody asked for a sample province. */
export async function sampleLoading(db: Database): Promise<SampleLoading | undefined> {
  const row = await db.selectFrom('people.sample_loading').selectAll().executeTakeFirst();
  return (
    row && {
      startedAt: row.started_at,
      note: row.note,
      done: row.done,
      total: row.total,
      finished: row.finished_at !== null,
      failed: row.failed,
    }
  );
}

export async function startSampleLoading(tx: Tx, now: Date): Promise<void> {
  await tx.insertInto('people.sample_loading').values({ started_at: now }).execute();
}

/** Starts, or goes on with what was cut off or failed before. */
export async function takeUpSampleLoading(db: Database, now: Date): Promise<SampleLoading> {
  await db
    .insertInto('people.sample_loading')
    .values({ started_at: now })
    .onConflict((oc) => oc.column('once').doUpdateSet({ finished_at: null, failed: false }))
    .execute();
  return (await sampleLoading(db))!;
}

export async function noteSampleProgress(
  db: Database,
  progress: { readonly note?: string; readonly done?: number; readonly total?: number },
): Promise<void> {
  await db.updateTable('people.sample_loading').set(progress).execute();
}

export async function finishSampleLoading(db: Database, now: Date, failed: boolean): Promise<void> {
  await db.updateTable('people.sample_loading').set({ finished_at: now, failed }).execute();
}
