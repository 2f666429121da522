import { hasRole, staffRoles, type Actor, type Role } from '#people';
import type { Fund } from './norm.ts';

const drafting: Readonly<Record<Fund, readonly Role[]>> = {
  local: ['department_specialist', 'department_leader'],
  national: ['cuc_officer', 'administrator'],
};
const publishing: Readonly<Record<Fund, readonly Role[]>> = {
  local: ['department_leader', 'provincial_approver'],
  national: ['cuc_officer', 'administrator'],
};

/** Who does what with norm sets. The rules are public; drafts are for those who work on them or with them. */
export const normRoles = {
  see: staffRoles,
  draft: [...drafting.local, ...drafting.national],
  publish: [...new Set([...publishing.local, ...publishing.national])],
  simulate: [...new Set([...Object.values(drafting), ...Object.values(publishing)].flat())],
} as const satisfies Record<string, readonly Role[]>;

/** Comparing with the official text: whoever may write norms of either fund. */
export function mayVerifyNorms(actor: Actor): boolean {
  return hasRole(actor, ...normRoles.draft);
}

export function mayDraftNorms(actor: Actor, fund: Fund): boolean {
  return hasRole(actor, ...drafting[fund]);
}

/** By role alone; whoever wrote on the draft may not, which the draft's editors say. */
export function mayPublishNorms(actor: Actor, fund: Fund): boolean {
  return hasRole(actor, ...publishing[fund]);
}

/** Trying a draft on past projects: those who write it, and those who decide on it. */
export function maySimulateNorms(actor: Actor, fund: Fund): boolean {
  return mayDraftNorms(actor, fund) || mayPublishNorms(actor, fund);
}
