export { requestAdvance, payAdvance, returnAdvance } from './advance.acts.ts';
export { acceptWorks, failAcceptance } from './acceptance.acts.ts';
export { requestPayment, pay, returnPayment } from './payment.acts.ts';
export {
  submitSettlement,
  approveSettlement,
  returnSettlement,
  type SettledLine,
} from './settlement.acts.ts';
export { recover, close, owed } from './closing.acts.ts';
