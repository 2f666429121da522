import { hasRole, type Actor } from '#people';

/**
 * Who may bring in stated figures, and who may settle a difference between them: the centre and the
 * department, who have the papers. `null` is the operator at the machine itself, who works by command line;
 * a settlement always has a name under it.
 */
export function mayHistory(actor: Actor | null, action: 'import' | 'resolve'): boolean {
  if (actor === null) return action === 'import';
  return hasRole(actor, 'centre_officer', 'department_specialist');
}
