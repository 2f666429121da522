import { signedIn } from '#app/signed-in.ts';
import { waitsCsv } from '#app/waits/waits-csv.ts';
import { loadWaits } from '#app/waits/waits-page.ts';
import { todayIn } from '#kernel';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, url }) =>
  new Response(waitsCsv(await loadWaits(signedIn(locals), url.searchParams, locals.locale), locals.locale), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="cho-o-dau-${todayIn(locals.now)}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
