import { projectProof } from '#app/seals/project-trail.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  projectProof(signedIn(locals), params.id, params.entry, locals);
