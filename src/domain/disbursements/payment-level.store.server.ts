import type { Dong, LocalDate } from '#kernel';
import type { ProcedureKind } from '#law';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import type { ApprovalLevel } from '#projects';

export interface PaymentLevel extends ApprovalLevel {
  readonly procedure: ProcedureKind;
  readonly validFrom: LocalDate;
}

/** All levels, the newest day first; a handful. */
export async function allPaymentLevels(tx: Tx, province: string): Promise<PaymentLevel[]> {
  const rows = await tx
    .selectFrom('disbursements.payment_level')
    .selectAll()
    .where('province', '=', province)
    .orderBy('procedure')
    .orderBy('valid_from', 'desc')
    .orderBy('role')
    .execute();
  return rows.map((r) => ({
    ...{ procedure: r.procedure as ProcedureKind, role: r.role, validFrom: r.valid_from as LocalDate },
    ...{ upTo: r.up_to as Dong | null, basis: r.basis },
  }));
}

/** Those in force on a day: the newest of each role. */
export async function paymentLevels(
  tx: Tx,
  province: string,
  procedure: ProcedureKind,
  on: LocalDate,
): Promise<ApprovalLevel[]> {
  const found = (await allPaymentLevels(tx, province)).filter(
    (one) => one.procedure === procedure && one.validFrom <= on,
  );
  return found.filter((one, i) => found.findIndex((other) => other.role === one.role) === i);
}

/** False where the role has a level from that day already. */
export async function insertPaymentLevel(tx: Tx, cx: Context, level: PaymentLevel): Promise<boolean> {
  const done = await tx
    .insertInto('disbursements.payment_level')
    .values({
      ...{ province: cx.province, procedure: level.procedure, role: level.role, basis: level.basis },
      ...{ valid_from: level.validFrom, up_to: level.upTo },
      ...{ set_by: cx.actor.accountId, set_at: cx.now },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return done.numInsertedOrUpdatedRows === 1n;
}
