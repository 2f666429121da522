import type { Handle } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '../../paraglide/server.js';

/** The language of the answer: the visitor's choice, else Vietnamese. */
export const language: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    event.locals.locale = locale;
    return resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale),
      // The letters of running text are asked for with the page, not after its styles: a slow line answers once.
      preload: ({ type, path }) => type !== 'font' || path.includes('-400-normal'),
    });
  });
