import { simulationDownload } from '#app/norms/simulation-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  simulationDownload(signedIn(locals), params.id, params.simulation);
