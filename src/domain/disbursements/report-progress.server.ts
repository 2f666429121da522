import { isId, newId, ok, readForm, refuse, todayIn, type FormFields, type Result } from '#kernel';
import { handsOf, hasRole, tiedEstablishments } from '#people';
import type { Context } from '#people/server';
import { transact } from '#platform/server';
import { isUnderContract } from '#agreements';
import { projectFor, projectSubject } from '#projects/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { certifyForm, progressForm } from './payment-request.form.ts';
import { mayAskPayment } from './payment-request.ts';
import { insertReport, markCertified, reportsOf } from './progress.store.server.ts';

/** The implementing unit, or the establishment, reports how far the works have come and what they cost so far. */
export async function reportProgress(
  cx: Context,
  projectId: string,
  input: { readonly fields: FormFields; readonly file: StoredFile | null },
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    if (!mayAskPayment(cx.actor, project)) return refuse('progress_not_permitted');
    if (!isUnderContract(project.state)) return refuse('contract_is_not_in_force');
    const read = readForm(progressForm, input.fields);
    if (!read.ok) return read;
    const today = todayIn(cx.now);
    const { reportedOn, percent, spent, description } = read.value;
    if (reportedOn > today) return refuse('date_is_in_the_future', { date: reportedOn }, 'reportedOn');
    const [last] = await reportsOf(tx, cx.province, projectId);
    if (last?.certified === null) return refuse('progress_waits_for_certificate', { no: String(last.no) });
    const documentId =
      input.file &&
      (await addDocument(tx, cx, {
        ...{ kind: 'progress_report', title: input.file.fileName, subject: projectSubject(projectId) },
        file: input.file,
      }));
    const no = (last?.no ?? 0) + 1;
    const id = newId(cx.now.getTime());
    await insertReport(tx, cx, { id, projectId, no, percent, spent, description, reportedOn, documentId });
    await recordEvent(tx, cx, {
      ...{ kind: 'progress.reported', subject: projectSubject(projectId), after: { no, percent } },
    });
    return ok(undefined);
  });
}

/**
 * The department certifies volume and cost of a report (Circular 36/2013/TT-BCT, articles 21 and 23), or says why not;
 * never whoever reported it. Only a certified report carries an advance.
 */
export async function certifyProgress(
  cx: Context,
  projectId: string,
  fields: FormFields,
): Promise<Result<void>> {
  return transact(cx, async (tx) => {
    const project = isId(projectId) ? await projectFor(tx, cx, projectId, { lock: true }) : undefined;
    if (!project || project.state === 'draft') return refuse('project_not_found');
    if (
      !hasRole(cx.actor, 'department_specialist', 'department_leader') ||
      tiedEstablishments(cx.actor).includes(project.establishmentUnit)
    )
      return refuse('progress_not_permitted');
    const read = readForm(certifyForm, fields);
    if (!read.ok) return read;
    const { report: id, verdict, note } = read.value;
    if (verdict === 'refused' && note === null) return refuse('field_is_empty', {}, 'note');
    const report = (await reportsOf(tx, cx.province, projectId)).find((one) => one.id === id);
    if (!report) return refuse('progress_not_found');
    if (handsOf(cx.actor).includes(report.by)) return refuse('same_person_may_not');
    if (!(await markCertified(tx, cx, id, { certified: verdict === 'certified', note })))
      return refuse('progress_is_judged_meanwhile');
    await recordEvent(tx, cx, {
      ...{ kind: `progress.${verdict}`, subject: projectSubject(projectId), after: { no: report.no } },
      ...(note === null ? {} : { reason: note }),
    });
    return ok(undefined);
  });
}
