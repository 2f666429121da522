import type pg from 'pg';
import { loadLaw } from '#law/server';
import { loadTerritory } from '#territory/server';

/** What every installation starts with, loaded by the owner after migrating; each step is idempotent. */
export async function loadReferenceData(owner: pg.Pool): Promise<void> {
  for (const load of loaders) await load(owner);
}

const loaders: readonly ((owner: pg.Pool) => Promise<void>)[] = [loadTerritory, loadLaw];
