import { error } from '@sveltejs/kit';
import type { Session } from '#people/server';

/** The session of a page behind sign-in; the access list has sent everybody else away before. */
export function ownSession(locals: App.Locals): Session {
  if (locals.session === null) error(404, 'Not found');
  return locals.session;
}
