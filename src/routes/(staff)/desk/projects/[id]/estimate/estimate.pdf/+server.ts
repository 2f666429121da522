import { estimatePdf } from '#app/estimates/estimate-pdf.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, params }) =>
  estimatePdf(signedIn(locals), params.id, locals.sample);
