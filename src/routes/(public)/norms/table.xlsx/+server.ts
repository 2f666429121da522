import { normsFile, publicNorms } from '#app/norms/public-page.ts';
import { tableAsExcel } from '#app/table-file.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals, url }) =>
  tableAsExcel(normsFile(await publicNorms(locals, url), locals.locale));
