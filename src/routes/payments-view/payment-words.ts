import Ban from '@lucide/svelte/icons/ban';
import Check from '@lucide/svelte/icons/check';
import Clock from '@lucide/svelte/icons/clock';
import Undo from '@lucide/svelte/icons/undo-2';
import type { RequestState } from '#disbursements';
import { m } from '#messages';

/** Words of payment requests, by their codes. */
export const stateLook = {
  asked: { tone: 'waiting', icon: Clock, label: m.payments_state_asked },
  checked: { tone: 'waiting', icon: Clock, label: m.payments_state_checked },
  accounted: { tone: 'waiting', icon: Clock, label: m.payments_state_accounted },
  approved: { tone: 'good', icon: Check, label: m.payments_state_approved },
  declined: { tone: 'bad', icon: Ban, label: m.payments_state_declined },
  paid: { tone: 'good', icon: Check, label: m.payments_state_paid },
  returned: { tone: 'bad', icon: Undo, label: m.payments_state_returned },
  withdrawn: { tone: 'neutral', icon: Undo, label: m.payments_state_withdrawn },
} as const satisfies Record<RequestState, unknown>;

export const stepWord: Readonly<Record<string, () => string>> = {
  ask: m.payments_step_ask,
  check: m.payments_step_check,
  account: m.payments_step_account,
  approve: m.payments_step_approve,
  decline: m.payments_step_decline,
  return: m.payments_step_return,
  withdraw: m.payments_step_withdraw,
  pay: m.payments_step_pay,
};

export const kindWord: Readonly<Record<string, () => string>> = {
  advance: m.payments_kind_advance,
  payment: m.payments_kind_payment,
};
