import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import {
  addDays,
  dateField,
  readForm,
  textField,
  todayIn,
  type FormFields,
  type LocalDate,
  type Locale,
} from '#kernel';
import {
  documentAddress,
  isVerified,
  mayDraftProcedure,
  mayPublishProcedure,
  numberOf,
  procedureChanges,
  procedureKinds,
  stepsToDraft,
  type Procedure,
  type ProcedureKind,
} from '#law';
import {
  endOwnProcedure,
  fieldsOfSteps,
  procedureBase,
  procedureDraft,
  procedureDraftForm,
  procedureOn,
  procedurePublicationForm,
  procedureVersion,
  procedureVersions,
  publishProcedure,
  saveProcedureDraft,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { countOpenWaits } from '#projects/server';
import { transitions, type Transition } from '#projects';
import { citationText } from '#text';
import { failWith, textFields } from './answer.ts';

const isKind = (text: string | null | undefined): text is ProcedureKind =>
  procedureKinds.some((kind) => kind === text);

type Standing = 'to_come' | 'past' | 'in_force' | 'replaced';
const standingOn = ({ from, until }: Procedure['inForce'], today: LocalDate): Standing =>
  from > today ? 'to_come' : until !== null && until <= today ? 'past' : 'in_force';

const eventsThat = (clock: Transition['clock']) => [
  ...new Set(transitions.filter((one) => one.clock === clock).map(({ event }) => event)),
];

function shownSteps(procedure: Procedure, locale: Locale) {
  return [...procedure.steps.values()].map((step) => ({
    ...step,
    stage: step.stage[locale],
    citation:
      step.citation === null
        ? null
        : { text: citationText(step.citation, locale), href: documentAddress(step.citation.document) },
    verified: isVerified(step.verification),
  }));
}

/** The versions of a kind, and the steps of one of them: of the one in force unless another is asked for. */
export async function loadProceduresPage(cx: Context, url: URL, locale: Locale) {
  const today = todayIn(cx.now);
  const asked = url.searchParams.get('kind');
  const kind = isKind(asked) ? asked : 'provincial';
  return inProvince(cx, async (tx) => {
    const versions = await procedureVersions(tx, kind, cx.province);
    const inForce = await procedureOn(tx, kind, cx.province, today);
    const picked = versions.find(({ id }) => id === url.searchParams.get('version'));
    const procedure = picked ? await procedureVersion(tx, picked.id) : inForce.ok ? inForce.value : undefined;
    const mayDraft = mayDraftProcedure(cx.actor);
    const concerned = mayDraft || mayPublishProcedure(cx.actor);
    const base = concerned ? await procedureBase(tx, kind, cx.province, today) : undefined;
    const draft = base ? await procedureDraft(tx, cx.province, kind, base.id) : null;
    return {
      kind,
      kinds: procedureKinds,
      versions: versions.map(({ id, own, inForce: days, document, publisher, publishedAt }) => {
        // While a province's own holds, the one for all does not.
        const standing = standingOn(days, today);
        const over = standing === 'in_force' && inForce.ok && inForce.value.id !== id;
        return {
          ...{ id, own, publisher, from: days.from },
          lastDay: days.until && addDays(days.until, -1),
          standing: over ? ('replaced' satisfies Standing) : standing,
          document: document && { number: numberOf(document), href: documentAddress(document) },
          publishedOn: publishedAt && todayIn(publishedAt),
          shown: id === procedure?.id,
        };
      }),
      steps: procedure ? shownSteps(procedure, locale) : [],
      shown: procedure ? { own: procedure.own, from: procedure.inForce.from } : null,
      pauses: eventsThat('pause'),
      resumes: eventsThat('resume'),
      ...{ mayDraft, waits: draft !== null },
      published: url.searchParams.has('published'),
      ended: url.searchParams.has('ended'),
      kept:
        url.searchParams.has('published') || url.searchParams.has('ended')
          ? await countOpenWaits(tx, cx.province, kind)
          : 0,
      mayEnd:
        procedure?.own && procedure.inForce.until === null && mayPublishProcedure(cx.actor)
          ? procedure.id
          : null,
    };
  });
}

/** What a province's version says so far, as fields of its form, and what it would change. */
export async function loadProcedureDraft(cx: Context, kindText: string, url: URL, locale: Locale) {
  const kind = kindIn(kindText);
  return inProvince(cx, async (tx) => {
    const base = await procedureBase(tx, kind, cx.province, todayIn(cx.now));
    if (base === undefined) error(404, 'Not found');
    const draft = await procedureDraft(tx, cx.province, kind, base.id);
    const { basis, basisOn, from, verification } = draft ?? {
      ...{ basis: '', basisOn: '', from: '', verification: '' },
    };
    const steps = stepsToDraft(base);
    const fields: FormFields = {
      ...{ base: base.id, no: String(draft?.no ?? 0), basis, basisOn, from, verification },
      ...fieldsOfSteps(draft?.steps ?? steps),
    };
    return {
      ...{ kind, fields },
      base: { own: base.own, from: base.inForce.from },
      steps: shownSteps({ ...base, steps: new Map(steps.map((step) => [step.event, step])) }, locale),
      mayDraft: mayDraftProcedure(cx.actor),
      draft: draft && {
        ...{ no: draft.no, savedBy: draft.savedBy, savedOn: todayIn(draft.savedAt) },
        ...{ basis: draft.basis, basisOn: draft.basisOn, from: draft.from },
        changes: procedureChanges(base, draft.steps),
        wroteOnIt: draft.writers.includes(cx.actor.accountId),
        mayPublish: mayPublishProcedure(cx.actor),
      },
      saved: url.searchParams.has('saved'),
    };
  });
}

export async function saveProcedureFromForm(cx: Context, kindText: string, locale: Locale, request: Request) {
  const kind = kindIn(kindText);
  const fields = textFields(await request.formData());
  const base = await inProvince(cx, (tx) => procedureBase(tx, kind, cx.province, todayIn(cx.now)));
  if (base === undefined) error(404, 'Not found');
  const read = readForm(procedureDraftForm(stepsToDraft(base)), fields);
  const seen = { base: fields['base'] ?? '', no: Number(fields['no'] ?? 0) };
  const saved = read.ok ? await saveProcedureDraft(cx, kind, seen, read.value) : read;
  if (!saved.ok) return failWith(saved.refusal, fields, locale);
  redirect(303, `/desk/procedures/drafts/${kind}?saved`);
}

export async function publishProcedureFromForm(
  cx: Context,
  kindText: string,
  locale: Locale,
  request: Request,
) {
  const kind = kindIn(kindText);
  const read = readForm(procedurePublicationForm, textFields(await request.formData()));
  const done = read.ok ? await publishProcedure(cx, { kind, no: read.value.no }) : read;
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, `/desk/procedures?kind=${kind}&version=${encodeURIComponent(done.value.id)}&published`);
}

const returnForm = z.object({
  id: textField({ max: 80 }),
  from: dateField(),
  reason: textField({ max: 1000 }),
});

/** Ends the province's own version of a kind: that for all holds again. */
export async function endProcedureFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(returnForm, fields);
  const done = read.ok ? await endOwnProcedure(cx, read.value) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  const kind = read.ok && read.value.id.startsWith('national') ? 'national' : 'provincial';
  redirect(303, `/desk/procedures?kind=${kind}&ended`);
}

function kindIn(text: string): ProcedureKind {
  if (!isKind(text)) error(404, 'Not found');
  return text;
}
