export {
  fundStations,
  counterpartStations,
  projectStations,
  stationsUnderWay,
  moves,
  transferKinds,
  isLegalMove,
  isStation,
  isTransferKind,
} from './stations.ts';
export type {
  BookKind,
  FundStation,
  CounterpartStation,
  ProjectStation,
  Station,
  Move,
  MoveKind,
  TransferKind,
} from './stations.ts';
export type { Posted, PostingDetails, PostingRequest, PostingRefusal, TransferRequest } from './posting.ts';
export type { ProjectMoney, ProjectStep, ProjectFundMoney } from './project-money.ts';
export { fundSources, procedures, netAppropriation } from './fund.ts';
export type {
  Fund,
  FundSource,
  Procedure,
  FundSummary,
  FundBalances,
  CounterpartBalances,
  Flow,
} from './fund.ts';
export { budgetDecisionKinds } from './budget-decision.ts';
export type { BudgetDecisionKind, Decision, DecisionKind } from './budget-decision.ts';
export type { Transfer, TransferFilter, TransferPage, TransferTotals } from './transfer.ts';
export { fundRoles, mayFund, type FundAction } from './fund.policy.ts';
export { flowPicture } from './fund-flow.ts';
export type { FlowLink, FlowNode, FlowPicture } from './fund-flow.ts';
export { carryField } from './carry-over.ts';
export type { CarriedItem } from './carry-over.ts';
