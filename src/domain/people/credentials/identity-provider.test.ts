import { createServer, type Server } from 'node:http';
import { Provider, type Configuration } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectOk } from '#kernel';
import {
  currentSession,
  giveCredentials,
  hasIdentity,
  providerLink,
  providerSignIn,
  signIn,
  type Auth,
} from '#people/server';
import { Browser, cast, testAuth, testDatabase, type Cast, type TestDatabase } from '#testing';

const ORIGIN = 'http://khuyen-cong.example';
const PASSWORD = 'uống nước nhớ nguồn';

/** A real provider whose people are their e-mail addresses; everyone it is told to be has signed in there. */
class IdentityProvider {
  readonly port: number;
  /** Whom the provider takes the browser for. */
  person = '';
  verified = true;
  #server: Server | undefined;

  constructor(port: number) {
    this.port = port;
  }

  get issuer() {
    return `http://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const configuration: Configuration = {
      clients: [
        {
          client_id: 'khuyen-cong',
          client_secret: 'a-secret-of-the-test',
          redirect_uris: [`${ORIGIN}/api/auth/callback/oidc`],
          response_types: ['code'],
          grant_types: ['authorization_code'],
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      ttl: { AccessToken: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      features: { devInteractions: { enabled: false } },
      cookies: { keys: ['cookies of the test'] },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      findAccount: (_, id) => ({
        accountId: id,
        claims: () => ({ sub: id, email: id, email_verified: this.verified, name: 'Người Dùng' }),
      }),
    };
    const provider = new Provider(this.issuer, configuration);
    provider.use(async (ctx, next) => {
      if (!ctx.path.startsWith('/interaction/')) return next();
      const { prompt, params, grantId } = await provider.interactionDetails(ctx.req, ctx.res);
      if (prompt.name === 'login') {
        const result = { login: { accountId: this.person } };
        await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: false });
      } else {
        const grant =
          (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
          new provider.Grant({ accountId: this.person, clientId: String(params['client_id']) });
        grant.addOIDCScope('openid email profile');
        const result = { consent: { grantId: await grant.save() } };
        await provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
      }
      ctx.respond = false;
    });
    const answer = provider.callback();
    this.#server = createServer((request, response) => void answer(request, response));
    await new Promise<void>((resolve) => this.#server?.listen(this.port, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(undefined));
    this.#server = undefined;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as { port: number };
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

let database: TestDatabase;
let c: Cast;
let provider: IdentityProvider;

beforeAll(async () => {
  database = await testDatabase();
  c = await cast(database.db);
  provider = new IdentityProvider(await freePort());
});
afterAll(() => provider.stop());

const oidcOf = () => ({
  issuer: provider.issuer,
  clientId: 'khuyen-cong',
  clientSecret: 'a-secret-of-the-test',
  label: 'VNeID',
});

/** Follows the provider's pages like a browser, until it sends us back; answers our address. */
async function throughProvider(url: string): Promise<URL> {
  const jar = new Map<string, string>();
  let at = new URL(url);
  for (let hop = 0; hop < 12; hop++) {
    if (at.origin === ORIGIN) return at;
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const location = answer.headers.get('location');
    if (location === null) throw new Error(`the provider stopped at ${at.href}: ${await answer.text()}`);
    at = new URL(location, at);
  }
  throw new Error('the provider goes round in circles');
}

/** The way back, as the route of the callback hands it on. */
async function comeBack(auth: Auth, browser: Browser, at: URL): Promise<string> {
  const answer = await auth.withProvider!().handler(new Request(at, { headers: { cookie: browser.cookie } }));
  browser.keep({ cookies: answer.headers.getSetCookie() });
  return answer.headers.get('location') ?? '';
}

async function enterByProvider(auth: Auth, browser = new Browser()) {
  const way = { next: '/desk', onError: '/sign-in' };
  const off = expectOk(await providerSignIn(auth, browser, way));
  browser.keep(off);
  const arrived = await comeBack(auth, browser, await throughProvider(off.url));
  return {
    browser,
    arrived,
    session: await currentSession(database.db, auth, browser.session(auth), new Date()),
  };
}

describe('signing in with the identity provider', () => {
  it('is not lost when the provider is silent at start, and keeps nobody from their password', async () => {
    const auth = testAuth(database, { origin: ORIGIN, oidc: oidcOf() });
    const { accountId } = c.centreOfficer.actor;
    expectOk(
      await giveCredentials(
        auth,
        c.centreOfficer,
        { accountId, password: PASSWORD, emailVerified: true },
        c.now,
      ),
    );
    const way = { next: '/desk', onError: '/sign-in' };
    expect(await providerSignIn(auth, new Browser(), way)).toMatchObject({
      refusal: { code: 'identity_provider_is_silent' },
    });
    const email = 'centreofficer@nghean.example';
    expectOk(await signIn(auth, new Browser(), { email, password: PASSWORD }));

    await provider.start();
    provider.person = email;
    const { session, arrived } = await enterByProvider(auth);
    expect(arrived).toBe('/desk');
    expect(session).toMatchObject({ method: 'identity_provider', actor: { accountId } });
    expect(await hasIdentity(auth, session!.userId)).toBe(true);
  });

  it('does not wait for a provider that accepts connections and says nothing', async () => {
    const mute = createServer(() => {});
    const port = await freePort();
    await new Promise<void>((resolve) => mute.listen(port, '127.0.0.1', resolve));
    const oidc = { ...oidcOf(), issuer: `http://127.0.0.1:${port}` };
    const auth = testAuth(database, { origin: ORIGIN, oidc });
    const began = Date.now();
    expect(await providerSignIn(auth, new Browser(), { next: '/', onError: '/' })).toMatchObject({
      refusal: { code: 'identity_provider_is_silent' },
    });
    expect(Date.now() - began).toBeLessThan(15_000);
    mute.closeAllConnections();
    mute.close();
  });

  it('lets in nobody without an account, and makes none', async () => {
    const auth = testAuth(database, { origin: ORIGIN, oidc: oidcOf() });
    provider.person = 'stranger@elsewhere.example';
    const { session, arrived } = await enterByProvider(auth);
    expect(session).toBeNull();
    expect(arrived).toMatch(
      /^\/sign-in\?error=signup_disabled|^http:\/\/khuyen-cong\.example\/sign-in\?error=signup_disabled/,
    );
    const { rows } = await database.owner.query(`select 1 from auth."user" where email = $1`, [
      provider.person,
    ]);
    expect(rows).toEqual([]);
  });

  it('does not join an identity to an account whose address was never proven here', async () => {
    const auth = testAuth(database, { origin: ORIGIN, oidc: oidcOf() });
    const { accountId } = c.owner.actor;
    expectOk(await giveCredentials(auth, c.owner, { accountId, password: PASSWORD }, c.now));
    provider.person = 'owner@nghean.example';
    expect((await enterByProvider(auth)).session).toBeNull();

    const browser = new Browser();
    browser.keep(expectOk(await signIn(auth, browser, { email: provider.person, password: PASSWORD })));
    const off = expectOk(await providerLink(auth, browser, { next: '/account' }));
    browser.keep(off);
    await comeBack(auth, browser, await throughProvider(off.url));
    expect((await enterByProvider(auth)).session?.actor).toMatchObject({ accountId });
  });

  it('takes no way back that another browser began', async () => {
    const auth = testAuth(database, { origin: ORIGIN, oidc: oidcOf() });
    provider.person = 'centreofficer@nghean.example';
    const begun = expectOk(await providerSignIn(auth, new Browser(), { next: '/desk', onError: '/sign-in' }));
    const victim = new Browser();
    await comeBack(auth, victim, await throughProvider(begun.url));
    expect(victim.session(auth)).toBeUndefined();
  });

  it('is refused where none is set', async () => {
    const auth = testAuth(database);
    expect(await providerSignIn(auth, new Browser(), { next: '/', onError: '/' })).toMatchObject({
      refusal: { code: 'identity_provider_is_not_set' },
    });
  });
});

describe('cookies', () => {
  it('are marked secure exactly where the origin is https', async () => {
    const { accountId } = c.secondOwner.actor;
    const plain = testAuth(database, { origin: ORIGIN });
    expectOk(await giveCredentials(plain, c.secondOwner, { accountId, password: PASSWORD }, c.now));
    const given = { email: 'secondowner@nghean.example', password: PASSWORD };
    for (const [origin, secure] of [
      [ORIGIN, false],
      ['https://khuyen-cong.example', true],
    ] as const) {
      const { cookies } = expectOk(await signIn(testAuth(database, { origin }), new Browser(), given));
      for (const cookie of cookies) {
        expect(cookie).toMatch(/HttpOnly/i);
        expect(cookie).toMatch(/SameSite=Lax/i);
        expect(/;\s*Secure/i.test(cookie), cookie).toBe(secure);
      }
    }
  });
});
