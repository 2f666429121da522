import { error } from '@sveltejs/kit';
import { decisionPdf } from '#app/plans/decision-files.ts';
import { findForwardPlan, issuerOf } from '#app/plans/decision-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, params }) => {
  const cx = signedIn(locals);
  const found = await findForwardPlan(cx, params.id, 'vi');
  if (!found) error(404, 'Not found');
  const { plan, rows } = found;
  const bytes = decisionPdf(plan, rows, { issuer: await issuerOf(cx, plan), sample: locals.sample });
  return new Response(bytes, {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="quyet-dinh-${plan.year}-${plan.no}.pdf"`,
      'x-content-type-options': 'nosniff',
    },
  });
};
