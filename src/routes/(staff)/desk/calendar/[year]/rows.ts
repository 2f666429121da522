import type { FormFields } from '#kernel';

/** Blank rows under what was entered. */
const BLANK_ROWS = 6;

/** How many rows the form shows: those filled, and some to go on with. */
export function rowsToShow(fields: FormFields): number {
  const filled = Object.entries(fields)
    .filter(([name, value]) => name.startsWith('days.') && value !== '')
    .map(([name]) => Number(name.split('.')[1]));
  return Math.max(-1, ...filled) + 1 + BLANK_ROWS;
}
