import { sql } from 'kysely';
import { expectOk, ok } from '#kernel';
import { transact, type Scope } from '#platform/server';

/** Entries of one seal at most: a proof of one reads as many hashes, and making it holds them in memory. */
const MOST = 20_000;

/**
 * Seals what a province's trail holds and is not sealed yet; answers how many entries. Several workers may do it at
 * once: they take turns, and what one has sealed the next does not find.
 */
export async function sealTrail(
  scope: Pick<Scope, 'db' | 'province'>,
  now: Date,
  most: number = MOST,
): Promise<number> {
  for (let sealed = 0; ;) {
    const { db, province } = scope;
    const batch = expectOk(
      await transact({ db, province }, async (tx) => {
        const { rows } = await sql<{ count: number }>`
          select records.seal_trail(${province}, ${now}, ${most}) as count`.execute(tx);
        return ok(rows[0]?.count ?? 0);
      }),
    );
    sealed += batch;
    if (batch < most) return sealed;
  }
}
