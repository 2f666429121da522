import type { Dong } from '#kernel';
import type { Tx } from '#platform/server';
import { amountIn } from '#projects';
import { yearPartsOf, type Project } from '#projects/server';

/** What a project has or was promised of one year. */
export interface YearOfProject {
  readonly year: number;
  readonly amount: Dong;
  readonly decisionNumber: string;
  /** What a plan of that year took; null: none has yet. */
  readonly taken: Dong | null;
}

/** Its years, the first as approved; nothing where no other was promised. */
export async function yearsOf(tx: Tx, province: string, project: Project): Promise<readonly YearOfProject[]> {
  const later = await yearPartsOf(tx, province, project.id);
  const approved = project.lastActs.get('approve_plan')?.data;
  const first = amountIn(approved, 'thisYear');
  if (later.length === 0 || first === undefined) return [];
  const decided = approved?.['decisionNumber'];
  const own = { year: project.fiscalYear, amount: first, taken: first };
  return [
    { ...own, decisionNumber: typeof decided === 'string' ? decided : '' },
    ...later.map(({ year, amount, decisionNumber, takenAmount: taken }) => ({
      ...{ year, amount, decisionNumber, taken },
    })),
  ];
}
