import { setAsYaml } from '#app/norms/sets-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) => setAsYaml(signedIn(locals), params.id);
