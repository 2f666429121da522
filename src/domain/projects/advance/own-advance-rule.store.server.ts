import type { LocalDate, Rate } from '#kernel';
import type { AdvanceRule, ProcedureKind } from '#law';
import { advanceRulesOn } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Project } from '../project.store.server.ts';

export interface OwnAdvanceRule {
  readonly procedure: ProcedureKind;
  readonly content: string | null;
  readonly projectId: string | null;
  readonly validFrom: LocalDate;
  readonly percent: Rate;
  readonly progress: Rate | null;
  readonly papers: readonly string[];
  readonly reason: string;
  readonly decision: string;
  readonly decidedOn: LocalDate;
}

/**
 * The rule for advances of a project on a day: what was decided for it alone, else what the province decided, else the
 * law's tier. The ceiling over all advances stays in every case; null where nobody has set any rule.
 */
export async function advanceRuleFor(
  tx: Tx,
  province: string,
  project: Pick<Project, 'id' | 'procedure' | 'contentCode'>,
  today: LocalDate,
): Promise<AdvanceRule | null> {
  const rules = await advanceRulesOn(tx, project.procedure, today);
  const ofLaw = rules.get(project.contentCode) ?? null;
  const [own] = await tx
    .selectFrom('projects.own_advance_rule')
    .selectAll()
    .where('province', '=', province)
    .where('procedure', '=', project.procedure)
    .where('valid_from', '<=', today)
    .where((e) => e.or([e('project_id', 'is', null), e('project_id', '=', project.id)]))
    .where((e) => e.or([e('content_code', 'is', null), e('content_code', '=', project.contentCode)]))
    .orderBy((e) => e('project_id', 'is', null))
    .orderBy((e) => e('content_code', 'is', null))
    .orderBy('valid_from', 'desc')
    .limit(1)
    .execute();
  if (!own) return ofLaw;
  const [any] = rules.values();
  return {
    first: {
      percent: BigInt(own.percent_bp) as Rate,
      progress: own.progress_bp === null ? null : (BigInt(own.progress_bp) as Rate),
      progressOf: own.progress_bp === null ? null : 'total_investment',
      papers: own.papers.map((name) => ({ vi: name, en: name })),
      citation: null,
      verification: 'inferred',
    },
    ceiling: any?.ceiling ?? null,
    decision: own.decision,
  };
}

/** What the province decided for all its projects, or for one of them; the newest first. */
export async function ownAdvanceRules(
  tx: Tx,
  province: string,
  projectId: string | null,
): Promise<OwnAdvanceRule[]> {
  const rows = await tx
    .selectFrom('projects.own_advance_rule')
    .selectAll()
    .where('province', '=', province)
    .where('project_id', projectId === null ? 'is' : '=', projectId)
    .orderBy('valid_from', 'desc')
    .orderBy('content_code')
    .execute();
  return rows.map((r) => ({
    ...{ procedure: r.procedure as ProcedureKind, content: r.content_code, projectId: r.project_id },
    ...{ validFrom: r.valid_from as LocalDate, percent: BigInt(r.percent_bp) as Rate },
    progress: r.progress_bp === null ? null : (BigInt(r.progress_bp) as Rate),
    ...{ papers: r.papers, reason: r.reason, decision: r.decision, decidedOn: r.decided_on as LocalDate },
  }));
}

/** False where there is one from that day already. */
export async function insertOwnRule(tx: Tx, cx: Context, id: string, rule: OwnAdvanceRule): Promise<boolean> {
  const done = await tx
    .insertInto('projects.own_advance_rule')
    .values({
      ...{ province: cx.province, id, procedure: rule.procedure, content_code: rule.content },
      ...{ project_id: rule.projectId, valid_from: rule.validFrom, percent_bp: Number(rule.percent) },
      progress_bp: rule.progress === null ? null : Number(rule.progress),
      ...{ papers: [...rule.papers], reason: rule.reason, decision: rule.decision },
      ...{ decided_on: rule.decidedOn, set_by: cx.actor.accountId, set_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
