import { ok, refuse, squeezeSpaces, type Result } from '#kernel';
import type { UnitKind } from './actor.ts';

/** A body that takes part in the programme. Names change and bodies merge, so it is dated. */
export interface Unit {
  readonly id: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName: string | null;
  /** Code in the territory; always set on a commune's office. */
  readonly communeCode: string | null;
  readonly parentId: string | null;
  readonly validFrom: string;
  /** First day it no longer exists; null while it does. */
  readonly validTo: string | null;
  readonly successorId: string | null;
}

export type UnitRefusal =
  | 'unit_name_is_too_short'
  | 'unit_name_is_too_long'
  | 'unit_short_name_is_too_long'
  | 'unit_needs_commune'
  | 'commune_has_an_office'
  | 'unit_is_its_own_parent'
  | 'unit_is_closed'
  | 'unit_has_members'
  | 'successor_is_not_fit';

export interface UnitDraft {
  readonly kind: UnitKind;
  readonly name: string;
  readonly shortName?: string | null | undefined;
  readonly communeCode?: string | null | undefined;
  readonly parentId?: string | null | undefined;
}

export type DescribedUnit = Pick<Unit, 'kind' | 'name' | 'shortName' | 'communeCode' | 'parentId'>;

/** Checks and tidies what was typed. */
export function describeUnit(draft: UnitDraft): Result<DescribedUnit, UnitRefusal> {
  const name = squeezeSpaces(draft.name);
  const shortName = squeezeSpaces(draft.shortName ?? '') || null;
  const communeCode = draft.communeCode?.trim() || null;
  if (name.length < 2) return refuse('unit_name_is_too_short', {}, 'name');
  if (name.length > 200) return refuse('unit_name_is_too_long', { limit: 200 }, 'name');
  if ((shortName?.length ?? 0) > 60) return refuse('unit_short_name_is_too_long', { limit: 60 }, 'shortName');
  if (draft.kind === 'commune' && communeCode === null)
    return refuse('unit_needs_commune', {}, 'communeCode');
  return ok({ kind: draft.kind, name, shortName, communeCode, parentId: draft.parentId ?? null });
}

/** A unit stands under another one that still exists, never under itself. */
export function mayBeParent(
  unit: Pick<Unit, 'id'>,
  parentId: string | null,
  parent: Unit | undefined,
): Result<void, UnitRefusal> {
  if (parentId === null) return ok(undefined);
  if (parentId === unit.id || parent?.parentId === unit.id)
    return refuse('unit_is_its_own_parent', {}, 'parentId');
  return parent === undefined || parent.validTo !== null
    ? refuse('unit_is_closed', {}, 'parentId')
    : ok(undefined);
}

/** A successor, where one is named, is another unit of the same kind that still exists. */
export function maySucceed(
  unit: Unit,
  successorId: string | null,
  successor: Unit | undefined,
): Result<void, UnitRefusal> {
  if (successorId === null) return ok(undefined);
  const fits = successor !== undefined && successor.id !== unit.id && successor.kind === unit.kind;
  return fits && successor.validTo === null
    ? ok(undefined)
    : refuse('successor_is_not_fit', {}, 'successorId');
}
