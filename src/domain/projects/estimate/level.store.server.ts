import type { Dong, LocalDate } from '#kernel';
import type { ProcedureKind } from '#law';
import type { Role } from '#people';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';

export interface SetLevel {
  readonly procedure: ProcedureKind;
  readonly role: Role;
  readonly validFrom: LocalDate;
  /** Null: any amount. */
  readonly upTo: Dong | null;
  readonly basis: string;
}

/** All levels a province has set, the newest day first; a handful. */
export async function allLevels(tx: Tx, province: string): Promise<SetLevel[]> {
  const rows = await tx
    .selectFrom('projects.estimate_level')
    .select(['procedure', 'role', 'valid_from', 'up_to', 'basis'])
    .where('province', '=', province)
    .orderBy('procedure')
    .orderBy('valid_from', 'desc')
    .orderBy('role')
    .execute();
  return rows.map((r) => ({
    ...{ procedure: r.procedure as ProcedureKind, role: r.role as Role, basis: r.basis },
    ...{ validFrom: r.valid_from as LocalDate, upTo: r.up_to as Dong | null },
  }));
}

/** False where the role has a level from that day already. */
export async function insertLevel(tx: Tx, cx: Context, level: SetLevel): Promise<boolean> {
  const done = await tx
    .insertInto('projects.estimate_level')
    .values({
      ...{ province: cx.province, procedure: level.procedure, role: level.role, basis: level.basis },
      ...{ valid_from: level.validFrom, up_to: level.upTo },
      ...{ set_by: cx.actor.accountId, set_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}

export async function dropLevelRow(
  tx: Tx,
  province: string,
  key: { readonly procedure: string; readonly role: string; readonly validFrom: LocalDate },
): Promise<boolean> {
  const done = await tx
    .deleteFrom('projects.estimate_level')
    .where('province', '=', province)
    .where('procedure', '=', key.procedure)
    .where('role', '=', key.role)
    .where('valid_from', '=', key.validFrom)
    .executeTakeFirst();
  return done.numDeletedRows === 1n;
}
