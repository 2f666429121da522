export * from './actor.ts';
export {
  differentPerson,
  isAuditor,
  mayWrite,
  permit,
  provinceWideRoles,
  readsWholeProvince,
  type PermissionRefusal,
} from './policy.ts';
export { grantable, rolesOnKind, unitKindsOfRole, type GrantRefusal, type HeldRole } from './membership.ts';
export {
  isDelegable,
  judgeDelegation,
  mayDelegateFor,
  mayEndDelegation,
  unitsLed,
  type NewDelegation,
} from './absence/delegation.ts';
export { describeUnit, type Unit, type UnitDraft, type UnitRefusal } from './unit.ts';
export { describePerson, type Account, type AccountDraft, type AccountRefusal } from './account.ts';
export { mayUnit, type UnitAction } from './unit.policy.ts';
export { mayAccount, mayChangeRole, type AccountAction } from './account.policy.ts';
export {
  checkPassword,
  LONGEST_PASSWORD,
  SHORTEST_PASSWORD,
  type PasswordRefusal,
} from './credentials/password.ts';
export {
  INVITATION_DAYS,
  linkToken,
  readLinkToken,
  type Invitation,
  type InvitationRefusal,
} from './invitation.ts';
export { invitationForm, roleForm } from './account.form.ts';
export { closingForm, newUnitForm, unitForm } from './unit.form.ts';
