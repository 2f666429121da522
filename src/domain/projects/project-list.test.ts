import { beforeAll, describe, expect, it } from 'vitest';
import { cast, registered, submitted, testDatabase, type Cast } from '#testing';
import { inProvince } from '#platform/server';
import { filterFrom, keyFrom } from './project-list.ts';
import { countProjects, listProjects } from './project-list.store.server.ts';

let people: Cast;
/** More than the ten rows from which a word counts as common and the list is walked for it. */
const MACHINES = 12;

beforeAll(async () => {
  const { db } = await testDatabase();
  people = await cast(db);
  const { owner, establishmentId } = await registered(people);
  for (let i = 1; i <= MACHINES; i++)
    await submitted(owner, establishmentId, { title: `Máy số ${i}${i === 5 ? ' đóng bàn gỗ' : ''}` });
});

const read = (query: string, page: { after?: string | null; size?: number } = {}) =>
  inProvince(people.centreOfficer, async (tx) => {
    const filter = filterFrom(new URLSearchParams(query));
    const { rows, next } = await listProjects(tx, people.centreOfficer, filter, {
      after: keyFrom(page.after ?? null),
      size: page.size ?? 40,
    });
    return {
      titles: rows.map((row) => row.title),
      numbers: rows.map((row) => row.number),
      next,
      count: await countProjects(tx, people.centreOfficer, filter, 1000),
    };
  });

describe('the staff list', () => {
  it.each(['q=máy', 'q=may+so', 'q=MÁY&state=submitted', 'q=may&sort=amount', 'q=may&year=2026'])(
    'finds a common word, accents or not: %s',
    async (query) => {
      const { titles, count } = await read(query);
      expect([titles.length, count]).toEqual([MACHINES, MACHINES]);
    },
  );

  it.each(['q=gỗ', 'q=dong+ban+go', 'q=may+go', 'q=đóng&state=submitted&state=screened'])(
    'finds rare words: %s',
    async (query) => {
      expect(await read(query)).toMatchObject({ titles: ['Máy số 5 đóng bàn gỗ'], count: 1 });
    },
  );

  it('finds a whole number, and only that', async () => {
    const { numbers } = await read('');
    const one = numbers[3]!;
    expect(await read(`q=${one.toLowerCase()}`)).toMatchObject({ numbers: [one], count: 1 });
    expect((await read('q=KC-2026')).count).toBe(MACHINES);
  });

  it('takes a word of two letters from the beginning of a word', async () => {
    expect((await read('q=KC')).count).toBe(MACHINES);
    expect((await read('q=ay')).count).toBe(0);
  });

  it.each(['q=%25', 'q=_', "q='", 'q=\\'])('takes signs for themselves: %s', async (query) => {
    expect((await read(query)).count).toBe(0);
  });

  it.each(['', 'q=máy', 'sort=number', 'sort=due'])('pages through everything once: “%s”', async (query) => {
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page: Awaited<ReturnType<typeof read>> = await read(query, { after, size: 5 });
      seen.push(...page.numbers);
      after = page.next;
    }
    expect(seen).toHaveLength(MACHINES);
    expect(new Set(seen).size).toBe(MACHINES);
  });
});
