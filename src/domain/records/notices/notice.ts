import type { Subject } from '../deadline.ts';

/**
 * What a person can be told. Each has its sentence `notice_<kind>` in messages/notices, filled with the
 * notice's `fills`; a kind of a chapter above is added here, its meaning is that chapter's.
 */
export const noticeKinds = [
  'turn',
  'supplement_asked',
  'progress',
  'ended',
  'change_asked',
  'change_decided',
  'payment_waits',
  'payment_ended',
  'instalment_due',
  'deadline_moved',
  'deadlines_moved',
  'wait_soon',
  'wait_late',
  'wait_escalated',
  'wait_extended',
  'procedure_published',
  'procedure_ended',
  'clock_rules_published',
  'extension_asked',
  'extension_refused',
  'delegation_given',
  'delegation_set',
  'delegation_ended',
  'work_handed_over',
  'work_given',
  'export_ready',
  'mail_failed',
  'webhook_dead',
  'file_infected',
  'council_session',
  'council_minutes',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Something is asked of the reader: mailed at once to who wishes so, and over when somebody has done it. */
export const askingKinds: readonly NoticeKind[] = [
  'turn',
  'supplement_asked',
  'change_asked',
  'payment_waits',
  'extension_asked',
  'council_session',
  'council_minutes',
];

/** A notice as its reader sees it. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly subject: Subject;
  readonly fills: Readonly<Record<string, string>>;
  readonly at: Date;
  readonly readAt: Date | null;
  /** Settled by somebody since: nothing is asked any more. */
  readonly overAt: Date | null;
}

export interface NoticePreference {
  readonly digest: boolean;
  readonly immediate: boolean;
  readonly locale: 'vi' | 'en';
}

/** Who never chose: a mail a working day when there is something to say, none at once. */
export const usualPreference: NoticePreference = { digest: true, immediate: false, locale: 'vi' };

/** The counter in the header counts no further. */
export const MOST_COUNTED = 99;

/** Where a page of notices goes on. */
export interface NoticeKey {
  readonly at: Date;
  readonly id: string;
}
