import { error, fail, redirect } from '@sveltejs/kit';
import { stripPhoto } from '#disbursements';
import {
  addPhoto,
  conditionsOf,
  machinesOf,
  mayAddPhoto,
  meetCondition,
  photoFacts,
  photosOf,
} from '#disbursements/server';
import { squeezeSpaces, todayIn, type Locale } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { permitAct } from '#projects';
import { actsOf, projectFor, rulesFor } from '#projects/server';
import { storeFile } from '#records/server';
import { failWith, fileField, sayRefusal, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';

/** The acceptances of one project: visits, conditions, machines and photos. */
export async function loadAcceptance(cx: Context, id: string, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft') return undefined;
    const today = todayIn(cx.now);
    const rules = await rulesFor(tx, cx.province, project.procedure, today, project);
    const permits = (event: 'accept_works' | 'fail_acceptance') =>
      rules.ok && permitAct(cx.actor, project, event, rules.value.ruleOf).ok;
    const conditions = new Map((await conditionsOf(tx, cx.province, id)).map((one) => [one.actId, one]));
    const acts = await actsOf(tx, cx.province, id);
    const visits = acts
      .filter((act) => act.event === 'accept_works' || act.event === 'fail_acceptance')
      .map((act) => {
        const said = act.data as Readonly<Record<string, unknown>>;
        const text = (name: string) => (typeof said[name] === 'string' ? said[name] : '');
        return {
          id: act.id,
          by: act.actor_name,
          heldOn: text('heldOn'),
          place: text('place'),
          participants: text('participants'),
          functioning: text('functioning'),
          findings: text('findings'),
          result: resultOf(text('result')),
          documentId: act.document_id,
          condition: conditions.get(act.id) ?? null,
        };
      });
    const { number, title, establishmentName, state } = project;
    return {
      project: { id, number, title, establishmentName, state },
      visits: visits.toReversed(),
      machines: await machinesOf(tx, cx.province, id),
      photos: await photosOf(tx, cx.province, id),
      mayAccept: permits('accept_works'),
      mayClose: state === 'accepted' && permits('fail_acceptance'),
      mayAddPhoto: project.contract !== null && (await mayAddPhoto(tx, cx, project, today)),
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

function resultOf(text: string): 'passed' | 'conditional' | 'failed' {
  return text === 'failed' || text === 'conditional' ? text : 'passed';
}

export interface AcceptancePost {
  readonly cx: Context;
  readonly locale: Locale;
  readonly id: string;
  readonly request: Request;
}

export async function meetFromForm({ cx, locale, id, request }: AcceptancePost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'meet' };
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, { errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale), fields });
  const done = await meetCondition(cx, id, { fields, file: stored?.value ?? null });
  return done.ok ? back(id, 'met') : failWith(done.refusal, fields, locale);
}

const back = (id: string, said: string) => redirect(303, `/desk/projects/${id}/acceptance?said=${said}`);

export async function photoFromForm({ cx, locale, id, request }: AcceptancePost) {
  const data = await request.formData();
  const fields = { ...textFields(data), form: 'photo' } as Record<string, string>;
  const refused = (code: string) =>
    fail(422, { errors: sayRefusal({ code, params: {}, field: 'photo' }, locale), fields });
  const upload = await fileField(data, 'photo');
  if (!upload) return refused('photo_is_missing');
  const bytes = stripPhoto(upload.bytes);
  if (bytes === null) return refused('photo_is_no_picture');
  // Both are stored; only the copy becomes a document that a page serves.
  const original = await storeFile(runtime().files, cx.province, upload);
  if (!original.ok)
    return fail(422, { errors: sayRefusal({ ...original.refusal, field: 'photo' }, locale), fields });
  const shown = await storeFile(runtime().files, cx.province, { name: upload.name, bytes });
  if (!shown.ok)
    return fail(422, { errors: sayRefusal({ ...shown.refusal, field: 'photo' }, locale), fields });
  const caption = squeezeSpaces(fields['caption'] ?? '').slice(0, 300);
  const done = await addPhoto(cx, id, {
    ...{ shown: shown.value, original: original.value.hash, facts: photoFacts(upload.bytes) },
    caption: caption === '' ? null : caption,
  });
  return done.ok ? back(id, 'photo') : failWith(done.refusal, fields, locale);
}
