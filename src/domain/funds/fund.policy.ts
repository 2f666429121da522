import { hasRole, staffRoles, type Actor, type Role } from '#people';

/** What can be done with funds; the forms show what this allows. */
export type FundAction = 'see' | 'open' | 'decide' | 'reverse' | 'close';

/** Where public money went is for all who work in the programme to see. */
export const fundRoles: Readonly<Record<FundAction, readonly Role[]>> = {
  see: staffRoles,
  open: ['finance_officer', 'department_leader', 'provincial_approver'],
  decide: ['finance_officer', 'provincial_approver'],
  reverse: ['finance_officer', 'provincial_approver'],
  close: ['finance_officer', 'provincial_approver'],
};

export function mayFund(actor: Actor, action: FundAction): boolean {
  return hasRole(actor, ...fundRoles[action]);
}
