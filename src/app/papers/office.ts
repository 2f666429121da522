import { todayIn } from '#kernel';
import { issuingMembership } from '#records';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { roleLabel } from '#text';
import { provinceOf } from '#territory/server';

/** The office a paper comes from, and who signs unless another is named. */
export interface Office {
  readonly unitId: string;
  readonly issuer: string;
  readonly above: string;
  readonly place: string;
  readonly signer: { readonly title: string; readonly name: string };
}

/** Null where the actor belongs to no office that issues papers. */
export async function officeOf(tx: Tx, cx: Context): Promise<Office | null> {
  const member = issuingMembership(cx.actor);
  if (!member) return null;
  const unit = await tx
    .selectFrom('people.unit as u')
    .leftJoin('people.unit as p', (j) =>
      j.onRef('p.province', '=', 'u.province').onRef('p.id', '=', 'u.parent_id'),
    )
    .select(['u.name', 'u.kind', 'p.name as above'])
    .where('u.province', '=', cx.province)
    .where('u.id', '=', member.unitId)
    .executeTakeFirstOrThrow();
  const province = (await provinceOf(tx, cx.province, todayIn(cx.now)))?.name ?? '';
  const { kind } = unit;
  return {
    unitId: member.unitId,
    issuer: unit.name,
    above:
      unit.above ??
      (kind === 'department' || kind === 'finance_department' ? `Ủy ban nhân dân ${province}` : ''),
    place: province.replace(/^(tỉnh|thành phố)\s+/i, ''),
    signer: { title: roleLabel(member.role, 'vi'), name: cx.actor.name },
  };
}
