import { normsFile, publicNorms } from '#app/norms/public-page.ts';
import { tableAsCsv } from '#app/table-file.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, url }) =>
  tableAsCsv(normsFile(await publicNorms(locals, url), locals.locale));
