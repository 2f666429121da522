import { ok, refuse, todayIn, type Result } from '#kernel';
import { inProvince } from '#platform/server';
import { mayAccount } from './account.policy.ts';
import type { UnitKind } from './actor.ts';
import type { Context } from './context.server.ts';
import {
  findPerson,
  searchPeople,
  searchUnits,
  type Listed,
  type ListedUnit,
  type PeopleFilter,
} from './directory.store.server.ts';
import { listInvitations } from './invitation.store.server.ts';
import type { Invitation } from './invitation.ts';
import { permit } from './policy.ts';
import { mayUnit } from './unit.policy.ts';
import { findUnit } from './unit.store.server.ts';
import type { Unit } from './unit.ts';

const PAGE = 50;

export interface PeoplePage {
  readonly people: readonly Listed[];
  /** Where the next page begins; null on the last. */
  readonly next: { readonly name: string; readonly id: string } | null;
}

/** People of the province by name, fifty a page. */
export async function listPeople(cx: Context, filter: PeopleFilter): Promise<Result<PeoplePage>> {
  const permitted = permit(mayAccount(cx.actor, 'list'));
  if (!permitted.ok) return permitted;
  const found = await inProvince(cx, (tx) => searchPeople(tx, todayIn(cx.now), filter, PAGE));
  const last = found.length > PAGE ? found[PAGE - 1] : undefined;
  return ok({ people: found.slice(0, PAGE), next: last ? { name: last.name, id: last.id } : null });
}

/** One person with every role, held or ended; oneself always. */
export async function readPerson(cx: Context, id: string): Promise<Result<Listed>> {
  const own = id === cx.actor.accountId;
  if (!own && !mayAccount(cx.actor, 'list')) return refuse('not_found');
  const person = await inProvince(cx, (tx) => findPerson(tx, id, todayIn(cx.now)));
  return person === undefined ? refuse('not_found') : ok(person);
}

/** Links given out and not yet followed, and requests that wait for one. */
export async function openInvitations(cx: Context): Promise<Result<readonly Invitation[]>> {
  const permitted = permit(mayAccount(cx.actor, 'list'));
  return permitted.ok ? ok(await inProvince(cx, listInvitations)) : permitted;
}

export async function listUnitsOf(
  cx: Context,
  filter: { readonly kinds: readonly UnitKind[]; readonly query?: string },
): Promise<Result<readonly ListedUnit[]>> {
  const permitted = permit(mayUnit(cx.actor, 'list'));
  if (!permitted.ok) return permitted;
  return ok(await inProvince(cx, (tx) => searchUnits(tx, todayIn(cx.now), filter)));
}

export async function readUnit(cx: Context, id: string): Promise<Result<Unit>> {
  if (!mayUnit(cx.actor, 'list')) return refuse('not_found');
  const unit = await inProvince(cx, (tx) => findUnit(tx, id));
  return unit === undefined ? refuse('not_found') : ok(unit);
}
