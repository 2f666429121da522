import { dev } from '$app/env';
import { error } from '@sveltejs/kit';
import { runtime } from '#app/runtime.ts';
import type { LayoutServerLoad } from './$types.js';

/** The gallery is for those who build pages and for the tests of the look; a real installation has none. */
export const load: LayoutServerLoad = () => {
  if (!dev && !runtime().settings.demo) error(404);
};
