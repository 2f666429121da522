import { error } from '@sveltejs/kit';
import { filterFrom } from '#app/money/transfer-filter.ts';
import { transfersCsv } from '#app/money/transfers-csv.ts';
import { signedIn } from '#app/signed-in.ts';
import { todayIn } from '#kernel';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = ({ locals, url }) => {
  const body = transfersCsv(signedIn(locals), filterFrom(url.searchParams));
  if (!body) error(404, 'Not found');
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="but-toan-${todayIn(locals.now)}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
};
