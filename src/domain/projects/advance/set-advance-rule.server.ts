import { z } from 'zod';
import {
  choiceField,
  dateField,
  newId,
  ok,
  optionalTextField,
  readForm,
  refuse,
  shareField,
  textField,
  todayIn,
  type FormFields,
  type Rate,
  type Result,
} from '#kernel';
import { procedureKinds, type ProcedureKind } from '#law';
import { loadContents } from '#law/server';
import { hasRole, tiedEstablishments, type Actor } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { recordEvent } from '#records/server';
import { projectFor, projectSubject, type Project } from '../project.store.server.ts';
import { insertOwnRule } from './own-advance-rule.store.server.ts';

const decided = {
  percent: shareField(),
  /** Nothing: no work must be done first. */
  progress: shareField(),
  papers: optionalTextField({ max: 2000 }),
  reason: textField({ max: 2000 }),
  decision: textField({ max: 60 }),
  decidedOn: dateField(),
};
const exceptionForm = z.object(decided);
const ownForm = z.object({
  ...decided,
  procedure: choiceField(procedureKinds),
  content: textField({ max: 20 }),
  validFrom: dateField(),
});

/** The province's own rule is recorded by its department. */
export const maySetAdvanceRule = (actor: Actor): boolean => hasRole(actor, 'department_leader');

/**
 * An exception for one project: of the national programme the head of the Cục decides (Circular 36/2013/TT-BCT, article
 * 16), of the provincial one the department. Never on one's own establishment.
 */
export const mayExceptAdvance = (
  actor: Actor,
  project: Pick<Project, 'procedure' | 'establishmentUnit'>,
): boolean =>
  hasRole(actor, project.procedure === 'national' ? 'cuc_officer' : 'department_leader') &&
  !tiedEstablishments(actor).includes(project.establishmentUnit);

const ruleOf = (read: z.output<typeof exceptionForm>) => ({
  percent: read.percent,
  progress: read.progress === 0n ? null : read.progress,
  papers: (read.papers ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean),
  ...{ reason: read.reason, decision: read.decision, decidedOn: read.decidedOn },
});

const WHOLE = 10_000n as Rate;

function overWhole(read: z.output<typeof exceptionForm>): Result<void> {
  const field = read.percent > WHOLE ? 'percent' : read.progress > WHOLE ? 'progress' : null;
  return field === null ? ok(undefined) : refuse('advance_rule_above_whole', {}, field);
}

/** Sets rate, progress and papers for one project's advances, with reason and decision. Refuses a date in the future. */
export async function exceptAdvance(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = await projectFor(tx, cx, projectId, { lock: true });
    if (!project || project.state === 'draft') return refuse('project_not_found');
    if (!mayExceptAdvance(cx.actor, project)) return refuse('advance_rule_not_permitted');
    const read = readForm(exceptionForm, fields);
    if (!read.ok) return read;
    const today = todayIn(cx.now);
    if (read.value.decidedOn > today)
      return refuse('date_is_in_the_future', { date: read.value.decidedOn }, 'decidedOn');
    const within = overWhole(read.value);
    if (!within.ok) return within;
    const rule = { ...ruleOf(read.value), procedure: project.procedure, content: null, projectId };
    if (!(await insertOwnRule(tx, cx, newId(cx.now.getTime()), { ...rule, validFrom: today })))
      return refuse('advance_rule_is_there', { on: today });
    await recordEvent(tx, cx, {
      ...{ kind: 'advance_rule.excepted', subject: projectSubject(projectId), reason: rule.reason },
      after: { percent: String(rule.percent), decision: rule.decision },
    });
    return ok(undefined);
  });
}

/** Records the province's own rule for a content from a day on; nothing per cent: paid after acceptance only. */
export async function setAdvanceRule(cx: Context, fields: FormFields): Promise<Result<void>> {
  if (!maySetAdvanceRule(cx.actor)) return refuse('advance_rule_not_permitted');
  const read = readForm(ownForm, fields);
  if (!read.ok) return read;
  const { procedure, content, validFrom } = read.value;
  const today = todayIn(cx.now);
  if (validFrom < today) return refuse('advance_rule_is_of_the_past', { today }, 'validFrom');
  if (read.value.decidedOn > today)
    return refuse('date_is_in_the_future', { date: read.value.decidedOn }, 'decidedOn');
  const within = overWhole(read.value);
  if (!within.ok) return within;
  return transact(cx, async (tx) => {
    if (!(await loadContents(tx, cx.province)).has(content))
      return refuse('choice_is_unknown', { choice: content }, 'content');
    const id = newId(cx.now.getTime());
    const kind: ProcedureKind = procedure;
    const rule = { ...ruleOf(read.value), procedure: kind, content, projectId: null, validFrom };
    if (!(await insertOwnRule(tx, cx, id, rule)))
      return refuse('advance_rule_is_there', { on: validFrom }, 'validFrom');
    await recordEvent(tx, cx, {
      ...{ kind: 'advance_rule.set', subject: { kind: 'advance_rule', id }, reason: rule.reason },
      after: { content, percent: String(rule.percent), decision: rule.decision },
    });
    return ok(undefined);
  });
}
