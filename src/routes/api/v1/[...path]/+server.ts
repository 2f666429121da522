import { answerApi } from '#app/api/api.ts';
import { runtime } from '#app/runtime.ts';
import { placeOf } from '#people/server';
import type { RequestHandler } from './$types.js';

/**
 * The interface for other programs, behind the same hooks as every page. JSON only: a form of another site
 * cannot ask, and no cookie is looked at.
 */
export const fallback: RequestHandler = ({ request, locals }) =>
  answerApi(request, {
    db: locals.db,
    province: locals.province ?? '',
    now: locals.now,
    take: () => runtime().auth.limits.take('check', placeOf(locals.visitor.address)),
  });
