import { createHmac, timingSafeEqual } from 'node:crypto';
import { newId } from '#kernel';
import type { Auth } from './auth.server.ts';

/**
 * A cookie that says: from this browser this account was once signed in to. Wrong passwords are
 * counted per account and place; a browser that carries the cookie is a place of its own. So neither a
 * stranger nor a colleague behind the same address can use up the owner's tries.
 */
const COOKIE = 'kc.device';
const YEAR_S = 365 * 86_400;

const seal = (secret: string, email: string, device: string) =>
  createHmac('sha256', secret).update(`device ${email} ${device}`).digest('base64url');

/** The browser's own key for this account; undefined when it has never signed in to it. */
export function knownDevice(auth: Auth, cookieHeader: string, email: string): string | undefined {
  const name = cookieName(auth);
  for (const part of cookieHeader.split(/;\s*/)) {
    const [key, value = ''] = part.split('=', 2);
    if (key !== name) continue;
    for (const mark of value.split('~')) {
      const [device = '', given = ''] = mark.split('.');
      const expected = seal(auth.secret, email, device);
      if (given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected)))
        return device;
    }
  }
  return undefined;
}

/** The cookie to set after a good sign-in, none when it is there; keeps the last few accounts of a shared computer. */
export function rememberDevice(auth: Auth, cookieHeader: string, email: string): string[] {
  if (knownDevice(auth, cookieHeader, email) !== undefined) return [];
  const name = cookieName(auth);
  const earlier = cookieHeader
    .split(/;\s*/)
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
  const device = newId();
  const marks = [`${device}.${seal(auth.secret, email, device)}`, ...(earlier?.split('~') ?? [])].slice(0, 5);
  const secure = auth.secure ? '; Secure' : '';
  return [`${name}=${marks.join('~')}; Max-Age=${YEAR_S}; Path=/; HttpOnly; SameSite=Lax${secure}`];
}

const cookieName = (auth: Auth) => `${auth.secure ? '__Secure-' : ''}${COOKIE}`;
