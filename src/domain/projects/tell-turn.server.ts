import type { Role } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { notify, settleNotices } from '#records/server';
import type { NoticeKind } from '#records';
import { projectSubject, type Project, type ProjectPatch } from './project.store.server.ts';
import { awaitedEvent, finalStates, wayOf, type Event, type Transition } from './project.transitions.ts';

/** What is over for those who were waited for, once the turn is another's. */
const ofTheTurn: readonly NoticeKind[] = [
  'turn',
  'supplement_asked',
  'wait_soon',
  'wait_late',
  'wait_escalated',
];

/** What an establishment wishes to hear of its project although nothing is asked of it. */
const news: readonly Event[] = [
  'approve_plan',
  'approve_estimate',
  'pay_advance',
  'pay',
  'approve_settlement',
  'stop',
];

/**
 * Tells whoever an act makes wait or act, in the act's own transaction: those whose turn it is now, and the people of
 * the establishment where its project came a step further or left the way. What the turn before had been told is over.
 */
export async function tellTurn(
  tx: Tx,
  cx: Context,
  project: Pick<
    Project,
    'id' | 'number' | 'title' | 'establishmentUnit' | 'procedure' | 'several' | 'communeCode'
  >,
  transition: Transition,
  turn: Pick<ProjectPatch, 'turn_role' | 'due_on'>,
  owing = false,
): Promise<void> {
  if (transition.clock === 'keep') return;
  const subject = projectSubject(project.id);
  await settleNotices(tx, cx, subject, ofTheTurn);
  const fills = { number: project.number ?? '', title: project.title };
  const except = cx.actor.accountId;
  const role = (turn.turn_role ?? null) as Role | null;
  const ofEstablishment = role?.startsWith('establishment_') === true;
  if (role !== null)
    await notify(tx, cx, {
      kind: transition.event === 'request_supplement' ? 'supplement_asked' : 'turn',
      to: {
        role,
        unit: ofEstablishment ? project.establishmentUnit : null,
        commune: role === 'commune_officer' ? project.communeCode : null,
      },
      subject,
      fills: {
        ...fills,
        step: awaitedEvent(transition.to, wayOf(project), owing) ?? '',
        due: turn.due_on ?? '',
      },
      except,
    });
  const ended = finalStates.includes(transition.to);
  if (!ended && !news.includes(transition.event)) return;
  await notify(tx, cx, {
    kind: ended ? 'ended' : 'progress',
    to: { role: 'establishment_owner', unit: project.establishmentUnit },
    subject,
    fills: ended ? { ...fills, state: transition.to } : { ...fills, step: transition.event },
    except,
  });
}
