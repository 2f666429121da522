import type { Cookies as JarCookies, RequestEvent } from '@sveltejs/kit';
import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies';
import type { Cookies, Visitor } from '#people/server';

/** What the credentials need to know of a request. */
export function visitorOf(event: Pick<RequestEvent, 'request' | 'getClientAddress'>): Visitor {
  return {
    cookie: event.request.headers.get('cookie') ?? '',
    userAgent: event.request.headers.get('user-agent') ?? '',
    address: event.getClientAddress(),
  };
}

/** Hands the browser the cookies a step of signing in has made. */
export function keepCookies(jar: JarCookies, { cookies }: Cookies): void {
  for (const line of cookies)
    for (const [name, cookie] of parseSetCookieHeader(line)) {
      const attributes = toCookieOptions(cookie);
      // Kit would add Secure by itself, also where plain http is all there is.
      jar.set(name, cookie.value, { path: '/', ...attributes, secure: attributes.secure ?? false });
    }
}
