import type { LocalDate } from '#kernel';
import type { Role } from '#people';
import type { Tx } from '#platform/server';
import type { Citation, Verification } from './citation.ts';
import type { ProcedureKind } from './procedure.ts';
import type { SeveralWay } from './several-way.ts';

/** The way a project of several provinces goes under a procedure on a day; undefined: there is none. */
export async function severalWayOn(
  tx: Tx,
  kind: ProcedureKind,
  on: LocalDate,
): Promise<SeveralWay | undefined> {
  const row = await tx
    .selectFrom('law.several_way')
    .selectAll()
    .where('procedure_kind', '=', kind)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  return (
    row && {
      citation: row.citation as unknown as Citation | null,
      verification: row.verification as Verification,
      roles: row.roles as Role[],
      ownerRole: row.owner_role as Role,
      days: row.working_days,
      deskVerification: row.desk_verification as Verification,
      asks: row.asks as SeveralWay['asks'],
      asksCitation: row.asks_citation as unknown as Citation | null,
      asksVerification: row.asks_verification as Verification,
    }
  );
}
