import { installedProvinces, type InstalledProvince } from '#people/server';
import type { Database } from '#platform/server';

/** How long another process may go on with the old list after a province was opened. */
const FRESH_MS = 5_000;

let known: { readonly at: number; readonly provinces: readonly InstalledProvince[] } | undefined;

/** The provinces this installation serves; none before set-up. Asked of the database every few seconds. */
export async function servedProvinces(db: Database): Promise<readonly InstalledProvince[]> {
  const at = Date.now();
  if (known === undefined || known.provinces.length === 0 || at - known.at > FRESH_MS)
    known = { at, provinces: await installedProvinces(db) };
  return known.provinces;
}
