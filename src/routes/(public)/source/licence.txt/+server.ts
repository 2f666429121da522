import licence from '../../../../../LICENSE?raw';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = () =>
  new Response(licence, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
