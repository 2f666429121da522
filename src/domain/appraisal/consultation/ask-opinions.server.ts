import {
  addWorkingDays,
  isId,
  newId,
  ok,
  refuse,
  refuseAll,
  todayIn,
  type Refused,
  type Result,
} from '#kernel';
import { clockRulesOn, holdCalendar, workingCalendarOn } from '#law/server';
import { permit } from '#people';
import { findLivingUnit, type Context, type Delivery } from '#people/server';
import { transact } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { documentsOf, recordEvent } from '#records/server';
import type { ConsultationInput } from './consultation.form.ts';
import { mayConsult } from './consultation.ts';
import { findOpinion, insertConsultation, insertOpinion } from './consultation.store.server.ts';
import { giveLink } from './opinion-link.server.ts';

/** The states in which a project is being appraised. */
const APPRAISED: readonly string[] = ['screened', 'appraisal_prepared'];

export interface HandedLink {
  readonly opinionId: string;
  readonly who: string;
  /** What follows `/opinion/` in the link; null where it went to the mailbox. */
  readonly link: string | null;
}

/**
 * Asks several units and experts side by side for their opinion of a project under appraisal, each until a day of
 * their own. What silence and a late answer mean is the rule's of that day, and stays so for them. Refuses `project_not_found`, `not_permitted`, `project_is_not_appraised`, `unit_not_found`,
 * `unit_is_closed`, `paper_not_found`.
 */
export async function askOpinions(
  cx: Context,
  projectId: string,
  input: ConsultationInput & { readonly papers: readonly string[] },
  delivery: Delivery,
): Promise<Result<{ readonly consultationId: string; readonly links: readonly HandedLink[] }>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project) return refuse('project_not_found');
    const permitted = permit(mayConsult(cx.actor));
    if (!permitted.ok) return permitted;

    if (!APPRAISED.includes(project.state)) return refuse('project_is_not_appraised');
    const today = todayIn(cx.now);
    const faults: Refused[] = [];
    for (const [i, { unit }] of input.units.entries()) {
      const found = await findLivingUnit(tx, unit, today);
      if (!found || found.kind === 'establishment')
        faults.push(refuse('asked_unit_is_closed', {}, `units.${i}.unit`));
    }
    if (faults.length > 0) return refuseAll(faults.map((f) => f.refusal));
    const known = new Set((await documentsOf(tx, cx.province, projectSubject(projectId))).map((d) => d.id));
    if (input.papers.some((id) => !known.has(id))) return refuse('paper_not_found');

    const calendar = await workingCalendarOn(tx);
    const { opinions } = await clockRulesOn(tx, cx.province, today);
    const { linkDays, silence, late } = opinions[project.procedure];
    const consultationId = newId(cx.now.getTime());
    await insertConsultation(tx, cx, { id: consultationId, projectId, silence, late, ...input });
    const links: HandedLink[] = [];
    const everyone = [
      ...input.units.map((row) => ({ ...row, unitId: row.unit, expert: null })),
      ...input.experts.map((row) => ({
        ...row,
        unitId: null,
        expert: { name: row.name, email: row.email },
      })),
    ];
    for (const [i, asked] of everyone.entries()) {
      const { unitId, expert, questions, required } = asked;
      const dueOn = addWorkingDays(today, asked.days, calendar);
      const row = { consultationId, projectId, no: i + 1, unitId, expert, questions, required, dueOn };
      const id = await insertOpinion(tx, cx, row);
      if (expert === null) continue;
      const opinion = await findOpinion(tx, cx.province, { id }, 'look');
      const link = await giveLink(tx, cx, opinion!, linkDays, delivery);
      links.push({ opinionId: id, who: expert.name, link });
    }
    await recordEvent(tx, cx, {
      kind: 'appraisal.opinions_asked',
      subject: projectSubject(projectId),
      after: { consultationId, asked: everyone.length, silence, late },
    });
    return ok({ consultationId, links });
  });
}
