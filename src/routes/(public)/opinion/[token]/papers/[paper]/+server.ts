import { paperOfExpert } from '#app/appraisal/opinion-page.ts';
import type { RequestHandler } from './$types.js';

/** A paper that was chosen for the holder of the link. */
export const GET: RequestHandler = ({ locals, params }) => paperOfExpert(locals, params.token, params.paper);
