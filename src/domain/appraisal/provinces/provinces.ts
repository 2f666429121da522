import { hasRole, type Actor } from '#people';

/** Other provinces are named while the dossier is examined, and until its appraisal begins. */
export const NAMED_IN: readonly string[] = ['submitted', 'supplement_requested', 'screened'];

export const mayNameProvinces = (actor: Actor): boolean =>
  hasRole(actor, 'centre_officer', 'department_specialist');
