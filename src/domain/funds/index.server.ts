export { post, type PostingContext } from './post.server.ts';
export { openFund, type OpenFund } from './open-fund.server.ts';
export { decideBudget, type DecideBudget } from './decide-budget.server.ts';
export { carryOver, type CarryOver } from './carry-over.server.ts';
export { lapse, type Lapse } from './lapse.server.ts';
export { closeFund } from './close-fund.server.ts';
export {
  moveProjectMoney,
  planFor,
  commitFor,
  advanceFor,
  spendFor,
  settleFor,
  releaseFor,
  recoverFor,
  restoreFor,
} from './move-project-money.server.ts';
export { pledgeCounterpart, withdrawCounterpart, evidenceCounterpart } from './counterpart.server.ts';
export { reversePosting, withdrawDecision, type ReversePosting } from './reverse-posting.server.ts';
export { projectMoney } from './read-project-money.server.ts';
export {
  findFund,
  listFunds,
  fundYears,
  fundFlows,
  fundStandings,
  fundSummaries,
  type FundStanding,
} from './fund.store.server.ts';
export { listDecisions } from './decision.store.server.ts';
export { transferTotals, transfersOf, transfersOfPosting, type PageOf } from './transfer.store.server.ts';
export { verifyLedger, together, type LedgerVerdict } from './verify-ledger.server.ts';
export { exportJournal } from './export-ledger.server.ts';
export { carryForm, decisionForm, fundForm, lapseForm, withdrawForm } from './fund.form.ts';
