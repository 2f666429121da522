import {
  prepareAppraisal,
  concludeAppraisal,
  returnAppraisal,
  registerNational,
  appraiseMinistry,
  approvePlan,
} from '#appraisal';
import { signContract, stopProject } from '#agreements';
import {
  acceptWorks,
  approveSettlement,
  close,
  failAcceptance,
  pay,
  payAdvance,
  recover,
  requestAdvance,
  requestPayment,
  returnAdvance,
  returnPayment,
  returnSettlement,
  submitSettlement,
  waive,
} from '#disbursements';
import {
  acceptDossier,
  approveEstimate,
  reject,
  requestSupplement,
  returnEstimate,
  submitEstimate,
  withdraw,
  type ActDefinition,
  type Event,
} from '#projects';

/** Every act of the lifecycle that a form performs, in the order of the way. Submitting has a page of its own. */
export const acts: readonly ActDefinition[] = [
  acceptDossier,
  requestSupplement,
  prepareAppraisal,
  concludeAppraisal,
  returnAppraisal,
  registerNational,
  appraiseMinistry,
  approvePlan,
  submitEstimate,
  approveEstimate,
  returnEstimate,
  signContract,
  requestAdvance,
  payAdvance,
  returnAdvance,
  acceptWorks,
  failAcceptance,
  requestPayment,
  pay,
  returnPayment,
  submitSettlement,
  approveSettlement,
  returnSettlement,
  recover,
  waive,
  close,
  stopProject,
  reject,
  withdraw,
];

const byEvent = new Map(acts.map((act) => [act.event, act]));

export function actFor(event: Event): ActDefinition | undefined {
  return byEvent.get(event);
}
