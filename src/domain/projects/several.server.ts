import { todayIn, type Result, ok } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { recordEvent } from '#records/server';
import { rulesFor, turnAfter } from './procedure.server.ts';
import { projectSubject, updateProject, type Project } from './project.store.server.ts';
import { wayOf } from './project.transitions.ts';
import { tellTurn } from './tell-turn.server.ts';

/**
 * Says in which other provinces a project is carried out. It may go another way from then on: a project that already
 * waits to be appraised waits for the act of its new way, from today. The caller has locked it, and permitted it.
 */
export async function setOtherProvinces(
  tx: Tx,
  cx: Context,
  project: Project,
  codes: readonly string[],
): Promise<Result<void>> {
  const today = todayIn(cx.now);
  const changed: Project = { ...project, otherProvinces: codes, several: codes.length > 0 };
  const rules = await rulesFor(tx, cx.province, project.procedure, today, changed);
  if (!rules.ok) return rules;
  const other = wayOf(changed) !== wayOf(project) && project.state === 'screened';
  const again = {
    from: project.state,
    event: 'accept_dossier',
    to: project.state,
    clock: 'restart',
  } as const;
  const turn = other ? await turnAfter(tx, cx, changed, again, rules.value, today) : {};
  await updateProject(tx, cx.province, project.id, { other_provinces: [...codes], ...turn });
  await recordEvent(tx, cx, {
    kind: 'project.provinces_named',
    subject: projectSubject(project.id),
    before: { provinces: project.otherProvinces },
    after: { provinces: codes },
  });
  if (other) await tellTurn(tx, cx, changed, again, turn);
  return ok(undefined);
}
