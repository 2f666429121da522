import { inProvince, type Scope } from '#platform/server';
import { historyOf, type History } from './history.ts';
import { resolutions, statedFigures } from './history.store.server.ts';

/** The stated figures of a province with their reconciliation. Public: everyone may read it. */
export async function readHistory(scope: Scope): Promise<History> {
  return inProvince(scope, async (tx) => historyOf(await statedFigures(tx), await resolutions(tx)));
}
