import { figuresForPrograms, historyFor } from '#app/history-figures.ts';
import { tableAsCsv } from '#app/table-file.ts';
import type { RequestHandler } from './$types.js';

export const GET: RequestHandler = async ({ locals }) =>
  tableAsCsv(figuresForPrograms(await historyFor(locals)));
