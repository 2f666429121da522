import { runningVersion } from '#app/running-version.ts';
import { runtime } from '#app/runtime.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({
  ...runningVersion(),
  address: runtime().settings.sourceUrl ?? null,
});
