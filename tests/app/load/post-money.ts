// Posts money through the use case without pause, from eight callers at once, and writes the key of each
// posting to standard output once, and only once, the database has acknowledged it. Made to be killed.
//   node post-money.ts <data folder> <province> <account> <fund>
import { writeSync } from 'node:fs';
import { planFor } from '#funds/server';
import { dong, newId, todayIn } from '#kernel';
import { actorOfAccount, contextOf } from '#people/server';
import { openDatabase, openPool, runningEmbeddedPostgres } from '#platform/server';

const [dataDir = '', province = '', accountId = '', fundId = ''] = process.argv.slice(2);
const server = await runningEmbeddedPostgres(dataDir);
if (server === undefined) throw new Error('no database runs there');
const db = openDatabase(openPool(server.appUrl, { max: 8 }));
const now = new Date();
const actor = await actorOfAccount({ db, province }, accountId, now);
if (actor === undefined) throw new Error('no such account');
const cx = contextOf(db, actor, now);

await Promise.all(
  Array.from({ length: 8 }, async () => {
    for (;;) {
      const key = newId();
      try {
        const posted = await planFor(cx, {
          fundId,
          projectId: newId(),
          amount: dong(1000),
          on: todayIn(now),
          key,
        });
        if (posted.ok) writeSync(1, `${key}\n`);
      } catch {
        // The database is gone for the moment: not acknowledged, so not said. Another key next time.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }),
);
