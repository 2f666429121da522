import { loadRegister } from '#app/papers/register-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = ({ locals, url }) => loadRegister(signedIn(locals), url);
