import { sql } from 'kysely';
import { dong, newId } from '#kernel';
import type { Database, Tx } from '#platform/server';
import type { Check } from './reconciliation.ts';
import type { Resolution } from './history.ts';
import type { FigureDifference, FigureKind, FigureSource, StatedFigure } from './stated-figure.ts';

/** The stated figures of the province, periods before their parts, then by year. */
export async function statedFigures(tx: Tx): Promise<StatedFigure[]> {
  const rows = await tx
    .selectFrom('reporting.stated_figure')
    .select(['from_year', 'to_year', 'source', 'kind', 'amount', 'yearly_average', 'basis'])
    .orderBy('from_year')
    .orderBy('to_year')
    .orderBy('source')
    .execute();
  return rows.map((row) => ({
    period: { from: row.from_year, to: row.to_year },
    source: row.source as FigureSource,
    kind: row.kind as FigureKind,
    amount: dong(row.amount),
    yearlyAverage: row.yearly_average === null ? null : dong(row.yearly_average),
    basis: row.basis,
  }));
}

/** One import of a province at a time: the second sees what the first wrote. Held until the transaction ends. */
export async function lockHistory(tx: Tx, province: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reporting.history ${province}`}, 0))`.execute(
    tx,
  );
}

export async function applyDifferences(
  tx: Tx,
  province: string,
  differences: readonly FigureDifference[],
): Promise<void> {
  const keyOf = ({ period, source, kind }: StatedFigure) =>
    ({ province, from_year: period.from, to_year: period.to, source, kind }) as const;
  const statementOf = (figure: StatedFigure) => ({
    amount: figure.amount,
    yearly_average: figure.yearlyAverage,
    basis: figure.basis,
  });
  for (const { change, figure } of differences) {
    const key = keyOf(figure);
    if (change === 'added')
      await tx
        .insertInto('reporting.stated_figure')
        .values({ ...key, id: newId(), ...statementOf(figure) })
        .execute();
    else if (change === 'removed')
      await tx
        .deleteFrom('reporting.stated_figure')
        .where((eb) => eb.and(key))
        .execute();
    else
      await tx
        .updateTable('reporting.stated_figure')
        .set(statementOf(figure))
        .where((eb) => eb.and(key))
        .execute();
  }
}

/** The settlements in force, of whatever sums they were given for. */
export async function resolutions(tx: Tx): Promise<Resolution[]> {
  const rows = await tx
    .selectFrom('reporting.resolution as r')
    .innerJoin('people.account as a', (join) =>
      join.onRef('a.province', '=', 'r.province').onRef('a.id', '=', 'r.resolved_by'),
    )
    .where('r.withdrawn_at', 'is', null)
    .select([
      'r.id',
      'r.check_code',
      'r.stated',
      'r.computed',
      'r.explanation',
      'r.source',
      'r.resolved_at',
      'a.name as resolvedBy',
    ])
    .orderBy('r.resolved_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    check: row.check_code as Check['code'],
    stated: dong(row.stated),
    computed: dong(row.computed),
    explanation: row.explanation,
    source: row.source,
    resolvedBy: row.resolvedBy,
    resolvedAt: row.resolved_at,
  }));
}

/** False when another officer settled the same difference meanwhile. */
export async function insertResolution(
  tx: Tx,
  province: string,
  row: {
    id: string;
    check: Check;
    explanation: string;
    source: string;
    resolvedBy: string;
    resolvedAt: Date;
  },
): Promise<boolean> {
  const made = await tx
    .insertInto('reporting.resolution')
    .values({
      province,
      id: row.id,
      check_code: row.check.code,
      stated: row.check.stated,
      computed: row.check.computed,
      explanation: row.explanation,
      source: row.source,
      resolved_by: row.resolvedBy,
      resolved_at: row.resolvedAt,
    })
    .onConflict((oc) => oc.doNothing())
    .returning('id')
    .executeTakeFirst();
  return made !== undefined;
}

/** False when it is not in force any more. */
export async function markWithdrawn(
  tx: Tx,
  id: string,
  withdrawal: { by: string; at: Date; reason: string },
): Promise<boolean> {
  const done = await tx
    .updateTable('reporting.resolution')
    .set({ withdrawn_by: withdrawal.by, withdrawn_at: withdrawal.at, withdrawn_reason: withdrawal.reason })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return done !== undefined;
}

/** Provinces that have stated figures; public knowledge, asked before a province is entered. */
export async function provincesWithHistory(db: Database): Promise<string[]> {
  const { rows } = await sql<{ province: string }>`
    select province from reporting.provinces_with_history()`.execute(db);
  return rows.map((row) => row.province);
}
