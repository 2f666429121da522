// Works on one project after another until it is killed, and says each act once the database has acknowledged it.
import process from 'node:process';
import { expectOk, type FormFields } from '#kernel';
import { actorOfAccount, contextOf, type Context } from '#people/server';
import { openDatabase, openPool } from '#platform/server';
import type { Cast } from '../../support/cast.ts';
import { act, countWorkshopsFrom, drafted, newWorkshop, provincialWay } from '../../support/projects.ts';
import { submitRequest } from '#projects/server';

/** Who acts, by account, and on what; given as one JSON argument. */
export interface CrashWork {
  readonly url: string;
  readonly province: string;
  readonly now: string;
  readonly people: Readonly<Record<string, string>>;
  readonly fundId: string;
  /** Projects under way at once. */
  readonly hands: number;
}

const work = JSON.parse(process.argv[2]!) as CrashWork;
const db = openDatabase(openPool(work.url, { max: work.hands }));
const now = new Date(work.now);

async function someone(name: string): Promise<Context> {
  const actor = await actorOfAccount({ db, province: work.province }, work.people[name]!, now);
  return contextOf(db, actor!, now);
}

/** A line reaches the pipe before the next act begins: what is not said was not acknowledged. */
const say = (line: object) =>
  new Promise<void>((resolve) => process.stdout.write(`${JSON.stringify(line)}\n`, () => resolve()));

async function walk(people: Readonly<Record<string, Context>>): Promise<void> {
  // A workshop of its own for each: what one business has counts against its next request.
  const { owner, establishmentId } = await newWorkshop(people as unknown as Cast);
  const { id, draftRevision } = await drafted(owner, establishmentId);
  const { number } = expectOk(await submitRequest(owner, { projectId: id, draftRevision }));
  await say({ project: id, number });
  for (const [who, event, fields] of provincialWay(work.fundId) as readonly [
    keyof Cast,
    never,
    FormFields,
  ][]) {
    const { actId } = expectOk(await act(people[who]!, id, event, fields));
    await say({ project: id, act: actId, event });
  }
}

countWorkshopsFrom(Math.floor(Math.random() * 5_000_000));
const people: Record<string, Context> = {};
for (const name of Object.keys(work.people)) people[name] = await someone(name);
await say({ ready: true });
await Promise.all(
  Array.from({ length: work.hands }, async () => {
    for (;;) await walk(people);
  }),
);
