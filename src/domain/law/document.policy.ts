import { hasRole, type Actor } from '#people';
import type { LegalDocument } from './document.ts';

export type LibraryAction = 'add' | 'change' | 'end';

/**
 * Anyone reads the law. A province's documents are kept by its department and its administrators; national
 * ones, which every province of the installation shares, by administrators and the officer of the agency.
 */
export function mayLibrary(
  actor: Actor,
  action: LibraryAction,
  document: Pick<LegalDocument, 'province'> | null,
): boolean {
  if (action === 'add' || document === null) return keepsOwn(actor);
  if (document.province === null) return hasRole(actor, 'administrator', 'cuc_officer');
  return document.province === actor.province && keepsOwn(actor);
}

function keepsOwn(actor: Actor): boolean {
  return hasRole(actor, 'department_leader', 'department_specialist', 'administrator');
}
