/**
 * The lifecycle as one table of states × events. The topology stands here; who may,
 * in how many days, after whom not, and under which article is dated data of the `law` chapter (its procedure
 * steps), since the national and the provincial procedure differ there and change with the law.
 */
export const states = [
  'draft',
  'submitted',
  'supplement_requested',
  'screened',
  'appraisal_prepared',
  'appraised',
  'registered',
  'appraised_ministry',
  'planned',
  'estimate_submitted',
  'estimated',
  'contracted',
  'advance_requested',
  'accepted',
  'payment_requested',
  'paid',
  'settlement_submitted',
  'settled',
  'closed',
  'rejected',
  'withdrawn',
  'stopped',
] as const;
export type State = (typeof states)[number];

export const events = [
  'submit',
  'request_supplement',
  'answer_supplement',
  'accept_dossier',
  'reject',
  'prepare_appraisal',
  'conclude_appraisal',
  'return_appraisal',
  'register_national',
  'appraise_ministry',
  'approve_plan',
  'submit_estimate',
  'return_estimate',
  'approve_estimate',
  'sign_contract',
  'request_advance',
  'return_advance',
  'pay_advance',
  'accept_works',
  'fail_acceptance',
  'request_payment',
  'return_payment',
  'pay',
  'submit_settlement',
  'return_settlement',
  'approve_settlement',
  'close',
  'withdraw',
  'stop',
  'recover',
  // A debt that is not asked for any more, by whom a stop is decided.
  'waive',
  // Decided by the matrix of authorities (law.change_authority), in several states, and leads to none.
  'change',
] as const;
export type Event = (typeof events)[number];

export type ProcedureKind = 'national' | 'provincial';

/** The way a project goes: that of its procedure, or of a national project of several provinces. */
export const ways = ['national', 'provincial', 'several'] as const;
export type Way = (typeof ways)[number];

export const wayOf = (project: { readonly procedure: ProcedureKind; readonly several?: boolean }): Way =>
  project.several && project.procedure === 'national' ? 'several' : project.procedure;

/** What a move does to the wait: a new one starts, it stops for the applicant, goes on, stays, or ends. */
export type Clock = 'restart' | 'pause' | 'resume' | 'keep' | 'end';

export interface Transition {
  readonly from: State;
  readonly event: Event;
  readonly to: State;
  readonly clock: Clock;
  /** The procedure step whose roles may do it; the event itself when absent. */
  readonly permittedBy?: Event;
  /** Where the ways differ in their stages. */
  readonly only?: readonly Way[];
}

const t = (
  from: State,
  event: Event,
  to: State,
  clock: Clock,
  more: Partial<Transition> = {},
): Transition => ({
  from,
  event,
  to,
  clock,
  ...more,
});

const beforeContract: readonly State[] = [
  'submitted',
  'supplement_requested',
  'screened',
  'appraisal_prepared',
  'appraised',
  'registered',
  'appraised_ministry',
  'planned',
  'estimate_submitted',
  'estimated',
];
const beforePlan = beforeContract.slice(0, 7);
const underContract: readonly State[] = ['contracted', 'advance_requested', 'accepted', 'payment_requested'];

export const transitions: readonly Transition[] = [
  t('draft', 'submit', 'submitted', 'restart'),
  t('submitted', 'request_supplement', 'supplement_requested', 'pause'),
  t('supplement_requested', 'answer_supplement', 'submitted', 'resume'),
  t('submitted', 'accept_dossier', 'screened', 'restart'),
  t('screened', 'prepare_appraisal', 'appraisal_prepared', 'restart', { only: ['national', 'provincial'] }),
  t('screened', 'register_national', 'registered', 'restart', { only: ['several'] }),
  t('appraisal_prepared', 'return_appraisal', 'screened', 'restart', { permittedBy: 'conclude_appraisal' }),
  t('appraisal_prepared', 'conclude_appraisal', 'appraised', 'restart'),
  t('appraised', 'register_national', 'registered', 'restart', { only: ['national'] }),
  t('registered', 'appraise_ministry', 'appraised_ministry', 'restart', { only: ['national', 'several'] }),
  t('appraised_ministry', 'approve_plan', 'planned', 'restart', {
    only: ['national', 'several'],
  }),
  t('appraised', 'approve_plan', 'planned', 'restart', {
    only: ['provincial'],
  }),
  t('planned', 'submit_estimate', 'estimate_submitted', 'restart'),
  t('estimate_submitted', 'return_estimate', 'planned', 'restart', { permittedBy: 'approve_estimate' }),
  t('estimate_submitted', 'approve_estimate', 'estimated', 'restart'),
  t('estimated', 'sign_contract', 'contracted', 'restart'),
  t('contracted', 'request_advance', 'advance_requested', 'restart'),
  t('advance_requested', 'return_advance', 'contracted', 'restart', { permittedBy: 'pay_advance' }),
  t('advance_requested', 'pay_advance', 'contracted', 'restart'),
  t('contracted', 'fail_acceptance', 'contracted', 'keep', { permittedBy: 'accept_works' }),
  t('contracted', 'accept_works', 'accepted', 'restart'),
  // What was accepted on conditions and did not meet them is accepted anew.
  t('accepted', 'fail_acceptance', 'contracted', 'restart', { permittedBy: 'accept_works' }),
  t('accepted', 'request_payment', 'payment_requested', 'restart'),
  t('payment_requested', 'return_payment', 'accepted', 'restart', { permittedBy: 'pay' }),
  t('payment_requested', 'pay', 'paid', 'restart'),
  // A contract may be paid in several parts.
  t('paid', 'request_payment', 'payment_requested', 'restart'),
  t('paid', 'submit_settlement', 'settlement_submitted', 'restart'),
  t('settlement_submitted', 'return_settlement', 'paid', 'restart', { permittedBy: 'approve_settlement' }),
  t('settlement_submitted', 'approve_settlement', 'settled', 'restart', {}),
  t('settled', 'recover', 'settled', 'restart'),
  t('settled', 'waive', 'settled', 'restart', { permittedBy: 'stop' }),
  t('settled', 'close', 'closed', 'end'),
  t('stopped', 'recover', 'stopped', 'restart'),
  t('stopped', 'waive', 'stopped', 'restart', { permittedBy: 'stop' }),
  t('stopped', 'close', 'closed', 'end'),
  ...beforePlan.map((from) => t(from, 'reject', 'rejected', 'end')),
  ...beforeContract.map((from) => t(from, 'withdraw', 'withdrawn', 'end')),
  ...underContract.map((from) => t(from, 'stop', 'stopped', 'restart')),
];

const index = new Map(
  transitions.flatMap((x) => (x.only ?? ways).map((way) => [`${x.from}/${x.event}/${way}`, x])),
);

/** The move an event makes from a state on a way; undefined where the table has none. */
export function transitionFrom(from: State, event: Event, way: Way): Transition | undefined {
  return index.get(`${from}/${event}/${way}`);
}

export function eventsFrom(from: State, way: Way): readonly Transition[] {
  return transitions.filter((x) => x.from === from && (x.only === undefined || x.only.includes(way)));
}

/**
 * The act a state waits for: its step says whose turn it is, and for how many days. Null: nothing is
 * awaited. `owing`: money paid out has still to come back, which goes before closing.
 */
export function awaitedEvent(state: State, way: Way, owing = false): Event | null {
  if (owing && awaited[state] === 'close') return 'recover';
  if (state === 'appraised') return way === 'national' ? 'register_national' : 'approve_plan';
  if (state === 'screened' && way === 'several') return 'register_national';
  return awaited[state];
}

const awaited: Record<State, Event | null> = {
  draft: null,
  submitted: 'accept_dossier',
  supplement_requested: 'answer_supplement',
  screened: 'prepare_appraisal',
  appraisal_prepared: 'conclude_appraisal',
  appraised: 'approve_plan',
  registered: 'appraise_ministry',
  appraised_ministry: 'approve_plan',
  planned: 'submit_estimate',
  estimate_submitted: 'approve_estimate',
  estimated: 'sign_contract',
  contracted: 'accept_works',
  advance_requested: 'pay_advance',
  accepted: 'request_payment',
  payment_requested: 'pay',
  paid: 'submit_settlement',
  settlement_submitted: 'approve_settlement',
  settled: 'close',
  closed: null,
  rejected: null,
  withdrawn: null,
  stopped: 'close',
};

/** Stages a person sees, coarser than states; each state belongs to one. */
export const stages = [
  'request',
  'appraisal',
  'plan',
  'estimate',
  'contract',
  'works',
  'payment',
  'settlement',
] as const;
export type Stage = (typeof stages)[number];

/** The stage a state stands in; null where the project left the way (rejected, withdrawn, stopped). */
export function stageOf(state: State): Stage | 'done' | null {
  return stageByState[state];
}

const stageByState: Record<State, Stage | 'done' | null> = {
  draft: 'request',
  submitted: 'request',
  supplement_requested: 'request',
  screened: 'appraisal',
  appraisal_prepared: 'appraisal',
  appraised: 'plan',
  registered: 'plan',
  appraised_ministry: 'plan',
  planned: 'estimate',
  estimate_submitted: 'estimate',
  estimated: 'contract',
  contracted: 'works',
  advance_requested: 'works',
  accepted: 'payment',
  payment_requested: 'payment',
  paid: 'settlement',
  settlement_submitted: 'settlement',
  settled: 'settlement',
  closed: 'done',
  rejected: null,
  withdrawn: null,
  stopped: null,
};

/** Nothing further can happen to a project in one of these. */
export const finalStates: readonly State[] = ['closed', 'rejected', 'withdrawn'];
