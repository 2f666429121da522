import { localDate, refuse, ok, type LocalDate, type Result } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { Citation, Verification } from './citation.ts';
import type { Procedure, ProcedureKind, ProcedureStep, ProjectEvent } from './procedure.ts';

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
  if (row === undefined) return refuse('no_procedure_on_date', { on });
  const steps = await tx
    .selectFrom('law.procedure_step')
    .selectAll()
    .where('procedure_id', '=', row.id)
    .orderBy('position')
    .execute();
  return ok({
    id: row.id,
    kind,
    province: row.province,
    name: { vi: row.name_vi, en: row.name_en },
    inForce: { from: localDate(row.valid_from), until: row.valid_until as LocalDate | null },
    steps: new Map(
      steps.map((s): [ProjectEvent, ProcedureStep] => [
        s.event as ProjectEvent,
        {
          event: s.event as ProjectEvent,
          order: s.position,
          stage: { vi: s.stage_vi, en: s.stage_en },
          roles: s.roles as Role[],
          ownerRole: s.owner_role as Role | null,
          days: s.working_days,
          otherThan: s.other_than as ProjectEvent[],
          citation: s.citation as unknown as Citation | null,
          verification: s.verification as Verification,
        },
      ]),
    ),
  });
}
