import { hasRole, isStaff, type Actor } from './actor.ts';

export type UnitAction = 'list' | 'create' | 'edit' | 'close';

/** Every staff role sees the province's units; the administrator keeps them. */
export function mayUnit(actor: Actor, action: UnitAction): boolean {
  return action === 'list' ? isStaff(actor) : hasRole(actor, 'administrator');
}
