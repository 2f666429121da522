import { figuresForPeople, historyFor } from '#app/history-figures.ts';
import { tableAsExcel } from '#app/table-file.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals }) =>
  tableAsExcel(figuresForPeople(await historyFor(locals), locals.locale));
