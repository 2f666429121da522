import { error } from '@sveltejs/kit';
import { consultationForm, mayConsult, mayWaive, opinionForm, reasonForm, resolutionForm } from '#appraisal';
import {
  askOpinions,
  consultationOf,
  openMatters,
  remindOpinion,
  renewOpinionLink,
  resolvePoint,
  waiveOpinion,
  withdrawOpinion,
} from '#appraisal/server';
import { isId, readForm, todayIn, type Locale, type Result } from '#kernel';
import { clockRulesOn } from '#law/server';
import { listOffices, type Context, type Delivery } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import { projectFor, projectSubject, type Project } from '#projects/server';
import { documentsOf } from '#records/server';
import { failWith, textFields } from '../answer.ts';

const head = ({ id, number, title, establishmentName, state }: Project) => ({
  ...{ id, number, title, establishmentName, state },
  /** Whether opinions are still asked for and points still resolved. */
  appraised: ['screened', 'appraisal_prepared'].includes(state),
});

/** The project, as long as the actor sees it; drafts are nobody's business here. */
async function seen(tx: Tx, cx: Context, id: string): Promise<Project> {
  const project = isId(id) ? await projectFor(tx, cx, id) : undefined;
  if (!project || project.state === 'draft') error(404, 'Not found');
  return project;
}

/** Where all opinions on a project stand, in one table, and what still keeps the appraisal open. */
export async function loadConsultation(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const project = await seen(tx, cx, id);
    const today = todayIn(cx.now);
    return {
      project: head(project),
      opinions: await consultationOf(tx, cx, id),
      matters: await openMatters(tx, cx.province, id, today),
      today,
      mayConsult: mayConsult(cx.actor),
      mayWaive: mayWaive(cx.actor),
    };
  });
}

/** What the form of a new consultation offers and proposes. */
export async function loadNewConsultation(cx: Context, id: string) {
  return inProvince(cx, async (tx) => {
    const project = await seen(tx, cx, id);
    if (!mayConsult(cx.actor) || !head(project).appraised) error(404, 'Not found');
    const papers = await documentsOf(tx, cx.province, projectSubject(id));
    return {
      project: head(project),
      proposed: await opinionRule(tx, cx, project),
      units: (await listOffices(tx, todayIn(cx.now))).map((u) => ({ value: u.id, label: u.name })),
      papers: papers
        .filter((p) => p.file_hash !== null)
        .map(({ id: paper, title, kind }) => ({ id: paper, title, kind })),
    };
  });
}

export async function askFromForm(
  cx: Context,
  locale: Locale,
  id: string,
  request: Request,
  delivery: Delivery,
) {
  const data = await request.formData();
  const papers = data.getAll('papers').filter((v): v is string => typeof v === 'string');
  const fields = { ...textFields(data), papers: papers.join(' ') };
  const read = readForm(consultationForm, fields);
  const done = read.ok ? await askOpinions(cx, id, { ...read.value, papers }, delivery) : read;
  if (!done.ok) return failWith(done.refusal, fields, locale);
  return { asked: true, links: done.value.links };
}

type Reasoned = (cx: Context, opinion: string, reason: string) => Promise<Result<void>>;

function reasoned(act: Reasoned) {
  return async (cx: Context, locale: Locale, request: Request) => {
    const fields = textFields(await request.formData());
    const read = readForm(reasonForm, fields);
    const done = read.ok ? await act(cx, read.value.opinion, read.value.reason) : read;
    return done.ok ? { done: true } : failWith(done.refusal, fields, locale);
  };
}
export const withdrawFromForm = reasoned(withdrawOpinion);
export const waiveFromForm = reasoned(waiveOpinion);

export async function remindFromForm(cx: Context, locale: Locale, request: Request, delivery: Delivery) {
  const read = readForm(opinionForm, textFields(await request.formData()));
  const done = read.ok ? await remindOpinion(cx, read.value.opinion, delivery) : read;
  return done.ok ? { done: true } : failWith(done.refusal, {}, locale);
}

export async function linkFromForm(
  cx: Context,
  locale: Locale,
  request: Request,
  what: 'renew' | 'revoke',
  delivery: Delivery,
) {
  const read = readForm(opinionForm, textFields(await request.formData()));
  if (!read.ok) return failWith(read.refusal, {}, locale);
  const done = await renewOpinionLink(cx, read.value.opinion, what, delivery);
  if (!done.ok) return failWith(done.refusal, {}, locale);
  const { link, who } = done.value;
  return { done: true, links: link === null ? [] : [{ opinionId: read.value.opinion, link, who }] };
}

export async function resolveFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readForm(resolutionForm, fields);
  const done = read.ok ? await resolvePoint(cx, read.value) : read;
  return done.ok ? { done: true } : failWith(done.refusal, fields, locale);
}

/** What the rules of the day say of opinions on such a project, and whether they are the province's own. */
export async function opinionRule(tx: Tx, cx: Context, { procedure }: Pick<Project, 'procedure'>) {
  const { opinions, own } = await clockRulesOn(tx, cx.province, todayIn(cx.now));
  return { ...opinions[procedure], own: own !== null };
}
