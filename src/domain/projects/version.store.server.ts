import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { requestFromJson } from './request-json.ts';
import type { Request } from './request.ts';

export interface Version {
  readonly no: number;
  readonly request: Request;
  readonly evaluation: Readonly<Record<string, unknown>>;
  readonly hash: string;
  readonly submittedAt: Date;
  readonly submittedBy: string;
}

export async function insertVersion(
  tx: Tx,
  cx: Context,
  version: { projectId: string; no: number; request: string; evaluation: string; hash: string },
): Promise<void> {
  await tx
    .insertInto('projects.version')
    .values({
      province: cx.province,
      project_id: version.projectId,
      no: version.no,
      request: version.request,
      evaluation: version.evaluation,
      hash: version.hash,
      submitted_by: cx.actor.accountId,
      submitted_at: cx.now,
    })
    .execute();
}

/** All submitted versions, newest first. */
export async function versionsOf(tx: Tx, province: string, projectId: string): Promise<Version[]> {
  const rows = await tx
    .selectFrom('projects.version as v')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'v.province').onRef('a.id', '=', 'v.submitted_by'),
    )
    .select(['v.no', 'v.request', 'v.evaluation', 'v.hash', 'v.submitted_at', 'a.name as submitted_by'])
    .where('v.province', '=', province)
    .where('v.project_id', '=', projectId)
    .orderBy('v.no', 'desc')
    .execute();
  return rows.map((r) => ({
    no: r.no,
    request: requestFromJson(r.request),
    evaluation: r.evaluation as Record<string, unknown>,
    hash: r.hash,
    submittedAt: r.submitted_at,
    submittedBy: r.submitted_by,
  }));
}

export async function latestRequest(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<Request | undefined> {
  const row = await tx
    .selectFrom('projects.version')
    .select('request')
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && requestFromJson(row.request);
}
