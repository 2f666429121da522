import type { Handle } from '@sveltejs/kit/hooks';
import { paraglideMiddleware } from '../../paraglide/server.js';

/** The language of the answer: the visitor's choice, else Vietnamese. */
export const language: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    event.locals.locale = locale;
    return resolve(event, {
      // The frame is written in Vietnamese; only another language costs a second copy of the page.
      ...(locale === 'vi'
        ? {}
        : { transformPageChunk: ({ html }) => html.replace('<html lang="vi"', `<html lang="${locale}"`) }),
      // The letters of running text are asked for with the page, not after its styles: a slow line answers once.
      preload: ({ type, path }) => type !== 'font' || path.includes('-400-normal'),
    });
  });
