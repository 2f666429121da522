import type pg from 'pg';
import { z } from 'zod';
import type { LocalDate } from '#kernel';
import { roles, type Role } from '#people';
import type { Tx } from '#platform/server';
import { changeKinds, type ChangeAuthority, type ChangeKind } from './change-authority.ts';
import type { Citation, Verification } from './citation.ts';
import { procedureKinds, type ProcedureKind } from './procedure.ts';
import { cite, date, twoLanguages, verification } from './reference-fields.server.ts';
import { storedCitation } from './reference-file.server.ts';
import { upsert } from './reference.store.server.ts';

export const changesFile = z.array(
  z.strictObject({
    id: z.string(),
    procedure: z.enum(procedureKinds),
    kinds: z.array(z.enum(changeKinds)).min(1),
    groupOnly: z.boolean().default(false),
    authority: twoLanguages,
    roles: z.array(z.enum(roles)).min(1),
    days: z.int().optional(),
    from: date,
    until: date.optional(),
    cite: cite.optional(),
    verification,
  }),
);

export async function writeChanges(
  client: pg.ClientBase,
  changes: z.output<typeof changesFile>,
): Promise<void> {
  const rows = changes.flatMap((c) =>
    c.kinds.map((kind) => ({
      id: `${c.id}-${kind}`,
      procedure_kind: c.procedure,
      kind,
      group_only: c.groupOnly,
      authority_vi: c.authority.vi,
      authority_en: c.authority.en,
      roles: c.roles,
      working_days: c.days ?? null,
      valid_from: c.from,
      valid_until: c.until ?? null,
      citation: storedCitation(c.cite, undefined),
      verification: c.verification,
    })),
  );
  await upsert(client, 'law.change_authority', ['id'], rows);
}

/** The matrix of a procedure on a day: for each kind the row that stands first, the province's own before all others. */
export async function changeAuthorities(
  tx: Tx,
  procedure: ProcedureKind,
  province: string,
  on: LocalDate,
  groupProject: boolean,
): Promise<ReadonlyMap<ChangeKind, ChangeAuthority>> {
  const rows = await tx
    .selectFrom('law.change_authority')
    .distinctOn('kind')
    .selectAll()
    .where('procedure_kind', '=', procedure)
    .where((eb) => eb.or([eb('province', 'is', null), eb('province', '=', province)]))
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', on)]))
    .where((eb) => (groupProject ? eb.val(true) : eb('group_only', '=', false)))
    .orderBy('kind')
    .orderBy('province', (ob) => ob.asc().nullsLast())
    .orderBy('group_only', 'desc')
    .orderBy('valid_from', 'desc')
    .execute();
  return new Map(
    rows.map((row): [ChangeKind, ChangeAuthority] => [
      row.kind as ChangeKind,
      {
        ...{ id: row.id, kind: row.kind as ChangeKind, groupOnly: row.group_only, days: row.working_days },
        authority: { vi: row.authority_vi, en: row.authority_en },
        roles: row.roles as Role[],
        inForceFrom: row.valid_from as LocalDate,
        citation: row.citation as unknown as Citation | null,
        verification: row.verification as Verification,
      },
    ]),
  );
}
