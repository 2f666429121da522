export { signContract } from './contract.acts.ts';
export { stopProject } from './stop.acts.ts';
export {
  differencesBetween,
  isUnderContract,
  scheduleOn,
  type AgreedTerms,
  type ContractVersion,
  type MilestoneStanding,
  type Party,
  type TermDifference,
} from './contract.ts';
export { agreedAsFields, partiesAsFields } from './contract.form.ts';
export { mayKeepContract, maySignContract } from './contract.policy.ts';
