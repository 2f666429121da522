import { findEstablishment, holderOfTaxCode } from '#establishments/server';
import {
  isLocalDate,
  ok,
  parseTaxCode,
  readForm,
  refuse,
  refuseAll,
  sumDong,
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
import { lockBusiness } from '../dossier/past-support.store.server.ts';
import { estimateForm, fundedLines } from '../estimate/estimate-lines.ts';
import { factsOf } from '../facts.server.ts';
import type { Project } from '../project.store.server.ts';
import { effectOf, type ChangeEffect, type Terms } from './change.ts';
import { changeForm, sumForm } from './change.form.ts';

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
  readonly groupProject: boolean;
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
  const { reason, groupProject, commune, coordinatingUnit, content, endsOn } = head.value;
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
    // A project that is one says so itself; of others it is said.
    reason,
    groupProject: groupProject || now.establishment === null,
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

/**
 * What the change would do, under the norms frozen on the project as they would be asked with the new place, beneficiary
 * and content. Holds the new beneficiary's business, so that of two approvals for it the second sees the first.
 */
export async function weighChange(
  tx: Tx,
  cx: Context,
  project: Project,
  now: Terms,
  next: Terms,
  today: LocalDate,
): Promise<Result<{ effect: ChangeEffect; establishment: { name: string; taxCode: string | null } }>> {
  const establishment =
    next.establishment === null
      ? { name: project.establishmentName, taxCode: null }
      : await findEstablishment(tx, next.establishment);
  if (!establishment) return refuse('change_beneficiary_is_unknown', {}, 'taxCode');
  const isOther = next.establishment !== now.establishment;
  if (isOther && establishment.taxCode !== null) await lockBusiness(tx, establishment.taxCode);
  const facts = await factsOf(
    tx,
    cx,
    {
      ...project,
      ...{ communeCode: next.commune, contentCode: next.content },
      ...{ establishmentId: next.establishment, taxCode: establishment.taxCode },
      // Whatever the new one was granted until today counts, also since the plan was approved.
      ...(isOther ? { beneficiarySince: cx.now } : {}),
    },
    today,
  );
  const effect = effectOf(facts, now, next);
  return effect.ok ? ok({ effect: effect.value, establishment }) : effect;
}
