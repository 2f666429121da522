import { supportExamples } from '#app/api/support-check.schema.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = () => ({
  example: JSON.stringify(Object.values(supportExamples)[0]?.value, null, 2),
});
