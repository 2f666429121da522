import { error, redirect } from '@sveltejs/kit';
import {
  ballotForm,
  conclusionForm,
  conflictForm,
  remarksForm,
  sessionForm,
  signatureForm,
} from '#appraisal';
import {
  addToAgenda,
  castBallot,
  concludeDossier,
  declareConflict,
  dropFromAgenda,
  makeMinutes,
  notePresence,
  postponeSession,
  readDossier,
  readSession,
  signMinutes,
  withdrawConflict,
} from '#appraisal/server';
import { readForm, refuse, todayIn, type FormFields, type Locale, type Result } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { projectFor } from '#projects/server';
import { failWith, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { minutesPress } from './minutes-press.ts';

/** A session with its agenda, who is there, and its minutes. */
export async function loadSession(cx: Context, id: string, url: URL) {
  const found = await readSession(cx, id);
  if (!found.ok) error(404, 'Not found');
  return { ...found.value, today: todayIn(cx.now), done: url.searchParams.get('done') };
}

/** What every form of a session needs. */
interface Posted {
  readonly cx: Context;
  readonly locale: Locale;
  readonly session: string;
  readonly request: Request;
}

const place = (session: string) => `/desk/councils/sessions/${session}`;

/** Does what a form asks and goes on to `next`; refused, it comes back with what was typed. */
async function answered(
  { cx: _, locale, session, request }: Posted,
  next: string,
  act: (fields: FormFields, data: FormData) => Promise<Result<unknown>>,
  to = place(session),
) {
  const data = await request.formData();
  const fields = textFields(data);
  const done = await act(fields, data);
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `${to}?done=${next}`);
}

const texts = (data: FormData, name: string) =>
  data.getAll(name).filter((v): v is string => typeof v === 'string');

export const presenceFromForm = (posted: Posted) =>
  answered(posted, 'presence', (_, data) => notePresence(posted.cx, posted.session, texts(data, 'present')));

export const addFromForm = (posted: Posted) =>
  answered(posted, 'agenda', async (fields, data) => {
    const written = (fields['numbers'] ?? '').split(/[,;\s]+/);
    const numbers = [...texts(data, 'chosen'), ...written].filter((n) => n.trim() !== '');
    if (numbers.length === 0) return refuse('no_project_is_chosen', {}, 'numbers');
    return addToAgenda(posted.cx, posted.session, numbers);
  });

export const dropFromForm = (posted: Posted) =>
  answered(posted, 'agenda', (fields) => dropFromAgenda(posted.cx, posted.session, fields['dossier'] ?? ''));

export const postponeFromForm = (posted: Posted) =>
  answered(posted, 'postponed', async (fields) => {
    const read = readForm(sessionForm, fields);
    return read.ok ? postponeSession(posted.cx, posted.session, read.value) : read;
  });

export const minutesFromForm = (posted: Posted, sample: boolean) =>
  answered(posted, 'minutes', async (fields) => {
    const read = readForm(remarksForm, fields);
    if (!read.ok) return read;
    const { cx, session } = posted;
    return makeMinutes(cx, session, read.value, minutesPress(runtime().files, cx.province, sample));
  });

export const signFromForm = (posted: Posted) =>
  answered(posted, 'signed', async (fields) => {
    const read = readForm(signatureForm, fields);
    return read.ok ? signMinutes(posted.cx, posted.session, read.value) : read;
  });

/** A dossier to judge; for who declared an interest in it, only that they did. */
export async function loadDossier(cx: Context, sessionId: string, dossierId: string, url: URL) {
  const session = await readSession(cx, sessionId);
  if (!session.ok) error(404, 'Not found');
  const { council, closed, dossiers, ownSeat } = session.value;
  const head = {
    ...{ sessionId, council, no: session.value.session.no, heldOn: session.value.session.heldOn, ownSeat },
    done: url.searchParams.get('done'),
  };
  const shut = closed.find((d) => d.id === dossierId);
  if (shut) return { ...head, closed: shut, open: null };
  const found = await readDossier(cx, sessionId, dossierId);
  if (!found.ok) error(404, 'Not found');
  const { seats, mayRun, dossier } = found.value;
  const mine = [
    ...seats.filter((s) => s.id === ownSeat),
    ...seats.filter((s) => mayRun && s.id !== ownSeat && s.accountId === null),
  ];
  const at = dossiers.findIndex((d) => d.id === dossierId);
  const reads = await inProvince(cx, (tx) => projectFor(tx, cx, dossier.projectId));
  return {
    ...{ ...head, closed: null },
    open: {
      ...found.value,
      mine,
      seat: mine.find((s) => s.id === url.searchParams.get('for')) ?? mine[0] ?? null,
      needed: session.value.needed,
      seesProject: reads !== undefined,
      previous: dossiers[at - 1]?.id ?? null,
      next: dossiers[at + 1]?.id ?? null,
    },
  };
}

const dossierPlace = (session: string, dossier: string) => `${place(session)}/dossiers/${dossier}`;

export const ballotFromForm = (posted: Posted, dossier: string) =>
  answered(
    posted,
    'ballot',
    async (fields) => {
      const read = readForm(ballotForm, { ...fields, dossier });
      return read.ok ? castBallot(posted.cx, posted.session, read.value) : read;
    },
    dossierPlace(posted.session, dossier),
  );

/** Declares, or withdraws, with a reason. */
export const conflictFromForm = (posted: Posted, dossier: string, what: 'conflict' | 'withdrawn') =>
  answered(posted, what, async (fields) => {
    const read = readForm(conflictForm, { ...fields, dossier });
    if (!read.ok) return read;
    const act = what === 'conflict' ? declareConflict : withdrawConflict;
    return act(posted.cx, posted.session, read.value);
  });

export const concludeFromForm = (posted: Posted, dossier: string) =>
  answered(
    posted,
    'concluded',
    async (fields) => {
      const read = readForm(conclusionForm, { ...fields, dossier });
      return read.ok ? concludeDossier(posted.cx, posted.session, read.value) : read;
    },
    dossierPlace(posted.session, dossier),
  );
