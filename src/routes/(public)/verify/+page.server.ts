import { findByCode } from '#app/papers/verify-page.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ url }) => findByCode(url);
