import { error } from '@sveltejs/kit';
import { annexExcel } from '#app/plans/decision-files.ts';
import { findForwardPlan } from '#app/plans/decision-page.ts';
import { signedIn } from '#app/signed-in.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, params }) => {
  const found = await findForwardPlan(signedIn(locals), params.id, locals.locale);
  return found ? annexExcel(found.plan, found.rows) : error(404, 'Not found');
};
