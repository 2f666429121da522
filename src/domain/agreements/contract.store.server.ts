import { canonicalJson, type FormFields, type LocalDate } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { AgreedTerms, AmendedTerms, StoredVersion } from './contract.ts';

type Key = { readonly province: string; readonly projectId: string };

/** Oldest first. */
export async function storedVersions(tx: Tx, { province, projectId }: Key): Promise<StoredVersion[]> {
  const rows = await tx
    .selectFrom('agreements.version as v')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'v.province').onRef('a.id', '=', 'v.made_by'),
    )
    .leftJoin('agreements.amendment as m', (j) =>
      j.onRef('m.province', '=', 'v.province').onRef('m.id', '=', 'v.amendment_id'),
    )
    .selectAll('v')
    .select(['a.name as by', 'm.change_id', 'm.annex_number', 'm.payer_signed_on as annex_payer'])
    .select('m.unit_signed_on as annex_unit')
    .where('v.province', '=', province)
    .where('v.project_id', '=', projectId)
    .orderBy('v.no')
    .execute();
  return rows.map((r) => ({
    ...{ no: r.no, kind: r.kind as StoredVersion['kind'], terms: r.terms as Partial<AgreedTerms> },
    payerSignedOn: (r.payer_signed_on ?? r.annex_payer) as LocalDate | null,
    unitSignedOn: (r.unit_signed_on ?? r.annex_unit) as LocalDate | null,
    ...{ reason: r.reason, changeId: r.change_id, annexNumber: r.annex_number, by: r.by, at: r.made_at },
  }));
}

export interface NewVersion {
  readonly projectId: string;
  readonly kind: StoredVersion['kind'];
  readonly terms: Partial<AgreedTerms>;
  readonly payerSignedOn?: LocalDate;
  readonly unitSignedOn?: LocalDate;
  readonly reason?: string;
  readonly amendmentId?: string;
}

/** The next version; the caller holds the project. */
export async function insertVersion(tx: Tx, cx: Context, version: NewVersion): Promise<number> {
  const last = await tx
    .selectFrom('agreements.version')
    .select((e) => e.fn.max('no').as('no'))
    .where('province', '=', cx.province)
    .where('project_id', '=', version.projectId)
    .executeTakeFirst();
  const no = (last?.no ?? 0) + 1;
  await tx
    .insertInto('agreements.version')
    .values({
      ...{ province: cx.province, project_id: version.projectId, no, kind: version.kind },
      ...{ terms: canonicalJson(version.terms), reason: version.reason ?? null },
      ...{ payer_signed_on: version.payerSignedOn ?? null, unit_signed_on: version.unitSignedOn ?? null },
      ...{ amendment_id: version.amendmentId ?? null, made_by: cx.actor.accountId, made_at: cx.now },
    })
    .execute();
  return no;
}

export interface Amendment {
  readonly id: string;
  readonly no: number;
  readonly state: 'draft' | 'asked' | 'in_force' | 'dropped';
  readonly base: FormFields;
  readonly fields: FormFields;
  readonly revision: number;
  readonly changeId: string | null;
  readonly terms: AmendedTerms | null;
  readonly annexNumber: string | null;
  readonly openedByName: string;
  readonly openedAt: Date;
}

/** Newest first. */
export async function amendmentsOf(tx: Tx, { province, projectId }: Key): Promise<Amendment[]> {
  const rows = await tx
    .selectFrom('agreements.amendment as m')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'm.province').onRef('a.id', '=', 'm.opened_by'),
    )
    .selectAll('m')
    .select('a.name as opened_by_name')
    .where('m.province', '=', province)
    .where('m.project_id', '=', projectId)
    .orderBy('m.no', 'desc')
    .execute();
  return rows.map((r) => ({
    ...{ id: r.id, no: r.no, state: r.state as Amendment['state'], revision: r.revision },
    ...{ base: r.base as FormFields, fields: r.fields as FormFields, changeId: r.change_id },
    ...{ terms: r.terms as unknown as AmendedTerms | null, annexNumber: r.annex_number },
    ...{ openedByName: r.opened_by_name, openedAt: r.opened_at },
  }));
}

export async function insertAmendment(
  tx: Tx,
  cx: Context,
  one: { readonly id: string; readonly projectId: string; readonly no: number; readonly base: FormFields },
): Promise<void> {
  const fields = canonicalJson(one.base);
  await tx
    .insertInto('agreements.amendment')
    .values({
      ...{ province: cx.province, id: one.id, project_id: one.projectId, no: one.no, base: fields, fields },
      ...{ opened_by: cx.actor.accountId, opened_at: cx.now, saved_by: cx.actor.accountId, saved_at: cx.now },
    })
    .execute();
}

export async function updateAmendment(
  tx: Tx,
  cx: Context,
  id: string,
  set: {
    readonly state?: Amendment['state'];
    readonly base?: FormFields;
    readonly fields?: FormFields;
    readonly revision?: number;
    readonly changeId?: string | null;
    readonly terms?: AmendedTerms;
    readonly annex?: { readonly number: string; readonly payer: LocalDate; readonly unit: LocalDate };
  },
): Promise<void> {
  const closes = set.state === 'in_force' || set.state === 'dropped';
  await tx
    .updateTable('agreements.amendment')
    .set({
      ...{ saved_by: cx.actor.accountId, saved_at: cx.now },
      ...(set.state === undefined ? {} : { state: set.state }),
      ...(set.base === undefined ? {} : { base: canonicalJson(set.base) }),
      ...(set.fields === undefined ? {} : { fields: canonicalJson(set.fields) }),
      ...(set.revision === undefined ? {} : { revision: set.revision }),
      ...(set.changeId === undefined ? {} : { change_id: set.changeId }),
      ...(set.terms === undefined ? {} : { terms: canonicalJson(set.terms) }),
      ...(set.annex === undefined
        ? {}
        : {
            ...{ annex_number: set.annex.number, payer_signed_on: set.annex.payer },
            unit_signed_on: set.annex.unit,
          }),
      ...(closes ? { closed_by: cx.actor.accountId, closed_at: cx.now } : {}),
    })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .execute();
}
