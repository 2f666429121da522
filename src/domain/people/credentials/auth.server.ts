import { betterAuth, type BetterAuthPlugin } from 'better-auth';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type pg from 'pg';
import { newId } from '#kernel';
import { openPool, type Log, type Settings } from '#platform/server';
import { readAuthSecret } from './auth-secret.server.ts';
import { openLimits, type Limits } from './limits.server.ts';
import { oneCodeOnce } from './one-code-once.server.ts';
import { makeBackupCodes } from './backup-codes.server.ts';
import { hashPassword, matchesPassword } from './password-hash.server.ts';
import { LONGEST_PASSWORD, SHORTEST_PASSWORD } from './password.ts';

/** Provider id of the identity provider: part of the address registered with it, `/api/auth/callback/oidc`. */
export const IDENTITY_PROVIDER = 'oidc';
/** The header by which we tell better-auth the visitor's address; never taken from the outside. */
export const ADDRESS_HEADER = 'x-kc-address';

const DAY_S = 86_400;

type BetterAuth = ReturnType<typeof configure>;

/** Credentials, sessions and second factors: better-auth over connections of their own. */
export interface Auth {
  readonly origin: string;
  readonly secret: string;
  /** Name of the cookie that carries the session. */
  readonly sessionCookie: string;
  readonly secure: boolean;
  readonly better: BetterAuth;
  /** The same with the identity provider; undefined when none is set. Made when first asked for. */
  readonly withProvider: (() => BetterAuth) | undefined;
  readonly providerLabel: string | undefined;
  readonly limits: Limits;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export type AuthSettings = Pick<Settings, 'origin' | 'oidc' | 'authSecret' | 'dataDir'>;

/** Opens at `url`, as the role kc_auth. Touches neither database nor network until it is used. */
export function openAuth(url: string, settings: AuthSettings, log: Log): Auth {
  const pool = openPool(url, { max: 6, role: 'kc_auth', searchPath: 'auth', plainTypes: true });
  const secret = readAuthSecret(settings);
  const secure = settings.origin.startsWith('https:');
  const { origin, oidc } = settings;
  const base = { pool, secret, origin, secure, log };
  let provided: BetterAuth | undefined;
  // better-auth asks the provider for its configuration when it is made, and again at each use until
  // it answers. Two instances, so that a silent provider keeps nobody from signing in by password.
  const withProvider = oidc && (() => (provided ??= configure(base, [identityProvider(oidc)])));
  return {
    origin,
    secret,
    secure,
    sessionCookie: `${secure ? '__Secure-' : ''}kc.session_token`,
    better: configure(base, []),
    withProvider,
    providerLabel: oidc?.label,
    limits: openLimits(pool),
    pool,
    close: () => pool.end(),
  };
}

interface Base {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly origin: string;
  readonly secure: boolean;
  readonly log: Log;
}

function configure({ pool, secret, origin, secure, log }: Base, more: BetterAuthPlugin[]) {
  return betterAuth({
    appName: 'Khuyến Công',
    baseURL: origin,
    basePath: '/api/auth',
    secret,
    database: pool,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    // Wrong passwords are its warnings; they are counted, not logged.
    logger: { level: 'error', log: (level, message) => log[level]({ part: 'auth' }, message) },
    rateLimit: { enabled: false }, // its limits do not see calls from form actions; ours do
    advanced: {
      cookiePrefix: 'kc',
      useSecureCookies: secure,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
      database: { generateId: () => newId() },
    },
    session: {
      expiresIn: 14 * DAY_S,
      updateAge: DAY_S,
      additionalFields: {
        province: { type: 'string', required: false, input: false },
        method: { type: 'string', required: false, input: false },
      },
    },
    account: {
      encryptOAuthTokens: true,
      storeStateStrategy: 'cookie',
      accountLinking: { enabled: true, trustedProviders: [IDENTITY_PROVIDER] },
    },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true, // accounts come by invitation, or by a mailed link
      minPasswordLength: SHORTEST_PASSWORD,
      maxPasswordLength: LONGEST_PASSWORD,
      revokeSessionsOnPasswordReset: true,
      password: { hash: hashPassword, verify: matchesPassword },
    },
    databaseHooks: {
      session: {
        create: {
          before: (session, ctx) => {
            const began = ctx?.path?.startsWith('/callback') ? 'identity_provider' : 'password';
            const { method } = session as { method?: string | null };
            return Promise.resolve({ data: { ...session, method: method ?? began } });
          },
        },
      },
    },
    plugins: [
      // Ten wrong codes in a row close the second step for 15 minutes: whoever gets that far knows the
      // password already.
      twoFactor({
        issuer: 'Khuyến Công',
        allowPasswordless: true,
        backupCodeOptions: { customBackupCodesGenerate: makeBackupCodes },
      }),
      oneCodeOnce(pool),
      ...more,
    ],
  });
}

function identityProvider(oidc: NonNullable<Settings['oidc']>): BetterAuthPlugin {
  return genericOAuth({
    config: [
      {
        providerId: IDENTITY_PROVIDER,
        name: oidc.label,
        clientId: oidc.clientId,
        clientSecret: oidc.clientSecret,
        discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        scopes: ['openid', 'email', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
      },
    ],
  });
}
