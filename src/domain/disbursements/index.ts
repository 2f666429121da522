export { requestAdvance, payAdvance, returnAdvance } from './advance.acts.ts';
export { acceptWorks, failAcceptance } from './acceptance.acts.ts';
export { requestPayment, pay, returnPayment } from './payment.acts.ts';
export {
  submitSettlement,
  approveSettlement,
  returnSettlement,
  type SettledLine,
} from './settlement.acts.ts';
export { recover, close, owed, waive } from './closing.acts.ts';
export {
  certifiedProgress,
  didBefore,
  kindIn,
  mayApprove,
  mayAskPayment,
  openStates,
  requestStates,
  requestSteps,
  returningRole,
  type DoneStep,
  type NeededPaper,
  type ProgressReport,
  type RequestKind,
  type RequestState,
  type RequestStep,
} from './payment-request.ts';
export {
  orderCells,
  type OrderRow,
  type PaidOut,
  type StatementLine,
  type TreasuryLayout,
} from './treasury.ts';
export { MOST_VOUCHERS, voucherColumns, vouchersForm } from './voucher.form.ts';
export { againstEstimate, voucherSources, type Voucher, type VoucherSource } from './voucher.ts';
export { stripPhoto } from './photo.ts';
