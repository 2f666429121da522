import { expectOk, todayIn, type FormFields } from '#kernel';
import type { DossierItem } from '#law';
import { dossierItemsOn } from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import type { Event } from '#projects';
import type { StoredFile } from '#records/server';
import { attachPaper, dossierPapers } from '#projects/server';
import { workshops } from '../data/workshops.ts';
import { paperOf, type PlannedPaper } from '../plan/paper.ts';
import type { PlannedProject } from '../plan/project.ts';

/** The mandatory papers of a planned project's dossier, by the checklist of a day. */
async function mandatoryItems(cx: Context, plan: PlannedProject): Promise<readonly DossierItem[]> {
  const { contentCode: content = '' } = plan.draft.fields;
  const asked = { kind: plan.procedure, content, stage: 'request', on: todayIn(cx.now) } as const;
  const items = await inProvince(cx, (tx) => dossierItemsOn(tx, asked));
  return items.filter((item) => item.mandatory);
}

/**
 * Puts the quotations and every other mandatory paper into the dossier, those that an earlier run did not; answers
 * the quotations' fields of the request.
 */
export async function attachDossier(
  press: (paper: PlannedPaper) => Promise<StoredFile>,
  plan: PlannedProject,
  cx: Context,
  projectId: string,
): Promise<FormFields> {
  const there = await inProvince(cx, (tx) => dossierPapers(tx, cx.province, projectId));
  const attach = async (item: string, paper: PlannedPaper) =>
    there.find((known) => known.item === item && known.title === paper.fileName)?.document ??
    expectOk(await attachPaper(cx, { projectId, item, file: await press(paper) })).documentId;

  const fields: Record<string, string> = {};
  for (const [i, paper] of plan.draft.quotations.entries())
    fields[`machines.${i}.quotation`] = await attach('quotation', paper);
  for (const item of await mandatoryItems(cx, plan)) {
    if (item.code === 'quotation') continue;
    const about = { issuer: workshops[plan.workshop]!.name, number: null, on: todayIn(cx.now) };
    await attach(item.code, paperOf(item.label.vi, about, [['Đề án', plan.title]]));
  }
  return fields;
}

/** What the officer who screens the dossier finds: all in order, but for the quotation where something is asked for. */
export async function screeningFields(cx: Context, plan: PlannedProject, event: Event): Promise<FormFields> {
  if (event !== 'accept_dossier' && event !== 'request_supplement') return {};
  const asksFor = event === 'request_supplement' ? 'quotation' : null;
  const items = await mandatoryItems(cx, plan);
  const fields: Record<string, string> = {};
  for (const { code } of items) fields[`papers.${code}.state`] = code === asksFor ? 'invalid' : 'valid';
  return {
    ...fields,
    duplicates: 'Đã kiểm tra tại cơ sở: hạng mục khác, chưa được hỗ trợ.',
  };
}
