import { transitionFrom, type Event, type ProcedureKind, type State } from '#projects';

/** An act handed back once before it was done again. */
type Setback =
  | 'return_appraisal'
  | 'return_estimate'
  | 'return_advance'
  | 'fail_acceptance'
  | 'return_payment'
  | 'return_settlement';

/** Where a project of the sample province stands at last, and by which detours it came there. */
export interface Fate {
  readonly until: State;
  /** The centre asked for supplements once. */
  readonly supplement?: boolean;
  readonly advance?: boolean;
  readonly setback?: Setback;
  /** It cost less than estimated, so part of the support is owed back. */
  readonly cheaper?: boolean;
  /** What is owed back has been paid back. */
  readonly recovered?: boolean;
  /** The state from which it left the way: it was rejected, withdrawn or stopped there. */
  readonly leftFrom?: State;
}

/** The acts of a project's life, from its submission on; none for a draft. Throws when the lifecycle knows no such way. */
export function eventsOf(procedure: ProcedureKind, fate: Fate): Event[] {
  if (fate.until === 'draft') return [];
  const way = wholeWay(procedure, fate);
  const reached = statesAlong(procedure, way);
  const target = fate.leftFrom ?? fate.until;
  const last = reached.lastIndexOf(target);
  if (last < 0) throw new Error(`no way to ${target} in the ${procedure} procedure`);
  const kept = way.slice(0, last + 1);
  if (fate.leftFrom === undefined) return kept;
  if (fate.until === 'rejected') return [...kept, 'reject'];
  if (fate.until === 'withdrawn') return [...kept, 'withdraw'];
  const end: Event[] = fate.until === 'closed' ? ['close'] : [];
  return [...kept, 'stop', ...(fate.recovered ? (['recover'] as const) : []), ...end];
}

function wholeWay(procedure: ProcedureKind, fate: Fate): Event[] {
  const { setback } = fate;
  const twice = (event: Event, handedBack: Setback): Event[] =>
    setback === handedBack ? [event, handedBack, event] : [event];
  return [
    'submit',
    ...(fate.supplement || fate.until === 'supplement_requested'
      ? (['request_supplement', 'answer_supplement'] as const)
      : []),
    'accept_dossier',
    ...twice('prepare_appraisal', 'return_appraisal'),
    'conclude_appraisal',
    ...(procedure === 'national' ? (['register_national', 'appraise_ministry'] as const) : []),
    'approve_plan',
    ...twice('submit_estimate', 'return_estimate'),
    'approve_estimate',
    'sign_contract',
    ...(fate.advance || fate.until === 'advance_requested'
      ? [...twice('request_advance', 'return_advance'), 'pay_advance' as const]
      : []),
    ...(setback === 'fail_acceptance' ? (['fail_acceptance'] as const) : []),
    'accept_works',
    ...twice('request_payment', 'return_payment'),
    'pay',
    ...twice('submit_settlement', 'return_settlement'),
    'approve_settlement',
    ...(fate.cheaper && (fate.recovered || fate.until === 'closed') ? (['recover'] as const) : []),
    'close',
  ];
}

function statesAlong(procedure: ProcedureKind, way: readonly Event[]): State[] {
  let state: State = 'draft';
  return way.map((event) => {
    const move = transitionFrom(state, event, procedure);
    if (!move) throw new Error(`${event} is not possible in ${state} (${procedure})`);
    return (state = move.to);
  });
}
