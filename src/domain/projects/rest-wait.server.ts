import { todayIn, type LocalDate } from '#kernel';
import { workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { pauseDeadline, resumeDeadline } from '#records/server';
import { projectSubject, type Project } from './project.store.server.ts';

/** Pauses the wait that runs on a project while its contract rests; whose turn it is stays. The caller holds the project. */
export async function pauseWait(tx: Tx, cx: Context, project: Pick<Project, 'id'>): Promise<void> {
  await pauseDeadline(
    tx,
    cx.province,
    projectSubject(project.id),
    todayIn(cx.now),
    await workingCalendarOn(tx),
  );
  await setDue(tx, cx, project.id, null);
}

/** Lets it go on with the days it had left. */
export async function resumeWait(tx: Tx, cx: Context, project: Pick<Project, 'id'>): Promise<void> {
  const calendar = await workingCalendarOn(tx);
  const due = await resumeDeadline(tx, cx.province, projectSubject(project.id), todayIn(cx.now), calendar);
  await setDue(tx, cx, project.id, due);
}

/** Beside the wait, not an act: the project's revision stays. */
async function setDue(tx: Tx, cx: Context, id: string, due: LocalDate | null): Promise<void> {
  await tx
    .updateTable('projects.project')
    .set({ due_on: due })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}
