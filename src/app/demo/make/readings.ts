import { demoAccounts } from '#people/server';
import { inProvince } from '#platform/server';
import { documentOf, noteReading } from '#records/server';
import { CAST_PROVINCE } from '../cast.ts';
import type { DemoTools } from '../tools.ts';

const MINUTE_MS = 60_000;

/** A few officers have opened papers that carry accounts or personal data, so that the register shows what it is for. */
export async function openSomePapers({ opened }: DemoTools, now: Date): Promise<void> {
  const scope = { db: opened.db, province: CAST_PROVINCE };
  const readers = (await demoAccounts(scope, now)).filter(({ role }) =>
    ['centre_officer', 'finance_officer', 'auditor'].includes(role),
  );
  const papers = await inProvince(scope, async (tx) => {
    const found = await tx
      .selectFrom('records.document as d')
      .innerJoin('records.sensitive_kind as k', 'k.kind', 'd.kind')
      .select('d.id')
      .where('d.province', '=', CAST_PROVINCE)
      .where('d.file_hash', 'is not', null)
      .orderBy('d.added_at', 'desc')
      .limit(6)
      .execute();
    return Promise.all(found.map(({ id }) => documentOf(tx, CAST_PROVINCE, id)));
  });
  for (const [i, paper] of papers.entries()) {
    const reader = readers[i % readers.length];
    if (paper === undefined || reader === undefined) continue;
    const at = new Date(now.getTime() - (papers.length - i) * 7 * MINUTE_MS);
    const origin = { via: 'page', address: 'private', network: '10.38.4.0/24' } as const;
    const actor = { accountId: reader.accountId };
    await noteReading({ ...scope, now: at, actor, origin }, { actor }, paper);
  }
}
