import { findEstablishment, holderOfTaxCode } from '#establishments/server';
import {
  isLocalDate,
  ok,
  parseTaxCode,
  readForm,
  refuse,
  refuseAll,
  sumDong,
  ZERO_DONG,
  type Dong,
  type FormFields,
  type LocalDate,
  type Refusal,
  type Result,
} from '#kernel';
import { loadContents } from '#law/server';
import type { Context } from '#people/server';
import type { Tx } from '#platform/server';
import { communesIn } from '#territory/server';
import type { ProjectFacts } from '../act.ts';
import { estimateForm, fundedLines } from '../estimate/estimate-lines.ts';
import { factsOf } from '../facts.server.ts';
import { beneficiariesOf } from '../group/beneficiary.store.server.ts';
import type { Project } from '../project.store.server.ts';
import { latestRequest } from '../version.store.server.ts';
import { changedNames, effectOf, permittedBy, restsOnNorm, type ChangeEffect, type Terms } from './change.ts';
import { changeForm, sumForm } from './change.form.ts';
import { judgeBeneficiaries, type JudgedBeneficiary } from './judge-beneficiaries.server.ts';

/** What can change in a project, as it stands. */
export function termsOf(project: Project, facts: ProjectFacts): Terms {
  const endsOn = facts.lastData('sign_contract')?.['endsOn'];
  return {
    commune: project.communeCode,
    coordinatingUnit: project.coordinatingUnit,
    establishment: project.establishmentId,
    content: project.contentCode,
    support: (project.contract ?? project.estimate ?? project.planned)!,
    lines: project.estimate === null ? null : facts.estimateLines,
    endsOn: typeof endsOn === 'string' && isLocalDate(endsOn) ? endsOn : null,
  };
}

interface AskedChange {
  readonly terms: Terms;
  readonly reason: string;
}

const faultsOf = (read: Result<unknown>): readonly Refusal[] =>
  read.ok ? [] : [read.refusal, ...(read.refusal.also ?? [])];

/**
 * Reads what a form asks for against what stands, every fault at once. What the project is not yet far enough for (lines,
 * the end of a contract) stays as it is.
 */
export async function readChange(
  tx: Tx,
  cx: Context,
  now: Terms,
  fields: FormFields,
  on: LocalDate,
): Promise<Result<AskedChange>> {
  const head = readForm(changeForm, fields);
  const costs = readCosts(now, fields);
  if (!head.ok) return refuseAll([...faultsOf(head), ...faultsOf(costs)]);
  const { reason, commune, coordinatingUnit, content, endsOn } = head.value;
  const faults: Refusal[] = [...faultsOf(costs)];
  const fault = (code: string, field: string, params = {}) => faults.push({ code, params, field });
  const communes = await communesIn(tx, cx.province, on);
  if (now.commune !== null && commune === null) fault('field_is_empty', 'commune');
  else if (commune !== null && commune !== now.commune && !communes.some((c) => c.code === commune))
    fault('commune_is_unknown', 'commune', { code: commune });
  if (!(await loadContents(tx, cx.province)).has(content))
    fault('choice_is_unknown', 'content', { choice: content });
  if (now.endsOn !== null && endsOn === null) fault('date_is_empty', 'endsOn');
  if (endsOn !== null && endsOn !== now.endsOn && endsOn < on) fault('change_ends_in_the_past', 'endsOn');
  const holder = now.establishment === null ? ok(null) : await holderOf(tx, head.value.taxCode ?? '');
  if (!holder.ok) faults.push(holder.refusal);
  if (!costs.ok || !holder.ok || faults.length > 0) return refuseAll(faults);
  return ok({
    reason,
    terms: {
      ...{ commune: now.commune && commune, establishment: holder.value },
      ...{ coordinatingUnit, content, ...costs.value },
      endsOn: now.endsOn === null ? null : endsOn,
    },
  });
}

async function holderOf(tx: Tx, taxCode: string): Promise<Result<string>> {
  const code = parseTaxCode(taxCode);
  if (!code.ok) return { ok: false, refusal: { ...code.refusal, field: 'taxCode' } };
  const holder = await holderOfTaxCode(tx, code.value);
  return holder === undefined ? refuse('change_beneficiary_is_unknown', {}, 'taxCode') : ok(holder);
}

function readCosts(now: Terms, fields: FormFields): Result<Pick<Terms, 'support' | 'lines'>> {
  if (now.lines === null) {
    const sum = readForm(sumForm, fields);
    return sum.ok ? ok({ support: sum.value.support, lines: null }) : sum;
  }
  const typed = readForm(estimateForm, fields);
  const lines = typed.ok ? fundedLines(typed.value) : typed;
  return lines.ok
    ? ok({ support: sumDong(lines.value.map((line) => line.support)), lines: lines.value })
    : lines;
}

/** What a change would do, whom it concerns, and what stands against it. */
export interface WeighedChange {
  readonly effect: Result<ChangeEffect>;
  /** What the norms allow after it; null where what the norms rest on does not change. */
  readonly permitted: Result<Dong> | null;
  readonly judged: readonly JudgedBeneficiary[];
  /** What the beneficiaries of a group project have of it. */
  readonly given: Dong;
  readonly establishment: { readonly name: string; readonly taxCode: string | null };
}

/**
 * What the change would do, under the norms frozen on the project as they would be asked with the new place, beneficiary
 * and content, and how whom it concerns is judged. `hold`: holds their business, so that of two approvals for it the
 * second sees the first.
 */
export async function weighChange(
  tx: Tx,
  cx: Context,
  project: Project,
  { now, next, today }: { now: Terms; next: Terms; today: LocalDate },
  { hold }: { hold: boolean },
): Promise<Result<WeighedChange>> {
  const establishment =
    next.establishment === null
      ? { name: project.establishmentName, taxCode: null }
      : await findEstablishment(tx, next.establishment);
  if (!establishment) return refuse('change_beneficiary_is_unknown', {}, 'taxCode');
  const request = await latestRequest(tx, cx.province, project.id);
  if (!request) throw new Error(`project ${project.id} is planned and has no submitted version`);
  const judged = await judgeBeneficiaries(tx, cx, { project, request, now, next, hold });
  if (!judged.ok) return judged;
  // Whatever the business was granted until today counts, also since the plan was approved, where another one comes in
  // or the same one for another content.
  const isNew = next.establishment !== now.establishment || next.content !== now.content;
  const facts = await factsOf(
    tx,
    cx,
    {
      ...project,
      ...{ communeCode: next.commune, contentCode: next.content },
      ...{ establishmentId: next.establishment, taxCode: establishment.taxCode },
      ...(isNew ? { beneficiarySince: cx.now } : {}),
    },
    today,
  );
  return ok({
    effect: effectOf(facts, now, next),
    permitted: changedNames(now, next).some(restsOnNorm) ? permittedBy(facts, next) : null,
    judged: judged.value,
    given: project.kind === 'group' ? await givenIn(tx, cx, project.id) : ZERO_DONG,
    establishment,
  });
}

async function givenIn(tx: Tx, cx: Context, projectId: string): Promise<Dong> {
  const attached = await beneficiariesOf(tx, cx.province, projectId);
  return sumDong(attached.filter(({ detached }) => detached === null).map(({ amount }) => amount));
}

/** All that stands against a change, of its sum as of whom it concerns. */
export function againstChange(
  { effect, judged, given }: WeighedChange,
  now: Terms,
  next: Terms,
): readonly Refusal[] {
  return [
    ...judged.flatMap((one) => one.refusals),
    ...faultsOf(effect),
    ...(next.support < now.support && given > next.support
      ? [
          {
            code: 'change_is_below_beneficiaries',
            params: { support: next.support, given },
            field: 'support',
          },
        ]
      : []),
  ];
}
