export { contractVersions } from './hold-contract.server.ts';
export { signAgreement } from './sign-agreement.server.ts';
export { correctContract } from './correct-contract.server.ts';
export {
  dropAmendment,
  openAmendment,
  saveAmendment,
  sendAmendment,
  signAmendment,
  typedOver,
} from './amend-contract.server.ts';
export { amendmentsOf, type Amendment } from './contract.store.server.ts';
export { resumeContract, suspendContract } from './suspend-contract.server.ts';
export { noteMilestone, undoMilestone } from './note-milestone.server.ts';
export { milestonesDone, suspensionsOf, type Suspension } from './schedule.store.server.ts';
