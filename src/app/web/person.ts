import type { Handle } from '@sveltejs/kit/hooks';
import { runtime } from '#app/runtime.ts';
import { currentSession, isStale, prolong } from '#people/server';
import { servedProvinces } from './provinces.ts';
import { keepCookies, visitorOf } from './visitor.ts';

/** Who asks, when, and in which province: everything later parts of the request may rely on. */
export const person: Handle = async ({ event, resolve }) => {
  const { db, auth } = runtime();
  const { locals, cookies } = event;
  locals.db = db;
  locals.now = new Date();
  locals.visitor = visitorOf(event);
  locals.session = await currentSession(db, auth, cookies.get(auth.sessionCookie), locals.now);
  locals.actor = locals.session?.actor ?? null;
  locals.self = locals.actor;
  if (locals.session !== null && isStale(locals.session, locals.now))
    keepCookies(cookies, await prolong(auth, locals.visitor));

  // A person's province is told by their session; the public looks at the first one served here.
  const shown = locals.actor
    ? { ...locals.actor, sample: locals.session?.sample === true }
    : (await servedProvinces(db))[0];
  locals.province = shown?.province ?? null;
  locals.sample = shown?.sample ?? false;
  return resolve(event);
};
