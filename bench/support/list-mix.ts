import { sql } from 'kysely';
import { inProvince, type Database } from '#platform/server';
import { countedTo, filterFrom, keyFrom } from '#projects';
import { countProjects, listProjects } from '#projects/server';
import { PROVINCE } from './projects.ts';

/** What officers ask of the list, as addresses of its page; every one is asked equally often. */
const ASKED = [
  ['everything, newest first', ''],
  ['one state', 'state=contracted'],
  ['one year', 'year=2024'],
  ['a rare word, without accents', 'q=tinh+dau+que'],
  ['a common word', 'q=máy'],
  ['two common words and a state', 'q=công+ty+gỗ&state=planned'],
  ['a word nobody wrote', 'q=xylophon'],
  ['a rare syllable', 'q=quế'],
  ['a number', 'q=KC-2020-20003'],
  ['by deadline', 'sort=due'],
  ['by amount, one procedure', 'sort=amount&procedure=national'],
  ['one commune', 'commune=17035'],
] as const;

/** One question of the mix: its name and the query of its address. */
export type Question = readonly [name: string, query: string];

/** The mix, with a page from the middle of the list as it is now. */
export async function questionsNow(db: Database): Promise<readonly Question[]> {
  const middle = await inProvince({ db, province: PROVINCE }, async (tx) => {
    const { rows } = await sql<{ key: string }>`
      select to_char(state_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '~' || id as key
        from projects.project where province = ${PROVINCE} and state <> 'draft' order by state_since desc, id desc
       limit 1 offset (select count(*) / 2 from projects.project where state <> 'draft')`.execute(tx);
    return rows[0]?.key ?? '';
  });
  return [...ASKED, ['a page from the middle', new URLSearchParams({ after: middle }).toString()]];
}

/** What the list's page asks of the database for one address: the page of 40, and how many there are. */
export async function askTheStore(db: Database, query: string): Promise<number> {
  const params = new URLSearchParams(query);
  const filter = filterFrom(params);
  const scope = { db, province: PROVINCE };
  return inProvince(scope, async (tx) => {
    await listProjects(tx, scope, filter, { after: keyFrom(params.get('after')), size: 40 });
    return countProjects(tx, scope, filter, countedTo(filter) + 1);
  });
}
