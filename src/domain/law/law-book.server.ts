import { sql } from 'kysely';
import { ok, type LocalDate } from '#kernel';
import type { Tx } from '#platform/server';
import { loadContentConditions } from './content-condition.store.server.ts';
import { requestPapersOn } from './dossier-item.store.server.ts';
import { loadEligibilityBook } from './eligibility.store.server.ts';
import type { LawBook } from './law-book.ts';
import { loadNormBook } from './norm.store.server.ts';
import { loadWishes } from './wish.store.server.ts';

/** Days and provinces kept in memory; beyond that, all is read again. */
const MOST_KEPT = 64;
const kept = new Map<string, LawBook>();
let keptEdition = '';

/**
 * The law of a day, read from the database only when its edition is not the one kept: one row asked, whatever
 * the number of processes. What is read while another edition is being committed is kept under the one before,
 * so the next reader reads it again.
 */
export async function lawBookOn(tx: Tx, province: string, on: LocalDate): Promise<LawBook> {
  const { rows } = await sql<{ id: string }>`select id from law.edition`.execute(tx);
  const edition = rows[0]?.id ?? '';
  const known = keptLawBook(edition, province, on);
  if (known !== undefined) return known;
  const eligibility = await loadEligibilityBook(tx, on);
  const book: LawBook = {
    norms: await loadNormBook(tx, province),
    eligibility: eligibility.ok ? ok(eligibility.value) : eligibility,
    papers: await requestPapersOn(tx, on),
    conditions: await loadContentConditions(tx),
    wishes: await loadWishes(tx),
  };
  if (keptEdition === edition) kept.set(`${province} ${on}`, book);
  return book;
}

/** The law of a day if it is in memory; for who has read the edition that stands together with something else. */
export function keptLawBook(edition: string, province: string, on: LocalDate): LawBook | undefined {
  if (edition !== keptEdition || kept.size >= MOST_KEPT) {
    kept.clear();
    keptEdition = edition;
  }
  return kept.get(`${province} ${on}`);
}
