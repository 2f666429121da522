import { error } from '@sveltejs/kit';
import { isId } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor, projectSubject } from '#projects/server';
import { proveEntry, trailOf } from '#records/server';
import { sayRefusal } from '../answer.ts';

const PAGE_SIZE = 100;

/** Every event of a project with the seal it is in, for whoever may see the project. */
export async function loadProjectTrail(cx: Context, id: string, url: URL) {
  const asked = url.searchParams.get('after');
  const after = asked !== null && isId(asked) ? asked : null;
  const page = await inProvince(cx, async (tx) => {
    const project = isId(id) ? await projectFor(tx, cx, id) : undefined;
    if (!project || project.state === 'draft') return undefined;
    const found = await trailOf(tx, cx.province, projectSubject(id), { after, size: PAGE_SIZE + 1 });
    return { project, found };
  });
  if (!page) error(404, 'Not found');
  const { id: projectId, number, title } = page.project;
  const entries = page.found.slice(0, PAGE_SIZE);
  const next = page.found.length > PAGE_SIZE ? (entries.at(-1)?.id ?? null) : null;
  return { project: { id: projectId, number, title }, entries, next, isFirst: after === null };
}

/** The proof of one of a project's events, as a file to keep and to hand on. */
export async function projectProof(
  cx: Context,
  projectId: string,
  entry: string,
  locals: Pick<App.Locals, 'locale'>,
): Promise<Response> {
  const isOfProject = await inProvince(cx, async (tx) => {
    if (!isId(projectId) || !isId(entry)) return false;
    const project = await projectFor(tx, cx, projectId);
    if (!project || project.state === 'draft') return false;
    const found = await tx
      .selectFrom('records.event')
      .select('id')
      .where('province', '=', cx.province)
      .where('id', '=', entry)
      .where('subject_kind', '=', 'project')
      .where('subject_id', '=', projectId)
      .executeTakeFirst();
    return found !== undefined;
  });
  if (!isOfProject) error(404, 'Not found');
  const proof = await proveEntry(cx, entry);
  if (!proof.ok) error(409, sayRefusal(proof.refusal, locals.locale)[0]?.message ?? '');
  return new Response(`${JSON.stringify(proof.value, null, 2)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${entry}.proof.json"`,
      'cache-control': 'private, no-store',
    },
  });
}
