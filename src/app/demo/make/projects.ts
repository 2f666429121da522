import { expectOk, type FormFields } from '#kernel';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import {
  draftOf,
  performAct,
  projectFor,
  projectsOfEstablishment,
  saveDraft,
  startDraft,
  submitRequest,
} from '#projects/server';
import type { StoredFile } from '#records/server';
import { actFor } from '../../acts.ts';
import type { Cast } from '../cast.ts';
import type { PlannedPaper } from '../plan/paper.ts';
import type { FundKey, PlannedAct, PlannedProject } from '../plan/project.ts';
import { attachDossier, screeningFields } from './dossier.ts';
import type { Owned } from './owners.ts';

/** What the making of projects works with. */
export interface Workbench {
  readonly people: Cast;
  readonly funds: ReadonlyMap<FundKey, string>;
  readonly press: (paper: PlannedPaper) => Promise<StoredFile>;
  readonly step: () => void;
}

/** A project that has been begun: the acts up to `done` are behind it. */
export interface Begun extends Owned {
  readonly plan: PlannedProject;
  readonly id: string;
  readonly done: number;
  /** The quotations' fields, to be sent along with every version. */
  readonly quotations: FormFields;
}

/** Writes the draft with its quotations; takes up a project that an earlier run began. */
export async function beginProject(bench: Workbench, plan: PlannedProject, owned: Owned): Promise<Begun> {
  const cx = { ...owned.owner, now: plan.draft.at };
  const { fields } = plan.draft;
  const known = (
    await inProvince(cx, (tx) => projectsOfEstablishment(tx, cx.province, owned.establishmentId))
  ).find((p) => p.title === plan.title);
  const id =
    known?.id ?? expectOk(await startDraft(cx, { establishmentId: owned.establishmentId, fields })).id;
  const quotations = await attachDossier(bench.press, plan, cx, id);
  const project = await inProvince(cx, (tx) => projectFor(tx, cx, id));
  const done = project?.revision ?? 0;
  if (done === 0) await keepDraft(cx, id, { ...fields, ...quotations });
  return { ...owned, plan, id, done, quotations };
}

/** Saves the draft as it is to be sent; answers its revision. */
async function keepDraft(cx: Context, projectId: string, fields: FormFields): Promise<number> {
  const before = await inProvince(cx, (tx) => draftOf(tx, cx.province, projectId));
  const revision = before?.revision ?? 0;
  return expectOk(await saveDraft(cx, { projectId, fields, revision })).revision;
}

/** Submits the request; numbers are given in the order of the calls. */
export async function submitProject(bench: Workbench, begun: Begun): Promise<Begun> {
  const [first] = begun.plan.acts;
  if (first === undefined || begun.done > 0) return begun;
  const fields = { ...begun.plan.draft.fields, ...begun.quotations };
  await send({ ...begun.owner, now: first.at }, begun.id, fields);
  bench.step();
  return { ...begun, done: 1 };
}

async function send(cx: Context, projectId: string, fields: FormFields): Promise<void> {
  const draftRevision = await keepDraft(cx, projectId, fields);
  expectOk(await submitRequest(cx, { projectId, draftRevision }));
}

/** Performs the acts that are still to come, one after another. */
export async function carryThrough(bench: Workbench, begun: Begun): Promise<void> {
  for (const [i, act] of begun.plan.acts.entries()) {
    if (i < begun.done) continue;
    try {
      if (act.event === 'answer_supplement')
        await send({ ...begun.owner, now: act.at }, begun.id, { ...act.fields, ...begun.quotations });
      else await perform(bench, begun, act, i);
    } catch (error) {
      throw new Error(`sample project “${begun.plan.title}”, act ${i} ${act.event}`, { cause: error });
    }
    bench.step();
  }
}

/** Every act raises the revision by one, so that of the project is the number of acts behind it. */
async function perform(bench: Workbench, begun: Begun, act: PlannedAct, revision: number): Promise<void> {
  const definition = actFor(act.event);
  if (!definition) throw new Error(`no form for ${act.event}`);
  const actor = act.by === 'applicant' ? begun.owner : bench.people[act.by];
  const fund = begun.plan.fund === null ? undefined : bench.funds.get(begun.plan.fund);
  const fundId: FormFields = act.event === 'approve_plan' && fund !== undefined ? { fundId: fund } : {};
  const paper = act.paper && { file: await bench.press(act.paper), number: act.paper.number };
  const fields = {
    ...act.fields,
    ...fundId,
    ...(await screeningFields({ ...actor, now: act.at }, begun.plan, act.event)),
  };
  expectOk(
    await performAct({ ...actor, now: act.at }, definition, { projectId: begun.id, revision, fields, paper }),
  );
}
