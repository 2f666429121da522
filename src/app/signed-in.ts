import { error } from '@sveltejs/kit';
import { contextOf, type Context } from '#people/server';
import { cameFrom } from './web/came-from.ts';

/**
 * The context of a page behind sign-in. The access list has sent everybody else to sign in before a
 * load runs; this is the type's witness of it.
 */
export function signedIn(locals: App.Locals): Context {
  if (locals.actor === null) error(404, 'Not found');
  return contextOf(locals.db, locals.actor, locals.now, cameFrom(locals));
}
