import { error, fail, redirect } from '@sveltejs/kit';
import {
  agreedAsFields,
  differencesBetween,
  isUnderContract,
  mayKeepContract,
  maySignContract,
  partiesAsFields,
  scheduleOn,
} from '#agreements';
import {
  amendmentsOf,
  contractVersions,
  correctContract,
  dropAmendment,
  milestonesDone,
  noteMilestone,
  openAmendment,
  resumeContract,
  saveAmendment,
  sendAmendment,
  signAgreement,
  signAmendment,
  suspendContract,
  suspensionsOf,
  typedOver,
  undoMilestone,
} from '#agreements/server';
import { findEstablishment } from '#establishments/server';
import { dong, formatDong, todayIn, type FormFields, type Locale, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { permitAct } from '#projects';
import { factsOf, projectFor, rulesFor, termsOf, type Project } from '#projects/server';
import { storeFile } from '#records/server';
import { failWith, fileField, sayRefusal, textFields, type FormAnswer } from '../answer.ts';
import { runtime } from '../runtime.ts';

/** The contract of one project: as it stands, its versions and schedule, and what the reader may do with it. */
export async function loadContract(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft' || project.planned === null) return undefined;
    const today = todayIn(cx.now);
    const facts = await factsOf(tx, cx, project, today);
    const terms = termsOf(project, facts);
    const versions = await contractVersions(tx, cx, project);
    const latest = versions.at(-1);
    const key = { province: cx.province, projectId: id };
    const amendments = await amendmentsOf(tx, key);
    const open = amendments.find((one) => one.state === 'draft' || one.state === 'asked');
    const isOpen = isUnderContract(project.state);
    const mayKeep = isOpen && mayKeepContract(cx.actor, project);
    const maySign = isOpen && maySignContract(cx.actor, project);
    const rests = await suspensionsOf(tx, cx.province, id);
    const { number, title, establishmentName, revision, state } = project;
    return {
      project: { id, number, title, establishmentName, revision, state },
      today,
      versions: versions
        .map((version, i) => ({
          ...version,
          differences: i === 0 ? [] : differencesBetween(versions[i - 1]!, version),
        }))
        .toReversed(),
      schedule: latest
        ? scheduleOn(latest.terms.milestones ?? [], await milestonesDone(tx, cx.province, id), today)
        : [],
      tranches: tranchesOf(facts),
      rests,
      isResting: rests[0]?.untilOn === null,
      ...{ mayKeep, maySign },
      waitsForSignature: amendments.filter(
        (one) =>
          one.annexNumber === null &&
          (one.state === 'in_force' || (one.state === 'asked' && one.changeId === null)),
      ),
      open: open ?? null,
      amending:
        mayKeep && open?.state === 'draft' && latest
          ? { fields: written(typedOver(open, { terms, latest })), lines: terms.lines?.length ?? 0 }
          : null,
      parties: mayKeep && latest ? partiesAsFields(latest.terms) : null,
      signing: (await maySignNow(tx, cx, project))
        ? await proposedSigning(tx, cx, project, facts.request.timetable)
        : null,
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

/** What was paid of the contract, and what the rule of the day lets go out next. */
function tranchesOf(facts: Awaited<ReturnType<typeof factsOf>>) {
  const { money, contract, advanceRule } = facts;
  const { committed, advanced, spent, settled } = money;
  return {
    ...{ contract, committed, advanced, spent: dong(spent + settled) },
    rule: advanceRule && {
      percent: advanceRule.first.percent,
      ceiling: advanceRule.ceiling?.percent ?? null,
      progress: advanceRule.first.progress,
      progressOf: advanceRule.first.progressOf,
      papers: advanceRule.first.papers,
      citation: advanceRule.first.citation,
      verification: advanceRule.first.verification,
    },
  };
}

async function maySignNow(tx: Tx, cx: Context, project: Project): Promise<boolean> {
  const rules = await rulesFor(tx, cx.province, project.procedure, todayIn(cx.now), project);
  return rules.ok && permitAct(cx.actor, project, 'sign_contract', rules.value.ruleOf).ok;
}

/** A contract as it is proposed: both sides by what is known of them, the schedule by the request's timetable. */
async function proposedSigning(
  tx: Tx,
  cx: Context,
  project: Project,
  timetable: readonly { readonly task: string; readonly until: string }[],
): Promise<FormFields> {
  const owner =
    project.establishmentId === null ? undefined : await findEstablishment(tx, project.establishmentId);
  const centre = cx.actor.memberships.find((one) => one.role === 'centre_director');
  return {
    ...partiesAsFields({}),
    ...agreedAsFields({}),
    ...Object.fromEntries(
      timetable.flatMap((step, i) => [
        [`milestones.${i}.title`, step.task],
        [`milestones.${i}.dueOn`, step.until],
      ]),
    ),
    'payer.name': centre?.unitName ?? '',
    'payer.representative': cx.actor.name,
    'unit.name': owner?.name ?? project.establishmentName,
    'unit.representative': owner?.representative ?? '',
    ...{ payerSignedOn: todayIn(cx.now), unitSignedOn: todayIn(cx.now) },
  };
}

/** Amounts with their digits grouped. */
const written = (fields: FormFields): FormFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      /\.(unitPrice|support|other)$/.test(name) && /^\d+$/.test(value)
        ? formatDong(dong(value), 'vi')
        : value,
    ]),
  );
/** And as they are compared. */
const unwritten = (fields: FormFields): FormFields =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      /\.(unitPrice|support|other)$/.test(name) && /^[\d.]+$/.test(value) ? value.replaceAll('.', '') : value,
    ]),
  );

export async function signFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, {
      errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale),
      fields,
    } satisfies FormAnswer);
  return answer(
    await signAgreement(cx, {
      ...{ projectId: id, revision: Number(fields['revision']), fields },
      paper: stored ? { file: stored.value } : null,
    }),
    { fields, locale, id, said: 'signed' },
  );
}

type Step = (cx: Context, id: string, fields: FormFields) => Promise<Result<unknown>>;
const steps: Readonly<Record<string, Step>> = {
  open: (cx, id) => openAmendment(cx, id),
  save: (cx, projectId, fields) =>
    saveAmendment(cx, { projectId, ...amendmentIn(fields), fields: unwritten(fields) }),
  send: (cx, projectId, fields) =>
    sendAmendment(cx, {
      ...{ projectId, ...amendmentIn(fields), fields: unwritten(fields) },
      projectRevision: Number(fields['projectRevision']),
    }),
  drop: (cx, id, fields) => dropAmendment(cx, id, fields['amendment'] ?? ''),
  annex: (cx, projectId, fields) => signAmendment(cx, { projectId, id: fields['amendment'] ?? '', fields }),
  correct: correctContract,
  suspend: suspendContract,
  resume: resumeContract,
  done: noteMilestone,
  undo: (cx, id, fields) => undoMilestone(cx, id, fields['milestone'] ?? ''),
};
const amendmentIn = (fields: FormFields) => ({
  id: fields['amendment'] ?? '',
  revision: Number(fields['amendmentRevision']),
});

/** One step on a contract in force, by its name. */
export async function stepFromForm(
  step: string,
  { cx, locale, id, request }: { cx: Context; locale: Locale; id: string; request: Request },
) {
  const fields = textFields(await request.formData());
  const done = await steps[step]!(cx, id, fields);
  return answer(done, { fields: { ...fields, step }, locale, id, said: step });
}

function answer(
  done: Result<unknown>,
  { fields, locale, id, said }: { fields: FormFields; locale: Locale; id: string; said: string },
) {
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/projects/${id}/contract?said=${said}`);
}
