import type { Dong } from '#kernel';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { Beneficiary } from './beneficiary.ts';

/** All that were ever attached, in their order; `detached` tells who is no longer. */
export async function beneficiariesOf(tx: Tx, province: string, projectId: string): Promise<Beneficiary[]> {
  const rows = await tx
    .selectFrom('projects.beneficiary as b')
    .innerJoin('establishments.establishment as e', (j) =>
      j.onRef('e.province', '=', 'b.province').onRef('e.id', '=', 'b.establishment_id'),
    )
    .innerJoin('territory.commune as c', 'c.code', 'b.commune_code')
    .innerJoin('people.account as a', (j) =>
      j.onRef('a.province', '=', 'b.province').onRef('a.id', '=', 'b.attached_by'),
    )
    .leftJoin('people.account as d', (j) =>
      j.onRef('d.province', '=', 'b.province').onRef('d.id', '=', 'b.detached_by'),
    )
    .selectAll('b')
    .select(['e.name', 'e.tax_code', 'c.name as commune', 'a.name as attacher', 'd.name as detacher'])
    .where('b.province', '=', province)
    .where('b.project_id', '=', projectId)
    .orderBy('b.attached_at')
    .orderBy('b.id')
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, establishmentId: row.establishment_id, establishmentName: row.name },
    ...{ taxCode: row.tax_code, commune: row.commune_code, communeName: row.commune },
    eligibleCost: row.eligible_cost as Dong,
    amount: row.amount as Dong,
    permitted: row.permitted as Dong,
    verified: row.verified,
    eligibility: row.eligibility as Beneficiary['eligibility'],
    ...{ attachedBy: row.attacher, attachedAt: row.attached_at },
    detached:
      row.detached_at === null
        ? null
        : { by: row.detacher ?? '', at: row.detached_at, reason: row.detach_reason ?? '' },
  }));
}

export interface NewBeneficiary {
  readonly id: string;
  readonly projectId: string;
  readonly establishmentId: string;
  readonly commune: string;
  readonly eligibleCost: Dong;
  readonly amount: Dong;
  readonly permitted: Dong;
  readonly normSetId: string;
  readonly verified: boolean;
  /** As canonical JSON. */
  readonly explanation: string;
  readonly eligibility: Beneficiary['eligibility'];
  readonly on: string;
}

export async function insertBeneficiary(tx: Tx, cx: Context, one: NewBeneficiary): Promise<void> {
  await tx
    .insertInto('projects.beneficiary')
    .values({
      ...{ province: cx.province, id: one.id, project_id: one.projectId },
      ...{ establishment_id: one.establishmentId, commune_code: one.commune },
      ...{ eligible_cost: one.eligibleCost, amount: one.amount, permitted: one.permitted },
      ...{ norm_set_id: one.normSetId, verified: one.verified, explanation: one.explanation },
      ...{ eligibility: one.eligibility, attached_on: one.on },
      ...{ attached_by: cx.actor.accountId, attached_at: cx.now },
    })
    .execute();
}

/** What a beneficiary was found to be under the content its project has changed to. */
export async function rejudgeBeneficiary(
  tx: Tx,
  cx: Context,
  one: Pick<NewBeneficiary, 'id' | 'permitted' | 'normSetId' | 'verified' | 'explanation' | 'eligibility'>,
): Promise<void> {
  await tx
    .updateTable('projects.beneficiary')
    .set({
      ...{ permitted: one.permitted, norm_set_id: one.normSetId, verified: one.verified },
      ...{ explanation: one.explanation, eligibility: one.eligibility },
    })
    .where('province', '=', cx.province)
    .where('id', '=', one.id)
    .execute();
}

/** False where somebody was quicker. */
export async function markDetached(tx: Tx, cx: Context, id: string, reason: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('projects.beneficiary')
    .set({ detached_by: cx.actor.accountId, detached_at: cx.now, detach_reason: reason })
    .where('province', '=', cx.province)
    .where('id', '=', id)
    .where('detached_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
