export { contextOf, type Context } from './context.server.ts';
export { actorOf, actorOfAccount } from './actor-of.server.ts';
export { openProvince, type OpenedProvince, type ProvinceOpening } from './open-province.server.ts';
export { installedProvinces, type InstalledProvince } from './installation.store.server.ts';
export { createUnit } from './create-unit.server.ts';
export { openEstablishmentUnit, ownedUnits, renameEstablishmentUnit } from './establishment-unit.server.ts';
export { createAccount } from './create-account.server.ts';
export { grantRole } from './grant-role.server.ts';
export { giveCredentials } from './give-credentials.server.ts';
export { credentialJobs } from './credentials/credentials.jobs.server.ts';
export { ADDRESS_HEADER, openAuth, type Auth, type AuthSettings } from './credentials/auth.server.ts';
export type { Cookies, Visitor } from './credentials/visitor.server.ts';
export { giveCode, signIn, signOut, type SignedIn } from './credentials/sign-in.server.ts';
export {
  beginEnrolment,
  confirmEnrolment,
  endEnrolment,
  hasPassword,
  renewBackupCodes,
  type Enrolment,
} from './credentials/second-factor.server.ts';
export {
  chooseProvince,
  currentSession,
  endSessions,
  isStale,
  listSessions,
  prolong,
  type OpenSession,
  type Session,
  type SignInMethod,
} from './credentials/session.server.ts';
export { demoAccounts, type DemoAccount } from './demo-accounts.server.ts';
export { signInAsDemo } from './sign-in-as-demo.server.ts';
export { ensureSetupToken } from './ensure-setup-token.server.ts';
export { hasIdentity, providerLink, providerSignIn } from './credentials/identity-provider.server.ts';
export {
  checkSetupToken,
  SAMPLE_TASK,
  setUpProvince,
  setUpSample,
  type SetUpRefusal,
} from './set-up-province.server.ts';
export {
  finishSampleLoading,
  noteSampleProgress,
  sampleLoading,
  takeUpSampleLoading,
  type SampleLoading,
} from './sample-loading.store.server.ts';
export { invitePerson, type Invited } from './invite-person.server.ts';
export { renewInvitation, withdrawInvitation } from './renew-invitation.server.ts';
export { acceptInvitation, readInvitation, type ReadInvitation } from './accept-invitation.server.ts';
export { requestSignUp } from './sign-up.server.ts';
export type { Delivery } from './open-invitation.server.ts';
export { changeAccount } from './change-account.server.ts';
export { leaveRoles, takeUpRole, type HandedOver, type Leaving } from './absence/leave-roles.server.ts';
export { closeAccount, endSessionsOf, reopenAccount } from './close-account.server.ts';
export { endDelegation, giveDelegation } from './absence/give-delegation.server.ts';
export {
  colleaguesOf,
  delegationPage,
  delegationsOf,
  unitsOfColleagues,
  type Delegation,
} from './absence/delegation.store.server.ts';
export { endRole } from './end-role.server.ts';
export { closeUnitIn, editUnit, type UnitEnding } from './edit-unit.server.ts';
export { endSecondFactorOf, sendResetLink, type HelpRefusal } from './help-with-credentials.server.ts';
export {
  changePassword,
  isResetToken,
  requestPasswordReset,
  resetPassword,
} from './credentials/password-reset.server.ts';
export {
  listPeople,
  listUnitsOf,
  openInvitations,
  readPerson,
  readUnit,
  type PeoplePage,
} from './read-directory.server.ts';
export type { Listed, ListedRole, ListedUnit, PeopleFilter } from './directory.store.server.ts';
export { linkByOperator } from './link-by-operator.server.ts';
export { placeOf } from './credentials/limits.server.ts';
export { hashToken, makeToken } from './one-time-token.server.ts';
export {
  findLivingUnit,
  listOffices,
  listOfficers,
  mailboxesOfUnit,
  type Office,
} from './office.store.server.ts';
export { readAuthSecret } from './credentials/auth-secret.server.ts';
