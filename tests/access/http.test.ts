import { beforeAll, describe, expect, it } from 'vitest';
import { access, admit } from '#app/access.ts';
import { expectOk } from '#kernel';
import { unitKindsOfRole, type Actor } from '#people';
import { giveCredentials, signIn } from '#people/server';
import { Browser, cast, testAuth, testDatabase, type TestDatabase } from '#testing';
import { dataFolder, startApplication, type Application } from '../app/application.ts';
import { addressOf, filesOf, routeIds } from './manifest.ts';
import { peopledProvince, signInEveryRole, type Visitor } from './visits.ts';

const SECRET = 'a secret that the test shares with the application';
/** Routes that answer 404 to those they are for, because what they serve is not there in this test. */
const NOTHING_THERE = new Set([
  '/(public)/law/files/[id]', // no file is attached
  '/(public)/setup', // set-up is done
  '/api/auth/callback/[provider]', // no identity provider is set
  '/documents/[id]', // the paper has no file
  '/(account)/documents/[id]/signatures',
  '/(staff)/desk/projects/exports/[id]/file', // no worker runs, so it is not made
  '/gallery', // for those who build the application
  '/gallery/desk',
  '/gallery/project',
]);

let database: TestDatabase;
let application: Application;
let visitors: readonly Visitor[];
let addresses: Readonly<Record<string, string>>;
const stranger: Visitor = { role: null, browser: new Browser() };

beforeAll(async () => {
  database = await testDatabase();
  const made = await peopledProvince(database);
  addresses = made.addresses;
  visitors = await signInEveryRole(testAuth(database, { authSecret: SECRET }), made.people);
  application = await startApplication({
    DATABASE_URL: database.urls.owner,
    DATABASE_APP_URL: database.urls.app,
    DATA_DIR: dataFolder(),
    AUTH_SECRET: SECRET,
    WORKER: 'off',
  });
  expect(application.url, application.said()).not.toBe('');
}, 120_000);

const addressFor = (routeId: string) =>
  addresses[routeId] ?? (routeId.includes('[') ? undefined : addressOf(routeId));
const reachable = () => routeIds().filter((routeId) => addressFor(routeId) !== undefined);

async function ask(visitor: Visitor, address: string, init: RequestInit = {}) {
  const headers = { cookie: visitor.browser.cookie, accept: 'text/html', origin: application.url };
  const answer = await fetch(application.url + address, {
    redirect: 'manual',
    ...init,
    headers: { ...headers, ...init.headers },
  });
  await answer.arrayBuffer();
  return { status: answer.status, location: answer.headers.get('location') };
}

const send = (visitor: Visitor, address: string) =>
  ask(visitor, address, {
    method: 'POST',
    body: 'x=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  });

function verdictFor(routeId: string, { role }: Visitor) {
  const memberships = role ? [{ unitId: 'u', unitKind: unitKindsOfRole[role][0]!, unitName: '', role }] : [];
  const actor: Actor = { accountId: 'a', province: '40', name: '', memberships };
  return admit(routeId, role ? { signedIn: true, actor } : { signedIn: false, actor: null });
}

/**
 * Every table as it stands, by the transactions that made its rows: any row added, changed or deleted
 * shows. Credentials and the job queue apart: asking for a page may prolong a session.
 */
async function everyTable(): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await database.super.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'auth', 'graphile_worker') order by 1`,
  );
  const states = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await database.super.query<{ state: string }>(
        `select count(*) || ' ' || coalesce(md5(string_agg(xmin::text || ctid::text, ',' order by ctid)), '') as state from ${name}`,
      );
      return [name, rows[0]?.state ?? ''] as const;
    }),
  );
  return Object.fromEntries(states);
}

describe('every route, for every role, over HTTP', () => {
  it('has an address here', () => {
    expect(routeIds().filter((routeId) => addressFor(routeId) === undefined)).toEqual([]);
    expect(Object.keys(addresses).filter((routeId) => !(routeId in access))).toEqual([]);
  });

  it('is open, hidden, or behind sign-in exactly as the list says; and reading it writes nothing', async () => {
    const before = await everyTable();
    const wrong: string[] = [];
    const entered = new Map<string, number>();
    for (const routeId of reachable()) {
      const address = addressFor(routeId)!;
      for (const visitor of [stranger, ...visitors]) {
        const { status, location } = await ask(visitor, address);
        const verdict = verdictFor(routeId, visitor);
        const said = `${visitor.role ?? 'stranger'} ${address}: ${status} ${location ?? ''}, but ${verdict}`;
        const asked = location?.startsWith('/sign-in?next=') === true;
        if (status >= 500) wrong.push(said);
        if (verdict === 'hidden' && status !== 404) wrong.push(said);
        if (verdict === 'sign_in' && !(status === 303 && asked)) wrong.push(said);
        if (verdict === 'enter' && asked) wrong.push(said);
        if (verdict === 'enter' && status < 400) entered.set(routeId, (entered.get(routeId) ?? 0) + 1);
      }
    }
    expect(wrong).toEqual([]);
    const dead = reachable().filter((routeId) => !entered.has(routeId) && !NOTHING_THERE.has(routeId));
    expect(dead.filter((routeId) => filesOf(routeId).some((file) => /\+page\./.test(file)))).toEqual([]);
    expect(await everyTable(), 'reading has written').toEqual(before);
  }, 300_000);

  it('takes no form from whom it is hidden, nor from who is not signed in', async () => {
    const before = await everyTable();
    const wrong: string[] = [];
    for (const routeId of reachable().filter((id) => access[id] !== 'public')) {
      const address = addressFor(routeId)!;
      for (const visitor of [stranger, ...visitors]) {
        const verdict = verdictFor(routeId, visitor);
        if (verdict === 'enter') continue;
        const { status, location } = await send(visitor, address);
        const refused = verdict === 'hidden' ? status === 404 : location?.startsWith('/sign-in?next=');
        if (!refused) wrong.push(`${visitor.role ?? 'stranger'} ${address}: ${status} ${location ?? ''}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(await everyTable()).toEqual(before);
  }, 300_000);

  it('takes no form that another site sends', async () => {
    const owner = visitors.find(({ role }) => role === 'establishment_owner')!;
    const foreign = await ask(owner, '/sign-out', {
      method: 'POST',
      body: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://elsewhere.example' },
    });
    expect(foreign.status).toBe(403);
  });

  it('serves nothing of the credentials’ own addresses but the way back from the identity provider', async () => {
    const json = { 'content-type': 'application/json' };
    for (const way of [
      'sign-in/email',
      'sign-up/email',
      'two-factor/verify-totp',
      'sign-out',
      'reset-password',
    ])
      expect(
        await ask(stranger, `/api/auth/${way}`, { method: 'POST', body: '{}', headers: json }),
      ).toMatchObject({
        status: 404,
      });
    for (const way of ['get-session', 'list-sessions', 'ok', 'error'])
      expect(await ask(stranger, `/api/auth/${way}`)).toMatchObject({ status: 404 });
  });
});

describe('an officer of a real province, without a second factor', () => {
  it('reaches no page of a role before enrolling, and the own account always', async () => {
    const auth = testAuth(database, { authSecret: SECRET });
    const real = await cast(database.db, { province: '38', now: new Date() });
    const enter = async (person: 'centreOfficer' | 'owner', email: string): Promise<Visitor> => {
      const { accountId } = real[person].actor;
      const credentials = { accountId, password: 'một câu dài dễ nhớ' };
      const scope = { db: database.db, province: '38' };
      await database.super.query(`update people.account set email = $1 where id = $2`, [email, accountId]);
      expectOk(await giveCredentials(auth, scope, credentials, new Date()));
      const browser = new Browser();
      browser.keep(expectOk(await signIn(auth, browser, { email, password: credentials.password })));
      return { role: real[person].actor.memberships[0]!.role, browser };
    };
    const officer = await enter('centreOfficer', 'canbo@thanhhoa.example');
    for (const routeId of reachable()) {
      if (verdictFor(routeId, officer) !== 'enter') continue;
      const { location } = await ask(officer, addressFor(routeId)!);
      const audience = access[routeId];
      if (typeof audience === 'object') expect(location, routeId).toBe('/account/second-factor');
      else expect(location, routeId).not.toBe('/account/second-factor');
    }
    const owner = await enter('owner', 'chu@thanhhoa.example');
    expect(await ask(owner, '/my')).toMatchObject({ status: 200 });
  }, 60_000);
});
