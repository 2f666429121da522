import { redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { sampleLoading } from '#people/server';

/** The gallery holds drawn examples only, no province's data; the source is everybody's. */
const OPEN_BEFORE = new Set([
  '/(public)/setup',
  '/(public)/source',
  '/(public)/source/licence.txt',
  '/language',
  '/gallery',
  '/gallery/desk',
  '/gallery/project',
]);

/** Once seen ready, always ready: a province is never closed. */
let ready = false;

/** On an empty database every way leads to set-up, until its province is open and filled. */
export const setUpFirst: Handle = async ({ event, resolve }) => {
  ready = ready || (await isReady(event.locals));
  const routeId = event.route.id;
  if (!ready && routeId !== null && !OPEN_BEFORE.has(routeId)) redirect(303, '/setup');
  return resolve(event);
};

async function isReady({ province, db }: App.Locals): Promise<boolean> {
  if (province === null) return false;
  const loading = await sampleLoading(db);
  return loading === undefined || (loading.finished && !loading.failed);
}
