import { paperOfUnit } from '#app/appraisal/opinion-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

/** A paper that the unit was shown with the question. */
export const GET: RequestHandler = ({ locals, params }) =>
  paperOfUnit(signedIn(locals), params.id, params.paper);
