import { formatDate, isLocalDate, type Locale } from '#kernel';
import { m } from '#messages';
import type { Event, State } from '#projects';
import type { NoticeKind } from '#records';
import type { Family } from './family.ts';
import { doneLabel, eventLabel, procedureLabel, stateLabel } from './project-labels.ts';
import { roleLabel } from './roles.ts';

type Sentence = NonNullable<Family[string]>;

const SENTENCES = {
  turn: m.notices_say_turn,
  turn_undated: m.notices_say_turn_undated,
  supplement_asked: m.notices_say_supplement_asked,
  progress: m.notices_say_progress,
  ended: m.notices_say_ended,
  change_asked: m.notices_say_change_asked,
  change_decided: m.notices_say_change_decided,
  payment_waits: m.payments_say_waits,
  payment_ended: m.payments_say_ended,
  instalment_due: m.settlements_say_instalment,
  deadline_moved: m.notices_say_deadline_moved,
  deadlines_moved: m.notices_say_deadlines_moved,
  wait_soon: m.notices_say_wait_soon,
  wait_late: m.notices_say_wait_late,
  wait_escalated: m.notices_say_wait_escalated,
  wait_extended: m.clocks_say_wait_extended,
  procedure_published: m.clocks_say_procedure_published,
  procedure_ended: m.clocks_say_procedure_ended,
  clock_rules_published: m.clocks_say_clock_rules_published,
  extension_asked: m.clocks_say_extension_asked,
  extension_refused: m.clocks_say_extension_refused,
  delegation_given: m.clocks_say_delegation_given,
  delegation_set: m.clocks_say_delegation_set,
  delegation_ended: m.clocks_say_delegation_ended,
  work_handed_over: m.clocks_say_work_handed_over,
  work_given: m.clocks_say_work_given,
  export_ready: m.notices_say_export_ready,
  mail_failed: m.notices_say_mail_failed,
  webhook_dead: m.notices_say_webhook_dead,
  file_infected: m.notices_say_file_infected,
  council_session: m.council_say_session,
  council_minutes: m.council_say_minutes,
} as unknown as Readonly<Record<NoticeKind | 'turn_undated', Sentence>>;

/** What a notice says: its codes and days put into words of the reader's language. */
export function noticeSentence(
  { kind, fills }: { readonly kind: NoticeKind; readonly fills: Readonly<Record<string, string>> },
  locale: Locale,
): string {
  const said = Object.fromEntries(
    Object.entries(fills).map(([name, value]) => [name, isLocalDate(value) ? formatDate(value) : value]),
  );
  const { step, role, state, procedure } = fills;
  const words = {
    ...said,
    ...(step ? { step: eventLabel(step as Event, locale), done: doneLabel(step as Event, locale) } : {}),
    ...(role ? { role: roleLabel(role, locale) } : {}),
    ...(procedure ? { procedure: procedureLabel(procedure, locale) } : {}),
    ...(state ? { state: stateLabel(state as State, locale) } : {}),
  };
  if (kind === 'turn' && !fills['due']) return SENTENCES.turn_undated(words, { locale });
  return SENTENCES[kind](words, { locale });
}
