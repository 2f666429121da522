import type { Selectable } from 'kysely';
import { ok, refuse, type LocalDate, type Result } from '#kernel';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { AdvanceRule, AdvanceTier } from './advance-rule.ts';
import type { Citation, Verification } from './citation.ts';
import type { ProcedureKind } from './procedure.ts';
import { rateOf } from './stored.server.ts';

/** The rule of advances for one content on a date; refused where the law leaves it to a decision. */
export async function advanceRuleOn(
  tx: Tx,
  kind: ProcedureKind,
  content: string,
  on: LocalDate,
): Promise<Result<AdvanceRule, 'advance_rule_is_unknown'>> {
  const rule = (await advanceRulesOn(tx, kind, on)).get(content);
  return rule === undefined ? refuse('advance_rule_is_unknown', { content }) : ok(rule);
}

/** The rules of a date, by content. */
export async function advanceRulesOn(
  tx: Tx,
  kind: ProcedureKind,
  on: LocalDate,
): Promise<ReadonlyMap<string, AdvanceRule>> {
  const rows = await tx
    .selectFrom('law.advance_rule')
    .selectAll()
    .where('procedure_kind', '=', kind)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('valid_from', 'desc')
    .execute();
  const ceilingRow = rows.find((row) => row.contents.length === 0);
  const ceiling = ceilingRow === undefined ? null : tierOf(ceilingRow);
  const rules = new Map<string, AdvanceRule>();
  // The newest first: of two rules for a content the later one is older.
  for (const row of rows)
    for (const content of row.contents)
      if (!rules.has(content)) rules.set(content, { first: tierOf(row), ceiling });
  return rules;
}

function tierOf(row: Selectable<DB['law.advance_rule']>): AdvanceTier {
  return {
    percent: rateOf(row.percent_bp),
    progress: row.progress_bp === null ? null : rateOf(row.progress_bp),
    progressOf: row.progress_of as AdvanceTier['progressOf'],
    papers: row.papers_vi.map((vi, i) => ({ vi, en: row.papers_en[i]! })),
    citation: row.citation as unknown as Citation | null,
    verification: row.verification as Verification,
  };
}
