import { sql } from 'kysely';
import type { Database, Tx } from '#platform/server';

export interface InstalledProvince {
  readonly province: string;
  /** Invented data: every page of it carries a banner. */
  readonly sample: boolean;
}

/** The provinces this installation serves; none means that set-up has not been done. */
export async function installedProvinces(db: Database): Promise<readonly InstalledProvince[]> {
  const { rows } =
    await sql<InstalledProvince>`select province, sample from people.installed_provinces()`.execute(db);
  return rows;
}

/** False when the province is there already. */
export async function insertProvince(
  tx: Tx,
  row: { province: string; sample: boolean; openedAt: Date },
): Promise<boolean> {
  const made = await tx
    .insertInto('people.installation')
    .values({ province: row.province, sample: row.sample, opened_at: row.openedAt })
    .onConflict((oc) => oc.doNothing())
    .returning('province')
    .executeTakeFirst();
  return made !== undefined;
}
