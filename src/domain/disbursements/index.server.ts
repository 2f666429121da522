export { askPayment } from './ask-payment.server.ts';
export { moveRequest, type MovingStep } from './move-request.server.ts';
export { isOfInterest, neededPapers } from './needed-papers.server.ts';
export { allPaymentLevels, paymentLevels } from './payment-level.store.server.ts';
export { maySetPaymentLevel, setPaymentLevel } from './set-payment-level.server.ts';
export {
  listRequests,
  papersOf,
  requestById,
  requestsOf,
  stepsOf,
  type PaymentRequest,
} from './payment-request.store.server.ts';
export { certifyProgress, reportProgress } from './report-progress.server.ts';
export { reportsOf } from './progress.store.server.ts';
export {
  dropBatch,
  importStatement,
  makeBatch,
  matchByHand,
  mayReconcile,
  undoMatch,
} from './reconcile.server.ts';
export { batchesOf, layoutFor, ordersOf, type Batch } from './treasury.store.server.ts';
export {
  matchesOf,
  unmatchedLines,
  unmatchedPayments,
  type KeptLine,
  type Matched,
} from './statement.store.server.ts';
export { addVouchers, mayKeepVouchers, removeVoucher, vouchersOpenIn } from './keep-vouchers.server.ts';
export { settleByVouchers, settlementStanding } from './settle-by-vouchers.server.ts';
export { vouchersOf, type VoucherKey } from './voucher.store.server.ts';
export { conditionsOf, machinesOf } from './acceptance.store.server.ts';
export { meetCondition } from './meet-condition.server.ts';
export { addPhoto, mayAddPhoto } from './add-photo.server.ts';
export { photosOf } from './photo.store.server.ts';
export { photoFacts } from './read-photo.server.ts';
export { yearAccounts, type YearAccount, type YearAccountKey } from './year-account.store.server.ts';
export { forgetPlaces } from './forget-places.server.ts';
