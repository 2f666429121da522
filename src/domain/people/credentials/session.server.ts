import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { todayIn, type LocalDate } from '#kernel';
import type { Database } from '#platform/server';
import type { Actor } from '../actor.ts';
import type { Auth } from './auth.server.ts';
import { headersOf, type Cookies, type Visitor } from './visitor.server.ts';

/** How a session began. */
export type SignInMethod = 'password' | 'identity_provider' | 'demo';

/** A signed-in person, with the actor they are in the chosen province. */
export interface Session {
  readonly sessionId: string;
  readonly userId: string;
  readonly email: string;
  readonly method: SignInMethod;
  /** An authenticator app is enrolled. */
  readonly secondFactor: boolean;
  readonly updatedAt: string;
  /** Codes of the provinces where the person has an open account. */
  readonly provinces: readonly string[];
  /** The chosen province holds invented data. */
  readonly sample: boolean;
  /** Notices this person has not read in the chosen province; a hundred stands for more. */
  readonly unread: number;
  /** Null until one of several provinces is chosen, and for a person without any open account. */
  readonly actor: Actor | null;
}

/** The actor of a session as last told, and under which mark of the people of their province, on which day. */
interface Told {
  readonly mark: string;
  readonly day: LocalDate;
  readonly actor: Actor;
}

/** By token; the sessions not heard of for the longest go first. */
const told = new Map<string, Told>();
const MOST = 4096;

/**
 * Who a session cookie belongs to, in one round trip; null for none, a forged one, and one that is
 * over. `cookie` is the decoded value. The roles of somebody known are told again when anybody's in the province have
 * changed, whoever changed them, and each day.
 */
export async function currentSession(
  db: Database,
  auth: Auth,
  cookie: string | undefined,
  now: Date,
): Promise<Session | null> {
  const token = cookie === undefined ? undefined : tokenOf(cookie, auth.secret);
  if (token === undefined) return null;
  const day = todayIn(now);
  const last = told.get(token);
  const known = last?.day === day ? last : undefined;
  const { rows } = await sql<{ session: (Session & { readonly mark: string | null }) | null }>`/* prepared */
    select people.session_actor(${token}, ${now}, ${day}, ${known?.mark ?? null}) as session`.execute(db);
  const session = rows[0]?.session ?? null;
  told.delete(token);
  if (session === null || session.mark === null) return session;
  const actor = session.actor ?? (session.mark === known?.mark ? known.actor : null);
  if (actor !== null) told.set(token, { mark: session.mark, day, actor });
  const [oldest] = told.keys();
  if (told.size > MOST && oldest !== undefined) told.delete(oldest);
  return { ...session, actor };
}

/** The cookie of a session just made, as a Set-Cookie line; it ends with the browser. */
export function sessionCookieOf(auth: Auth, token: string): string {
  const signature = createHmac('sha256', auth.secret).update(token).digest('base64');
  const secure = auth.secure ? '; Secure' : '';
  return `${auth.sessionCookie}=${encodeURIComponent(`${token}.${signature}`)}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

/** The cookie is `token.signature`, signed so that a copy of the database gives nobody a session. */
function tokenOf(cookie: string, secret: string): string | undefined {
  const dot = cookie.lastIndexOf('.');
  if (dot < 1) return undefined;
  const token = cookie.slice(0, dot);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(cookie.slice(dot + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

const DAY_MS = 86_400_000;

/** Whether the session should be prolonged: once a day, so that reading writes nothing otherwise. */
export function isStale(session: Session, now: Date): boolean {
  return now.getTime() - new Date(session.updatedAt).getTime() > DAY_MS;
}

export async function prolong(auth: Auth, visitor: Visitor): Promise<Cookies> {
  const { headers } = await auth.better.api.getSession({ headers: headersOf(visitor), returnHeaders: true });
  return { cookies: headers.getSetCookie() };
}

/** Makes the session work in one of the person's provinces; false when they have no open account there. */
export async function chooseProvince(auth: Auth, session: Session, province: string): Promise<boolean> {
  if (!session.provinces.includes(province)) return false;
  await auth.pool.query(`update auth.session set province = $1 where id = $2 and "userId" = $3`, [
    province,
    session.sessionId,
    session.userId,
  ]);
  return true;
}

export interface OpenSession {
  readonly id: string;
  readonly began: Date;
  readonly lastSeen: Date;
  readonly address: string;
  readonly userAgent: string;
  readonly method: SignInMethod;
}

/** The person's open sessions, newest first. */
export async function listSessions(auth: Auth, userId: string, now: Date): Promise<readonly OpenSession[]> {
  const { rows } = await auth.pool.query<OpenSession>(
    `select id, "createdAt" as began, "updatedAt" as "lastSeen", coalesce("ipAddress", '') as address,
       coalesce("userAgent", '') as "userAgent", coalesce(method, 'password') as method
     from auth.session where "userId" = $1 and "expiresAt" > $2 order by "createdAt" desc`,
    [userId, now],
  );
  return rows;
}

/** Ends one of the person's own sessions, or all but one; answers how many ended. */
export async function endSessions(
  auth: Auth,
  userId: string,
  which: { readonly only: string } | { readonly allBut: string | null },
): Promise<number> {
  const [condition, id] =
    'only' in which ? ['id = $2', which.only] : ['id is distinct from $2', which.allBut];
  const { rowCount } = await auth.pool.query(
    `delete from auth.session where "userId" = $1 and ${condition}`,
    [userId, id],
  );
  return rowCount ?? 0;
}
