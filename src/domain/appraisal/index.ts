export {
  criteria,
  prepareAppraisal,
  concludeAppraisal,
  returnAppraisal,
  registerNational,
  appraiseMinistry,
} from './appraisal.acts.ts';
export { approvePlan } from './plan.acts.ts';
