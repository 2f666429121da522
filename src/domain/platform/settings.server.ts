import path from 'node:path';
import { z } from 'zod';
import { ok, refuse, type Result } from '#kernel';

const blankToMissing = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankToMissing, schema.optional());
const orElse = <T extends z.ZodType>(schema: T, fallback: z.output<T>) =>
  z.preprocess((value) => blankToMissing(value) ?? fallback, schema);
const flag = z.union([
  z.boolean(),
  z.enum(['0', '1', 'true', 'false']).transform((v) => v === '1' || v === 'true'),
]);

/** Every environment variable the system reads; the README lists them in this order. */
const environment = z.object({
  PORT: orElse(z.coerce.number().int().min(0).max(65_535), 3000),
  HOST: orElse(z.string(), '127.0.0.1'),
  ORIGIN: optional(z.url({ protocol: /^https?$/ })),
  DATA_DIR: orElse(z.string(), 'var'),
  DATABASE_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  DATABASE_APP_URL: optional(z.url({ protocol: /^postgres(ql)?$/ })),
  WAL_ARCHIVE: optional(z.string()),
  DATABASE_POOL: orElse(z.coerce.number().int().min(2).max(200), 20),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/ })),
  MAIL_FROM: orElse(z.string(), 'Khuyến Công <khuyen-cong@localhost>'),
  OIDC_ISSUER: optional(z.url({ protocol: /^https?$/ })),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_LABEL: orElse(z.string(), 'VNeID'),
  AUTH_SECRET: optional(z.string().min(32)),
  AUTH_SECRET_BEFORE: optional(z.string().min(32)),
  CLAMD: optional(z.string().regex(/^\/|:\d+$/)),
  TSA_URL: optional(z.url({ protocol: /^https?$/ })),
  TRUST_PROXY: orElse(flag, false),
  WORKER: orElse(z.enum(['on', 'off', 'only']), 'on'),
  SOURCE_URL: optional(z.url({ protocol: /^https?$/ })),
  METRICS_TOKEN: optional(z.string().min(16)),
  LOG_LEVEL: orElse(z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']), 'info'),
  KC_DEMO: orElse(flag, false),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Where people reach us, without a trailing slash; forms are accepted from this origin only. */
  readonly origin: string;
  /** Absolute path of the folder for the embedded database, files and keys. */
  readonly dataDir: string;
  /** Connection of the schema's owner; absent means the embedded database. */
  readonly databaseUrl: string | undefined;
  /** Connection of the least-privileged role; absent means the owner's connection acting as kc_app. */
  readonly databaseAppUrl: string | undefined;
  /** Absolute path of the folder that keeps the embedded database's log; absent: none is kept. */
  readonly walArchive: string | undefined;
  readonly databasePool: number;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly oidc: { issuer: string; clientId: string; clientSecret: string; label: string } | undefined;
  readonly authSecret: string | undefined;
  /** What `authSecret` was until it was changed: opens what was sealed under it. */
  readonly authSecretBefore: string | undefined;
  /** Where clamd listens: the path of its socket, or host:port. */
  readonly clamd: string | undefined;
  /** A time-stamping authority (RFC 3161), asked at every signing. */
  readonly tsaUrl: string | undefined;
  readonly trustProxy: boolean;
  readonly worker: 'on' | 'off' | 'only';
  /** Where the source of the version that runs can be had (AGPL, section 13); changed versions have their own. */
  readonly sourceUrl: string | undefined;
  /** Bearer token that opens /metrics to other machines; absent means this machine only. */
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  readonly demo: boolean;
}

/**
 * Reads and checks the environment. Refuses with `settings_invalid`, whose `problems` names every
 * variable that is wrong and why, in one answer.
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Result<Settings, 'settings_invalid'> {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`).join('; ');
    return refuse('settings_invalid', { problems });
  }
  const e = parsed.data;
  const oidcParts = [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET].filter(
    (v) => v !== undefined,
  ).length;
  if (oidcParts !== 0 && oidcParts !== 3)
    return refuse('settings_invalid', {
      problems: 'OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET go together',
    });
  const host = e.HOST === '0.0.0.0' || e.HOST === '::' ? 'localhost' : e.HOST;
  return ok({
    port: e.PORT,
    host: e.HOST,
    origin: (e.ORIGIN ?? `http://${host}:${e.PORT}`).replace(/\/+$/, ''),
    dataDir: path.resolve(e.DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    databaseAppUrl: e.DATABASE_APP_URL,
    walArchive: e.WAL_ARCHIVE === undefined ? undefined : path.resolve(e.WAL_ARCHIVE),
    databasePool: e.DATABASE_POOL,
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    oidc:
      e.OIDC_ISSUER && e.OIDC_CLIENT_ID && e.OIDC_CLIENT_SECRET
        ? {
            issuer: e.OIDC_ISSUER,
            clientId: e.OIDC_CLIENT_ID,
            clientSecret: e.OIDC_CLIENT_SECRET,
            label: e.OIDC_LABEL,
          }
        : undefined,
    authSecret: e.AUTH_SECRET,
    authSecretBefore: e.AUTH_SECRET_BEFORE,
    clamd: e.CLAMD,
    tsaUrl: e.TSA_URL,
    trustProxy: e.TRUST_PROXY,
    worker: e.WORKER,
    sourceUrl: e.SOURCE_URL,
    metricsToken: e.METRICS_TOKEN,
    logLevel: e.LOG_LEVEL,
    demo: e.KC_DEMO,
  });
}
