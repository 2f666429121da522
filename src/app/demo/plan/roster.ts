import type { ProcedureKind } from '#projects';
import type { Fate } from './fate.ts';

/** One project of the sample province before chance fills it in. */
export interface Role {
  readonly procedure: ProcedureKind;
  readonly content: string;
  readonly fate: Fate;
  /** Working days until its wait is over (0: due today, negative: late); where nobody is waited for, days since the last act, negative. */
  readonly due?: number;
  /** Whose it is, where that matters: an index of the workshops. */
  readonly workshop?: number;
}

const local = (content: string, fate: Fate, more: Partial<Role> = {}): Role => ({
  procedure: 'provincial',
  content,
  fate,
  ...more,
});
const national = (content: string, fate: Fate, more: Partial<Role> = {}): Role => ({
  procedure: 'national',
  content,
  fate,
  ...more,
});

/** A year that is over: most projects closed, some left the way. */
export const earlierYears: readonly (readonly Role[])[] = [
  [
    local('MM-01', { until: 'closed', advance: true }, { workshop: 0 }),
    local('MM-01', { until: 'closed', supplement: true }),
    local('MM-01', { until: 'closed', cheaper: true }),
    local('MM-01', { until: 'closed', advance: true, setback: 'fail_acceptance' }),
    local('MM-01', { until: 'closed', setback: 'return_appraisal' }),
    local('MM-02', { until: 'closed', advance: true }),
    local('MM-02', { until: 'closed' }),
    local('MH-01', { until: 'closed', advance: true }),
    local('MH-02', { until: 'closed' }),
    local('NH-01', { until: 'closed' }),
    local('MT-01', { until: 'closed', setback: 'return_settlement' }),
    local('MM-01', { until: 'closed', advance: true, leftFrom: 'contracted', recovered: true }),
    local('MM-01', { until: 'rejected', leftFrom: 'screened' }),
    local('MM-02', { until: 'withdrawn', leftFrom: 'planned' }),
    national('MM-01', { until: 'closed', advance: true }),
    national('MM-02', { until: 'closed' }),
    national('MH-01', { until: 'closed', advance: true }),
    national('MH-01', { until: 'rejected', leftFrom: 'appraised' }),
  ],
  [
    local('MM-01', { until: 'closed', supplement: true, advance: true }),
    local('MM-01', { until: 'closed' }, { workshop: 1 }),
    local('MM-01', { until: 'closed', cheaper: true, setback: 'return_payment' }),
    local('MM-01', { until: 'closed', advance: true, setback: 'return_advance' }),
    local('MM-01', { until: 'closed' }),
    local('MM-01', { until: 'closed', setback: 'return_estimate' }),
    local('MM-02', { until: 'closed', advance: true }),
    local('MM-02', { until: 'closed', supplement: true }),
    local('MH-01', { until: 'closed', advance: true }),
    local('MH-02', { until: 'closed' }),
    local('MH-02', { until: 'closed' }),
    local('NH-01', { until: 'closed' }),
    local('MT-01', { until: 'closed' }),
    local('MM-01', { until: 'closed', leftFrom: 'contracted' }),
    local('MM-01', { until: 'rejected', leftFrom: 'submitted' }),
    local('MM-01', { until: 'withdrawn', leftFrom: 'estimated' }),
    national('MM-01', { until: 'closed' }),
    national('MM-02', { until: 'closed', advance: true }),
    national('MM-02', { until: 'closed', supplement: true }),
    national('MH-01', { until: 'closed', advance: true }),
    national('MH-01', { until: 'withdrawn', leftFrom: 'registered' }),
  ],
];

/** What goes on now: every state, some late, some due today, most within their days. */
export const current: readonly Role[] = [
  local('MM-01', { until: 'draft' }, { workshop: 0, due: -2 }),
  local('MH-01', { until: 'draft' }, { due: -9 }),
  national('MM-02', { until: 'draft' }, { due: -1 }),
  local('MM-01', { until: 'submitted' }, { due: 0 }),
  local('MM-01', { until: 'submitted' }, { due: 3 }),
  local('MM-02', { until: 'submitted', supplement: true }, { due: 1 }),
  national('MM-01', { until: 'submitted' }, { due: -2 }),
  local('MM-01', { until: 'supplement_requested' }, { workshop: 0, due: 4 }),
  local('MH-02', { until: 'supplement_requested' }, { due: -3 }),
  local('MM-01', { until: 'screened' }, { due: 0 }),
  local('MM-02', { until: 'screened', supplement: true }, { due: -4 }),
  national('MH-01', { until: 'screened' }, { due: 6 }),
  local('MM-01', { until: 'appraisal_prepared' }, { due: 1 }),
  local('NH-01', { until: 'appraisal_prepared', setback: 'return_appraisal' }, { due: -1 }),
  local('MM-01', { until: 'appraised' }, { due: 5 }),
  local('MH-01', { until: 'appraised' }, { due: 0 }),
  national('MM-01', { until: 'appraised' }, { due: 2 }),
  national('MM-02', { until: 'registered' }, { due: 9 }),
  national('MH-01', { until: 'registered', supplement: true }, { due: -3 }),
  national('MM-01', { until: 'appraised_ministry' }, { due: 4 }),
  local('MM-01', { until: 'planned' }, { due: 0 }),
  local('MM-02', { until: 'planned', setback: 'return_estimate' }, { due: 6 }),
  national('MM-02', { until: 'planned' }, { due: 3 }),
  local('MM-01', { until: 'estimate_submitted' }, { due: -2 }),
  local('MT-01', { until: 'estimate_submitted' }, { due: 4 }),
  national('MM-01', { until: 'estimate_submitted' }, { due: 8 }),
  local('MM-01', { until: 'estimated' }, { workshop: 1, due: 1 }),
  local('MH-01', { until: 'estimated' }, { due: -1 }),
  local('MM-01', { until: 'contracted' }, { due: -12 }),
  local('MM-02', { until: 'contracted', advance: true }, { due: -6 }),
  local('MM-01', { until: 'contracted', setback: 'fail_acceptance' }, { due: -3 }),
  national('MH-01', { until: 'contracted', advance: true }, { due: -21 }),
  local('MM-01', { until: 'advance_requested' }, { workshop: 0, due: 2 }),
  local('MM-02', { until: 'advance_requested', setback: 'return_advance' }, { due: 0 }),
  local('MM-01', { until: 'accepted' }, { due: 1 }),
  local('MH-02', { until: 'accepted' }, { due: -2 }),
  local('MM-01', { until: 'payment_requested', advance: true }, { due: 0 }),
  national('MM-01', { until: 'payment_requested' }, { due: 3 }),
  local('MM-01', { until: 'paid' }, { due: 5 }),
  local('NH-01', { until: 'paid', setback: 'return_payment' }, { due: -1 }),
  local('MM-01', { until: 'settlement_submitted', advance: true }, { due: 9 }),
  national('MM-02', { until: 'settlement_submitted' }, { due: 0 }),
  local('MM-01', { until: 'settled' }, { due: 6 }),
  local('MM-01', { until: 'settled', cheaper: true }, { due: -5 }),
  local('MM-01', { until: 'closed', advance: true }, { due: -8 }),
  local('MM-01', { until: 'closed', supplement: true }, { due: -25 }),
  local('MH-02', { until: 'closed' }, { due: -40 }),
  national('MM-01', { until: 'closed' }, { due: -15 }),
  local('MM-01', { until: 'rejected', leftFrom: 'appraisal_prepared' }, { due: -7 }),
  local('MM-02', { until: 'withdrawn', leftFrom: 'appraised' }, { due: -18 }),
  local('MM-01', { until: 'stopped', advance: true, leftFrom: 'contracted' }, { due: -11 }),
];
