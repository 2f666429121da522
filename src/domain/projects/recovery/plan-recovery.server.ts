import { z } from 'zod';
import {
  amountField,
  dateField,
  isId,
  ok,
  readForm,
  refuse,
  rowsField,
  textField,
  todayIn,
  type FormFields,
  type LocalDate,
  type Result,
} from '#kernel';
import { workingCalendarOn } from '#law/server';
import { hasRole, tiedEstablishments, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import {
  addDocument,
  moveDeadline,
  notify,
  recordEvent,
  settleNotices,
  type StoredFile,
} from '#records/server';
import { factsOf } from '../facts.server.ts';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { checkInstalments, debtOf, standingOf } from './recovery.ts';
import { insertPlan, recoveryPlans, setDueOn } from './recovery.store.server.ts';

/** The centre's director decides how a debt comes back; never of an establishment they belong to. */
export const mayPlanRecovery = (
  actor: Actor,
  project: Pick<Project, 'establishmentUnit' | 'state'>,
): boolean =>
  hasRole(actor, 'centre_director') &&
  (project.state === 'settled' || project.state === 'stopped') &&
  !tiedEstablishments(actor).includes(project.establishmentUnit);

export const MOST_INSTALMENTS = 60;

const planForm = z.object({
  decisionNumber: textField({ max: 60 }),
  decidedOn: dateField(),
  reason: textField({ max: 2000 }),
  rows: rowsField(z.object({ dueOn: dateField(), amount: amountField() }), { max: MOST_INSTALMENTS }),
});

/**
 * Decides that a debt comes back in dated parts; a later decision takes the place of an earlier one. The wait for the money
 * is due with the first part that is open. Refuses `nothing_to_recover`, parts that do not come to the debt, and days that
 * are not later and later.
 */
export async function planRecovery(
  cx: Context,
  input: {
    readonly projectId: string;
    readonly revision: number;
    readonly fields: FormFields;
    readonly file: StoredFile | null;
  },
): Promise<Result<void>> {
  const read = readForm(planForm, input.fields);
  if (!read.ok) return read;
  const { decisionNumber, decidedOn, reason, rows } = read.value;
  const today = todayIn(cx.now);
  if (decidedOn > today) return refuse('date_is_in_the_future', { date: decidedOn }, 'decidedOn');
  return transact(cx, async (tx) => {
    const project = isId(input.projectId)
      ? await projectFor(tx, cx, input.projectId, { lock: true })
      : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    if (!mayPlanRecovery(cx.actor, project)) return refuse('recovery_plan_not_permitted');
    // Money that came in since the page was opened makes another debt.
    if (project.revision !== input.revision) return refuse('project_changed_meanwhile');
    const debt = debtOf((await factsOf(tx, cx, project, today)).money);
    if (debt === 0n) return refuse('nothing_to_recover');
    const checked = checkInstalments(rows, { debt, decidedOn });
    if (!checked.ok) return checked;
    const subject = projectSubject(project.id);
    const documentId =
      input.file &&
      (await addDocument(tx, cx, {
        ...{ kind: 'other', title: input.file.fileName, number: decisionNumber, issuedOn: decidedOn },
        ...{ subject, file: input.file },
      }));
    const no = ((await recoveryPlans(tx, cx.province, project.id))[0]?.no ?? 0) + 1;
    await insertPlan(tx, cx, project.id, {
      ...{ no, debt, decisionNumber, decidedOn, reason, documentId, instalments: rows },
    });
    await dueWithNext(tx, cx, project.id, rows[0]!.dueOn);
    await recordEvent(tx, cx, {
      ...{ kind: 'recovery.planned', subject, reason },
      after: { no, debt, decisionNumber, parts: rows.length, last: rows.at(-1)!.dueOn },
    });
    await notify(tx, cx, {
      kind: 'instalment_due',
      to: { role: 'establishment_owner', unit: project.establishmentUnit },
      subject,
      fills: {
        ...{ number: project.number ?? '', title: project.title },
        ...{ amount: String(rows[0]!.amount), due: rows[0]!.dueOn },
      },
      except: cx.actor.accountId,
    });
    return ok(undefined);
  });
}

/** Moves the wait for the money to the day of the next part. Beside the wait, not an act: the revision stays. */
async function dueWithNext(tx: Tx, cx: Context, projectId: string, on: LocalDate): Promise<void> {
  const subject = projectSubject(projectId);
  const due = await moveDeadline(tx, cx.province, subject, on, await workingCalendarOn(tx));
  if (due === null) return;
  await settleNotices(tx, cx, subject, ['wait_soon', 'wait_late', 'wait_escalated']);
  await setDueOn(tx, cx.province, projectId, due);
}

/** After money came in: the wait is due with the part that is open now. */
export async function followInstalments(tx: Tx, cx: Context, project: Project): Promise<void> {
  const [plan] = await recoveryPlans(tx, cx.province, project.id);
  if (!plan) return;
  const { money } = await factsOf(tx, cx, project, todayIn(cx.now));
  const { next } = standingOf(plan, debtOf(money), todayIn(cx.now));
  if (next) await dueWithNext(tx, cx, project.id, next.dueOn);
}
