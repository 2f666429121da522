import { dong, isLocalDate, ZERO_DONG, type Dong, type LocalDate } from '#kernel';
import type { ChangeKind } from '#law';
import type { Event } from './project.transitions.ts';

/** An act after the plan's decision that may have moved a project's support, or what it is for. */
export interface LaterAct {
  readonly event: Event;
  readonly onDate: LocalDate;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What was decided of a project after its plan, and by which decision. */
export interface SinceStep {
  readonly event: Event;
  readonly kinds: readonly ChangeKind[];
  readonly number: string | null;
  readonly date: LocalDate;
  readonly before: Dong;
  readonly after: Dong;
}

/** The acts after which another support stands, or by which the project is another. */
export const actsSincePlan: readonly Event[] = [
  'change',
  'approve_estimate',
  'withdraw',
  'stop',
  'recover',
  'approve_settlement',
];

/** What became of the support a plan decided; steps that changed nothing of it are left out, changes of a project stay. */
export function sincePlan(
  decided: Dong,
  acts: readonly LaterAct[],
): { readonly today: Dong; readonly steps: readonly SinceStep[] } {
  let [today, stopped] = [decided, false];
  const steps: SinceStep[] = [];
  for (const { event, onDate, data } of acts) {
    stopped ||= event === 'stop';
    // After a settlement what comes back was never settled.
    const after = event === 'recover' && !stopped ? today : supportAfter(event, data, today);
    const kinds = event === 'change' ? ((data['kinds'] ?? []) as ChangeKind[]) : [];
    if (after !== today || event === 'change') {
      const { decisionNumber, decisionDate } = data;
      steps.push({
        ...{ event, kinds, before: today, after },
        number: typeof decisionNumber === 'string' ? decisionNumber : null,
        date: typeof decisionDate === 'string' && isLocalDate(decisionDate) ? decisionDate : onDate,
      });
    }
    today = after;
  }
  return { today, steps };
}

function supportAfter(event: Event, data: LaterAct['data'], before: Dong): Dong {
  const amount = (value: unknown) => (typeof value === 'string' ? dong(value) : before);
  if (event === 'withdraw') return ZERO_DONG;
  // What was paid out stays with it until it is recovered.
  if (event === 'stop') return amount(data['owed']);
  if (event === 'recover')
    return (before - (typeof data['amount'] === 'string' ? dong(data['amount']) : 0n)) as Dong;
  if (event === 'change') return amount((data['after'] as LaterAct['data'] | undefined)?.['support']);
  return amount(data['support']);
}
