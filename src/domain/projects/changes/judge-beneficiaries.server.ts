import type { Establishment } from '#establishments';
import { eligibilityOf, findEstablishment } from '#establishments/server';
import { mainTaxCode, ok, refuse, todayIn, type Dong, type Refusal, type Result } from '#kernel';
import type { Eligibility, Evaluation } from '#law';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { loadScreening } from '../dossier/load-screening.server.ts';
import { lockBusiness, pastSupport } from '../dossier/past-support.store.server.ts';
import type { DuplicateFinding } from '../dossier/past-support.ts';
import { capOf } from '../group/beneficiary-cap.server.ts';
import { beneficiariesOf } from '../group/beneficiary.store.server.ts';
import type { Project } from '../project.store.server.ts';
import type { Request } from '../request.ts';
import { changedNames, type Terms } from './change.ts';

/** A beneficiary as it would stand after a change: by the eligibility of the day of the plan, by past support, by its norm. */
export interface JudgedBeneficiary {
  readonly establishment: Establishment;
  readonly eligibility: Eligibility;
  readonly duplicates: readonly DuplicateFinding[];
  /** Of a group project: the row, and what the norm allows it on its own. A single project's norm is that of its sum. */
  readonly attached: { readonly id: string; readonly amount: Dong; readonly cap: Result<Evaluation> } | null;
  /** What of it stands against the change. */
  readonly refusals: readonly Refusal[];
}

interface Concerned {
  readonly establishment: Establishment;
  readonly row: {
    readonly id: string;
    readonly amount: Dong;
    readonly eligibleCost: Dong;
    readonly commune: string;
  } | null;
}

/**
 * Judges whom a change concerns: the new beneficiary, or the present ones where place or content change. `hold` lets one
 * grant at a time be decided for each business until the transaction ends.
 */
export async function judgeBeneficiaries(
  tx: Tx,
  cx: Context,
  of: { project: Project; request: Request; now: Terms; next: Terms; hold: boolean },
): Promise<Result<readonly JudgedBeneficiary[]>> {
  const { project, now, next } = of;
  const names = changedNames(now, next);
  if (!names.some((name) => ['establishment', 'commune', 'content'].includes(name))) return ok([]);
  const concerned = await concernedBy(tx, cx, project, next);
  if (!concerned.ok) return concerned;
  if (of.hold)
    // In one order, so that of two changes neither waits for the other.
    for (const code of concerned.value.map((c) => mainTaxCode(c.establishment.taxCode)).toSorted())
      await lockBusiness(tx, code);
  const judged: JudgedBeneficiary[] = [];
  for (const one of concerned.value) {
    const result = await judge(tx, cx, of, one, names);
    if (!result.ok) return result;
    judged.push(result.value);
  }
  return ok(judged);
}

async function concernedBy(tx: Tx, cx: Context, project: Project, next: Terms): Promise<Result<Concerned[]>> {
  if (next.establishment !== null) {
    const establishment = await findEstablishment(tx, next.establishment);
    return establishment
      ? ok([{ establishment, row: null }])
      : refuse('change_beneficiary_is_unknown', {}, 'taxCode');
  }
  const concerned: Concerned[] = [];
  for (const row of await beneficiariesOf(tx, cx.province, project.id)) {
    const establishment = row.detached ? undefined : await findEstablishment(tx, row.establishmentId);
    if (establishment) concerned.push({ establishment, row });
  }
  return ok(concerned);
}

async function judge(
  tx: Tx,
  cx: Context,
  { project, request, next }: { project: Project; request: Request; next: Terms },
  { establishment, row }: Concerned,
  names: readonly (keyof Terms)[],
): Promise<Result<JudgedBeneficiary>> {
  const today = todayIn(cx.now);
  const on = project.lastActs.get('approve_plan')?.onDate ?? today;
  const { name, taxCode } = establishment;
  const isOther = names.includes('establishment');
  const moves = names.includes('commune') && next.commune !== null;
  const field = isOther ? 'taxCode' : names.includes('content') ? 'content' : 'commune';
  const eligibility = await eligibilityOf(
    tx,
    { ...establishment, commune: moves ? next.commune : establishment.commune },
    on,
  );
  if (!eligibility.ok) return eligibility;
  const asked = { ...request, contentCode: next.content };
  const { duplicates } = await loadScreening(
    tx,
    { id: project.id, taxCode },
    asked,
    request.papers ?? [],
    today,
  );
  const refusals: Refusal[] = [];
  const against = (code: string, params: Refusal['params']) => refusals.push({ code, params, field });
  if (eligibility.value.verdict === 'not_eligible')
    against('change_beneficiary_is_not_eligible', { name, on });
  // Where only the place changes, what else it has was judged when its dossier was screened.
  if (isOther || names.includes('content'))
    for (const { code, params } of duplicates)
      if (code === 'same_content_same_year')
        against('change_beneficiary_has_other_support', { ...params, name });
  if (row === null)
    return ok({ establishment, eligibility: eligibility.value, duplicates, attached: null, refusals });

  const { id, amount, eligibleCost, commune } = row;
  const others = await pastSupport(tx, taxCode, project.id);
  const cap = await capOf(
    tx,
    cx,
    { ...project, contentCode: next.content },
    { place: commune, eligibleCost, others },
    on,
  );
  if (!cap.ok)
    refusals.push(
      ...[cap.refusal, ...(cap.refusal.also ?? [])].map(({ code, params }) => ({ code, params, field })),
    );
  else if (amount > cap.value.amount)
    against('change_beneficiary_passes_norm', { name, amount, permitted: cap.value.amount });
  return ok({
    ...{ establishment, eligibility: eligibility.value, duplicates, refusals },
    attached: { id, amount, cap },
  });
}
