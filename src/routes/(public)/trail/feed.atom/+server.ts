import { trailFeed } from '#app/seals/trail-page.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => trailFeed(locals, url.origin, locals.locale);
