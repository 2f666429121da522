import {
  addWorkingDays,
  isId,
  newId,
  ok,
  refuse,
  refuseAll,
  todayIn,
  type Refusal,
  type Result,
} from '#kernel';
import { clockRulesOn, holdCalendar, workingCalendarOn } from '#law/server';
import { permit } from '#people';
import type { Context, Delivery } from '#people/server';
import { transact } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { documentsOf, recordEvent } from '#records/server';
import type { HandedLink } from '../consultation/ask-opinions.server.ts';
import { mayConsult } from '../consultation/consultation.ts';
import {
  findOpinion,
  insertConsultation,
  insertOpinion,
  opinionsOfProject,
} from '../consultation/consultation.store.server.ts';
import { giveLink } from '../consultation/opinion-link.server.ts';
import type { AskProvincesInput } from './provinces.form.ts';

/**
 * Asks the other provinces of a project side by side for their opinion. Whose address is known answers through a link;
 * the others by a letter, which is written down when it comes (`takeLetter`).
 *
 * Refuses `project_not_found`, `not_permitted`, `project_is_not_appraised`, `nobody_is_asked`, `paper_not_found`, and
 * beside their rows `province_is_not_of_project`, `province_is_asked_already`.
 */
export async function askProvinces(
  cx: Context,
  projectId: string,
  input: AskProvincesInput & { readonly papers: readonly string[] },
  delivery: Delivery,
): Promise<Result<{ readonly links: readonly HandedLink[] }>> {
  return transact(cx, async (tx) => {
    await holdCalendar(tx);
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project) return refuse('project_not_found');
    const permitted = permit(mayConsult(cx.actor));
    if (!permitted.ok) return permitted;

    if (project.state !== 'screened') return refuse('project_is_not_appraised');
    if (input.offices.length === 0) return refuse('nobody_is_asked', {}, 'offices.0.office');
    const asked = (await opinionsOfProject(tx, cx.province, projectId)).filter((o) => !o.withdrawn);
    const faults: Refusal[] = [];
    for (const [i, { province }] of input.offices.entries()) {
      const fault = (code: string) => faults.push(refuse(code, {}, `offices.${i}.office`).refusal);
      if (!project.otherProvinces.includes(province)) fault('province_is_not_of_project');
      else if (asked.some((o) => o.otherProvince === province)) fault('province_is_asked_already');
      else if (input.offices.findIndex((other) => other.province === province) < i)
        fault('province_is_asked_already');
    }
    if (faults.length > 0) return refuseAll(faults);
    const known = new Set((await documentsOf(tx, cx.province, projectSubject(projectId))).map((d) => d.id));
    if (input.papers.some((id) => !known.has(id))) return refuse('paper_not_found');

    const today = todayIn(cx.now);
    const calendar = await workingCalendarOn(tx);
    const { opinions } = await clockRulesOn(tx, cx.province, today);
    const { linkDays, silence, late } = opinions[project.procedure];
    const consultationId = newId(cx.now.getTime());
    await insertConsultation(tx, cx, { id: consultationId, projectId, silence, late, ...input });
    const links: HandedLink[] = [];
    for (const [i, { province, office, email, days }] of input.offices.entries()) {
      const id = await insertOpinion(tx, cx, {
        ...{ consultationId, projectId, no: i + 1, unitId: null, expert: { name: office, email } },
        ...{ questions: null, required: true, dueOn: addWorkingDays(today, days, calendar) },
        otherProvince: province,
      });
      if (email === null) continue;
      const opinion = await findOpinion(tx, cx.province, { id }, 'look');
      links.push({ opinionId: id, who: office, link: await giveLink(tx, cx, opinion!, linkDays, delivery) });
    }
    await recordEvent(tx, cx, {
      kind: 'appraisal.provinces_asked',
      subject: projectSubject(projectId),
      after: { consultationId, provinces: input.offices.map((o) => o.province), silence, late },
    });
    return ok({ links });
  });
}
