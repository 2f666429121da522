import { ok, type LocalDate, type Result } from '#kernel';
import { judgeEligibility, type PlaceFacts, type PriorityOrder } from '#law';
import { loadEligibilityBook, placeFacts } from '#law/server';
import type { Tx } from '#platform/server';
import { communeKeptFor } from '#territory/server';
import { findEstablishments } from './establishment.store.server.ts';

/** Where establishments stand in the law's order of priority on a day, by id; places are looked up once. */
export async function readPriorities(
  tx: Tx,
  ids: readonly string[],
  on: LocalDate,
): Promise<Result<ReadonlyMap<string, PriorityOrder>>> {
  const book = await loadEligibilityBook(tx, on);
  if (!book.ok) return book;
  const places = new Map<string, PlaceFacts | undefined>();
  const orders = new Map<string, PriorityOrder>();
  for (const establishment of await findEstablishments(tx, ids)) {
    if (!places.has(establishment.commune)) {
      const commune = await communeKeptFor(tx, establishment.commune, on);
      places.set(establishment.commune, commune && (await placeFacts(tx, commune, on, book.value.rules)));
    }
    const place = places.get(establishment.commune);
    if (place === undefined) continue;
    const { priorityOrder } = judgeEligibility({ ...establishment, ...place }, on, book.value);
    orders.set(establishment.id, priorityOrder);
  }
  return ok(orders);
}
