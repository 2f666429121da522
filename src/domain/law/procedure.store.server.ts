import type { Selectable } from 'kysely';
import { localDate, refuse, ok, type LocalDate, type Result } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { DB } from '#schema';
import type { Citation, Verification } from './citation.ts';
import type { DeskSilence, Procedure, ProcedureKind, ProcedureStep, ProjectEvent } from './procedure.ts';

type Row = Selectable<DB['law.procedure']>;

/** The procedure in force: the province's own where it has one, otherwise the one for all. */
export async function procedureOn(
  tx: Tx,
  kind: ProcedureKind,
  province: string,
  on: LocalDate,
): Promise<Result<Procedure, 'no_procedure_on_date'>> {
  const row = await tx
    .selectFrom('law.procedure')
    .selectAll()
    .where('kind', '=', kind)
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('province', (ob) => ob.asc().nullsLast())
    .executeTakeFirst();
  return row === undefined ? refuse('no_procedure_on_date', { on }) : ok(await withSteps(tx, row));
}

/** One version by its name. */
export async function procedureVersion(tx: Tx, id: string): Promise<Procedure | undefined> {
  const row = await tx.selectFrom('law.procedure').selectAll().where('id', '=', id).executeTakeFirst();
  return row && withSteps(tx, row);
}

/** Every version a province has of a kind, its own and the one for all, newest first; without their steps. */
export async function procedureVersions(tx: Tx, kind: ProcedureKind, province: string) {
  const rows = await tx
    .selectFrom('law.procedure as p')
    .leftJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'p.province').onRef('a.id', '=', 'p.published_by'),
    )
    .selectAll('p')
    .select('a.name as publisher')
    .where('p.kind', '=', kind)
    .where((eb) => eb.or([eb('p.province', 'is', null), eb('p.province', '=', province)]))
    .orderBy('p.valid_from', 'desc')
    .execute();
  return rows.map((row) => ({ ...headOf(row), publisher: row.publisher, publishedAt: row.published_at }));
}

function headOf(row: Row): Omit<Procedure, 'steps'> {
  return {
    id: row.id,
    kind: row.kind as ProcedureKind,
    province: row.province,
    name: { vi: row.name_vi, en: row.name_en },
    inForce: { from: localDate(row.valid_from), until: row.valid_until as LocalDate | null },
    verification: row.verification as Verification,
    document: row.document_code,
    own:
      row.version === null
        ? null
        : {
            version: row.version,
            basis: row.basis ?? '',
            basisOn: localDate(row.basis_on ?? row.valid_from),
          },
  };
}

async function withSteps(tx: Tx, row: Row): Promise<Procedure> {
  const steps = await tx
    .selectFrom('law.procedure_step')
    .selectAll()
    .where('procedure_id', '=', row.id)
    .orderBy('position')
    .execute();
  return { ...headOf(row), steps: new Map(steps.map((s) => [s.event as ProjectEvent, stepOf(s)])) };
}

function stepOf(s: Selectable<DB['law.procedure_step']>): ProcedureStep {
  return {
    event: s.event as ProjectEvent,
    order: s.position,
    stage: { vi: s.stage_vi, en: s.stage_en },
    roles: s.roles as Role[],
    ownerRole: s.owner_role as Role | null,
    days: s.working_days,
    otherThan: s.other_than as ProjectEvent[],
    silence: s.silence as DeskSilence,
    mostDays: s.most_days,
    setByProvince: s.set_by_province,
    ownBasis: s.own_basis,
    citation: s.citation as unknown as Citation | null,
    verification: s.verification as Verification,
  };
}
