import { createHash } from 'node:crypto';
import { canonicalJson, newId, type Dong, type FormFields, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { fundedLinesFromJson } from '../request-json.ts';
import type { FundedLine } from '../request.ts';
import type { ApprovalLevel } from './approval-level.ts';
import { withKeys } from './draft-rows.ts';
import type { Remark, Side, Verdict } from './review.ts';

export interface EstimateDraft {
  readonly fields: FormFields;
  readonly revision: number;
  readonly savedBy: string;
  readonly savedAt: Date;
}

export async function estimateDraft(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<EstimateDraft | null> {
  const row = await tx
    .selectFrom('projects.estimate_draft as d')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'd.province').onRef('a.id', '=', 'd.saved_by'),
    )
    .select(['d.fields', 'd.revision', 'd.saved_at', 'a.name'])
    .where('d.province', '=', province)
    .where('d.project_id', '=', projectId)
    .executeTakeFirst();
  if (!row) return null;
  return {
    fields: row.fields as FormFields,
    revision: row.revision,
    savedBy: row.name,
    savedAt: row.saved_at,
  };
}

/** The fields of one saving; undefined where there is none. */
export async function draftSaved(
  tx: Tx,
  province: string,
  projectId: string,
  revision: number,
): Promise<FormFields | undefined> {
  const row = await tx
    .selectFrom('projects.estimate_draft_version')
    .select('fields')
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .where('revision', '=', revision)
    .executeTakeFirst();
  return row?.fields as FormFields | undefined;
}

/** Writes the next revision, and keeps it; false where somebody saved after `revision`. 0: nothing was saved before. */
export async function writeEstimateDraft(
  tx: Tx,
  cx: Context,
  draft: { projectId: string; fields: FormFields; revision: number },
): Promise<boolean> {
  const revision = draft.revision + 1;
  const values = {
    fields: JSON.stringify(withKeys(draft.fields, `r${revision}`)),
    ...{ revision, saved_by: cx.actor.accountId, saved_at: cx.now },
  };
  const of = { province: cx.province, project_id: draft.projectId };
  const done =
    draft.revision === 0
      ? await tx
          .insertInto('projects.estimate_draft')
          .values({ ...of, ...values })
          .onConflict((on) => on.doNothing())
          .returning('revision')
          .executeTakeFirst()
      : await tx
          .updateTable('projects.estimate_draft')
          .set(values)
          .where('province', '=', of.province)
          .where('project_id', '=', of.project_id)
          .where('revision', '=', draft.revision)
          .returning('revision')
          .executeTakeFirst();
  if (!done) return false;
  await tx
    .insertInto('projects.estimate_draft_version')
    .values({ ...of, ...values })
    .execute();
  return true;
}

export interface EstimateVersion {
  readonly no: number;
  readonly lines: readonly FundedLine[];
  readonly support: Dong;
  readonly total: Dong;
  /** SHA-256 of the lines as canonical JSON. */
  readonly hash: string;
}

/** Freezes what an act put forward as the next version. */
export async function freezeEstimate(
  tx: Tx,
  province: string,
  of: { projectId: string; actId: string; lines: unknown; support: Dong; total: Dong },
): Promise<void> {
  const lines = canonicalJson(of.lines);
  const last = await tx
    .selectFrom('projects.estimate_version')
    .select((eb) => eb.fn.max('no').as('no'))
    .where('province', '=', province)
    .where('project_id', '=', of.projectId)
    .executeTakeFirst();
  await tx
    .insertInto('projects.estimate_version')
    .values({
      province,
      project_id: of.projectId,
      no: (last?.no ?? 0) + 1,
      act_id: of.actId,
      lines,
      support: of.support,
      total: of.total,
      hash: createHash('sha256').update(lines).digest('hex'),
    })
    .execute();
}

/** Newest first. */
export async function estimateVersions(
  tx: Tx,
  province: string,
  projectId: string,
): Promise<EstimateVersion[]> {
  const rows = await tx
    .selectFrom('projects.estimate_version')
    .select(['no', 'lines', 'support', 'total', 'hash'])
    .where('province', '=', province)
    .where('project_id', '=', projectId)
    .orderBy('no', 'desc')
    .execute();
  return rows.map((r) => ({
    ...{ no: r.no, hash: r.hash, support: r.support as Dong, total: r.total as Dong },
    lines: fundedLinesFromJson(r.lines),
  }));
}

/** All that was said of a version, oldest first. */
export async function remarksOn(tx: Tx, province: string, projectId: string, no: number): Promise<Remark[]> {
  const rows = await tx
    .selectFrom('projects.estimate_remark as r')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'r.province').onRef('a.id', '=', 'r.said_by'),
    )
    .leftJoin('people.account as b', (j) =>
      j.onRef('b.province', '=', 'r.province').onRef('b.id', '=', 'r.on_behalf_of'),
    )
    .select([
      'r.line',
      'r.side',
      'r.verdict',
      'r.cut_to',
      'r.reason',
      'r.said_at',
      'a.name',
      'b.name as behalf',
    ])
    .where('r.province', '=', province)
    .where('r.project_id', '=', projectId)
    .where('r.version_no', '=', no)
    .orderBy('r.seq')
    .execute();
  return rows.map((r) => ({
    ...{ line: r.line, side: r.side as Side, verdict: r.verdict as Verdict, reason: r.reason },
    ...{ cutTo: r.cut_to as Dong | null, by: r.name, onBehalfOf: r.behalf, at: r.said_at },
  }));
}

export async function writeRemarks(
  tx: Tx,
  cx: Context,
  of: { projectId: string; no: number; side: Side },
  remarks: readonly Pick<Remark, 'line' | 'verdict' | 'cutTo' | 'reason'>[],
): Promise<void> {
  await tx
    .insertInto('projects.estimate_remark')
    .values(
      remarks.map((remark) => ({
        ...{
          province: cx.province,
          id: newId(cx.now.getTime()),
          project_id: of.projectId,
          version_no: of.no,
        },
        ...{
          line: remark.line,
          side: of.side,
          verdict: remark.verdict,
          cut_to: remark.cutTo,
          reason: remark.reason,
        },
        ...{ said_by: cx.actor.accountId, said_at: cx.now },
      })),
    )
    .execute();
}

/** Who approves up to which support on a day; empty where the province has set nothing. */
export async function approvalLevels(
  tx: Tx,
  province: string,
  procedure: string,
  on: LocalDate,
): Promise<ApprovalLevel[]> {
  const rows = await tx
    .selectFrom('projects.estimate_level')
    .distinctOn('role')
    .select(['role', 'up_to', 'basis'])
    .where('province', '=', province)
    .where('procedure', '=', procedure)
    .where('valid_from', '<=', on)
    .orderBy('role')
    .orderBy('valid_from', 'desc')
    .execute();
  return rows.map((r) => ({ role: r.role, upTo: r.up_to as Dong | null, basis: r.basis }));
}
