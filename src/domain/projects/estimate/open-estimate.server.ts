import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { rulesFor } from '../procedure.server.ts';
import { permitAct } from '../project.policy.ts';
import { projectFor, type Project } from '../project.store.server.ts';

/**
 * The project, locked, whose estimate is being written, for whoever may put it forward: in their own name or on behalf
 * of somebody away, for a single project as for a group. Refuses `project_not_found` and as `permitAct`.
 */
export async function openEstimate(tx: Tx, cx: Context, id: string): Promise<Result<Project>> {
  const project = isId(id) ? await projectFor(tx, cx, id, { lock: true }) : undefined;
  if (!project) return refuse('project_not_found');
  const rules = await rulesFor(tx, cx.province, project.procedure, todayIn(cx.now), project);
  if (!rules.ok) return rules;
  const permission = permitAct(cx.actor, project, 'submit_estimate', rules.value.ruleOf);
  return permission.ok ? ok(project) : permission;
}
