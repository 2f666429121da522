import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import { severalWayOn } from '#law/server';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { projectFor, projectSubject, setOtherProvinces } from '#projects/server';
import { recordEvent } from '#records/server';
import { provincesOn } from '#territory/server';
import { mayNameProvinces, NAMED_IN } from './provinces.ts';

/**
 * Says in which other provinces a project is carried out; none: in its own only. What was asked of a province that is
 * one of them no more, and that has not answered, is asked no longer.
 *
 * Refuses `project_not_found`, `not_permitted`, `provinces_not_possible_now`, `no_way_for_several_provinces`,
 * `province_is_unknown`, `province_is_its_own`, `provinces_changed_meanwhile`, `project_waits_for_council`.
 */
export async function nameProvinces(
  cx: Context,
  projectId: string,
  input: { readonly codes: readonly string[]; readonly seen: string },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project) return refuse('project_not_found');
    const permitted = permit(mayNameProvinces(cx.actor));
    if (!permitted.ok) return permitted;

    if (!NAMED_IN.includes(project.state)) return refuse('provinces_not_possible_now');
    if (project.otherProvinces.join(' ') !== input.seen) return refuse('provinces_changed_meanwhile');
    const today = todayIn(cx.now);
    const known = (await provincesOn(tx, today)).map((p) => p.code);
    const codes = input.codes.toSorted();
    if (codes.includes(cx.province)) return refuse('province_is_its_own', {}, 'codes');
    const strange = codes.find((code) => !known.includes(code));
    if (strange !== undefined) return refuse('province_is_unknown', { text: strange }, 'codes');
    if (codes.join(' ') === input.seen) return ok(undefined);
    if (codes.length > 0 && !(await severalWayOn(tx, project.procedure, today)))
      return refuse('no_way_for_several_provinces', {}, 'codes');
    if (await waitsForCouncil(tx, cx.province, projectId)) return refuse('project_waits_for_council');

    await askNoLonger(tx, cx, projectId, codes);
    return setOtherProvinces(tx, cx, project, codes);
  });
}

/** On the agenda of a council that has not concluded on it: another level would have to hear it then. */
async function waitsForCouncil(tx: Tx, province: string, projectId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('appraisal.dossier')
    .select('id')
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .where('conclusion', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}

async function askNoLonger(tx: Tx, cx: Context, projectId: string, kept: readonly string[]): Promise<void> {
  let query = tx
    .updateTable('appraisal.opinion')
    .set({
      ...{ withdrawn_at: cx.now, withdrawn_reason: 'Đề án không còn thực hiện tại tỉnh này.' },
      ...{ token_hash: null, link_until: null },
    })
    .where('province', '=', cx.province)
    .where('project_id', '=', projectId)
    .where('other_province', 'is not', null)
    .where('answers', '=', 0)
    .where('withdrawn_at', 'is', null);
  if (kept.length > 0) query = query.where('other_province', 'not in', [...kept]);
  const gone = await query.returning(['id', 'expert_name']).execute();
  for (const { id, expert_name: who } of gone)
    await recordEvent(tx, cx, {
      kind: 'appraisal.opinion_withdrawn',
      subject: projectSubject(projectId),
      after: { opinionId: id, who },
    });
}
