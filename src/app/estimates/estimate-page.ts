import { error, fail, redirect } from '@sveltejs/kit';
import { refuse, sumDong, todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { differenceOf, eligibleVat, permitAct, reviewOf } from '#projects';
import {
  approvalLevels,
  estimatedLines,
  estimateDraft,
  estimateVersions,
  factsOf,
  projectFor,
  proposedDraft,
  remarksOn,
  reviewEstimate,
  rulesFor,
  sideOf,
  vatTreatmentOf,
  type Project,
} from '#projects/server';
import { failWith, fileField, sayRefusal, textFields } from '../answer.ts';
import { tableAsExcel } from '../table-file.ts';
import { estimateTable, readEstimateFile } from './estimate-file.ts';
import { m } from '#messages';

/** The estimate of a project: being written, under review, or as it was approved; with its versions. */
export async function loadEstimatePage(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft' || project.planned === null) return undefined;
    const today = todayIn(cx.now);
    const facts = await factsOf(tx, cx, project, today);
    const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
    const permits = (event: 'submit_estimate' | 'approve_estimate') =>
      rules.ok && permitAct(cx.actor, project, event, rules.value.ruleOf).ok;
    const versions = await estimateVersions(tx, cx.province, id);
    const version = versions[0] ?? null;
    const remarks = version ? await remarksOn(tx, cx.province, id, version.no) : [];
    const draft = permits('submit_estimate') ? await estimateDraft(tx, cx.province, id) : null;
    const { number, title, state, revision, establishmentName, planned, asked, estimate } = project;
    return {
      project: { id, number, title, state, revision, establishmentName, planned, asked, estimate },
      // An estimate made before estimates were kept by version has its lines in the act alone.
      stated: version === null && estimatedLines(project) !== undefined,
      lines: facts.estimateLines,
      version: version && {
        no: version.no,
        hash: version.hash,
        total: version.total,
        support: version.support,
      },
      review: version ? reviewOf(version.lines, remarks) : [],
      remarks,
      differences: versions.slice(0, -1).map((one, i) => ({
        no: one.no,
        before: versions[i + 1]!.no,
        changes: differenceOf(versions[i + 1]!.lines, one.lines),
      })),
      side: state === 'estimate_submitted' ? sideOf(cx, project.establishmentUnit) : null,
      mayWrite: permits('submit_estimate'),
      mayApprove: permits('approve_estimate'),
      vat: await vatIn(tx, project, facts.estimateLines),
      levels: await approvalLevels(tx, cx.province, project.procedure, today),
      draft: {
        fields: draft?.fields ?? proposedDraft(facts),
        revision: draft?.revision ?? 0,
        by: draft?.savedBy ?? null,
      },
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** How the tax in the lines that count stands to the norm: by what the norms say of it, if they do. */
async function vatIn(tx: Tx, project: Project, lines: Parameters<typeof eligibleVat>[0]) {
  const treatment = await vatTreatmentOf(tx, project);
  if (treatment === null) return null;
  const cost = sumDong(lines.filter((line) => line.eligible).map((line) => line.amount));
  const tax = eligibleVat(lines);
  return { treatment: treatment.vat, document: treatment.document, cost, tax };
}

/** The lines as a book: what is being written, or what was put forward. */
export async function estimateBook(cx: Context, id: string) {
  const { project, draft } = await loadEstimatePage(cx, id, new URL('estimate:'));
  return tableAsExcel(estimateTable(`Dự toán ${project.number ?? ''}`.trim(), draft.fields));
}

/** Shows what a book holds in the form, unsaved; or says of each faulty cell what is wrong. */
export async function importEstimateFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const kept = textFields(data);
  const page = await loadEstimatePage(cx, id, new URL('estimate:'));
  if (!page.mayWrite) error(404, 'Not found');
  const file = await fileField(data, 'file');
  const read = file ? await readEstimateFile(file.bytes) : refuse('estimate_file_is_missing', {}, 'file');
  const own = { draftRevision: kept['draftRevision'] ?? '0', revision: kept['revision'] ?? '0' };
  if (read.ok) return { errors: [], fields: { ...read.value, ...own }, imported: true };
  const { also = [], ...first } = read.refusal;
  const errors = [first, ...also].flatMap((refusal) =>
    sayRefusal(refusal, locale).map(({ message }) => ({
      message:
        refusal.params['cell'] === undefined || refusal.code === 'estimate_column_is_not_expected'
          ? message
          : m.estimates_at_cell(
              { sheet: String(refusal.params['sheet']), cell: String(refusal.params['cell']), what: message },
              { locale },
            ),
      field: 'file',
    })),
  );
  return fail(422, { errors, fields: { ...page.draft.fields, ...own }, imported: false });
}

export async function reviewEstimateFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const done = await reviewEstimate(cx, { projectId: id, version: Number(fields['version']), fields });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}/estimate?said=reviewed`);
}
