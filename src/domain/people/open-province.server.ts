import { newId, ok, refuse, todayIn, type Refused, type Result } from '#kernel';
import { transact, type Database, type Tx } from '#platform/server';
import { insertAccount } from './account.store.server.ts';
import { describePerson, type AccountDraft } from './account.ts';
import type { Actor } from './actor.ts';
import { insertProvince } from './installation.store.server.ts';
import { insertMembership } from './membership.store.server.ts';
import { insertUnit } from './unit.store.server.ts';
import { describeUnit } from './unit.ts';

export interface ProvinceOpening {
  /** Two figures of the territory's list; `00` for the centre. */
  readonly province: string;
  readonly sample?: boolean;
  readonly departmentName: string;
  readonly centreName: string;
  readonly administrator: AccountDraft;
}

export interface OpenedProvince {
  readonly department: string;
  readonly centre: string;
  readonly administrator: Actor;
}

/**
 * The first act in a province: its department, its centre and the administrator who makes everyone
 * else. There is no actor yet, so the caller answers for the permission (set-up's one-time token, or
 * the command line on the server itself).
 */
export async function openProvince(
  db: Database,
  opening: ProvinceOpening,
  now: Date,
): Promise<Result<OpenedProvince>> {
  return transact({ db, province: opening.province }, (tx) => openProvinceIn(tx, opening, now));
}

/** The same inside the caller's transaction. */
export async function openProvinceIn(
  tx: Tx,
  opening: ProvinceOpening,
  now: Date,
): Promise<Result<OpenedProvince>> {
  const { province } = opening;
  const department = describeUnit({ kind: 'department', name: opening.departmentName });
  if (!department.ok) return beside('departmentName', department);
  const centre = describeUnit({ kind: 'centre', name: opening.centreName });
  if (!centre.ok) return beside('centreName', centre);
  const person = describePerson(opening.administrator);
  if (!person.ok) return person;

  const fresh = await insertProvince(tx, { province, sample: opening.sample ?? false, openedAt: now });
  if (!fresh) return refuse('province_is_open', { province }, 'province');
  const validFrom = todayIn(now);
  const departmentId = newId();
  const centreId = newId();
  await insertUnit(tx, province, { ...department.value, id: departmentId, validFrom }, now);
  await insertUnit(tx, province, { ...centre.value, id: centreId, parentId: departmentId, validFrom }, now);
  const accountId = newId();
  await insertAccount(tx, province, { ...person.value, id: accountId, createdBy: null }, now);
  const role = 'administrator' as const;
  const seat = { unitId: departmentId, unitKind: 'department' as const, role };
  await insertMembership(tx, province, { ...seat, id: newId(), accountId, validFrom, grantedBy: null });

  const memberships = [{ ...seat, unitName: department.value.name, communeCode: null }];
  const administrator: Actor = { accountId, province, name: person.value.name, memberships };
  return ok({ department: departmentId, centre: centreId, administrator });
}

/** The form has two names of units and one of a person; each sentence belongs beside its own. */
function beside(field: string, refused: Refused): Refused {
  return { ok: false, refusal: { ...refused.refusal, field } };
}
