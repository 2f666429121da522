import { isId, newId, ok, refuse, refuseAll, todayIn, type FormFields, type Result } from '#kernel';
import type { ChangeAuthority, ChangeKind } from '#law';
import { changeAuthorities, holdCalendar, workingCalendarOn } from '#law/server';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { dueAfter } from '#records';
import { addDocument, notify, recordEvent, type StoredFile } from '#records/server';
import { factsOf } from '../facts.server.ts';
import { projectFor, projectSubject } from '../project.store.server.ts';
import { changeableStates, changedNames, kindsOf, pick } from './change.ts';
import { mayRequestChange } from './change.policy.ts';
import { insertChange } from './change.store.server.ts';
import { againstChange, readChange, termsOf, weighChange } from './weigh-change.server.ts';

/**
 * Asks for a change of a project that is in a plan. Who decides follows from what differs, by the matrix of the day. Refuses
 * `change_not_possible_now`, `change_changes_nothing`, `change_needs_two_requests` (parts that different authorities decide),
 * `change_has_no_authority`, and all that approval would refuse, so that nothing is asked for that could not be granted.
 */
export async function requestChange(
  cx: Context,
  input: ChangeInput,
): Promise<Result<{ id: string; no: number }>> {
  return transact(cx, (tx) => requestChangeIn(tx, cx, input));
}

export interface ChangeInput {
  readonly projectId: string;
  readonly revision: number;
  readonly fields: FormFields;
  readonly file: StoredFile | null;
}

/** The same in a transaction of the caller's. */
export async function requestChangeIn(
  tx: Tx,
  cx: Context,
  input: ChangeInput,
): Promise<Result<{ id: string; no: number }>> {
  await holdCalendar(tx);
  const project = isId(input.projectId)
    ? await projectFor(tx, cx, input.projectId, { lock: true })
    : undefined;
  if (!project || project.state === 'draft') return refuse('project_not_found');
  if (!mayRequestChange(cx.actor, project)) return refuse('change_not_permitted');
  if (project.revision !== input.revision) return refuse('project_changed_meanwhile');
  if (!changeableStates.includes(project.state))
    return refuse('change_not_possible_now', { state: project.state });

  const today = todayIn(cx.now);
  const now = termsOf(project, await factsOf(tx, cx, project, today));
  const read = await readChange(tx, cx, now, input.fields, today);
  if (!read.ok) return read;
  const { terms, reason } = read.value;
  const groupProject = project.kind === 'group';
  const names = changedNames(now, terms);
  if (names.length === 0) return refuse('change_changes_nothing');
  const kinds = kindsOf(now, terms, project.fiscalYear);
  const matrix = await changeAuthorities(tx, project.procedure, cx.province, today, groupProject);
  const authority = authorityFor(kinds, matrix);
  if (!authority.ok) return authority;
  const weighed = await weighChange(tx, cx, project, { now, next: terms, today }, { hold: true });
  if (!weighed.ok) return weighed;
  const against = againstChange(weighed.value, now, terms);
  if (against.length > 0) return refuseAll(against);

  const documentId =
    input.file &&
    (await addDocument(tx, cx, {
      ...{ kind: 'other', title: input.file.fileName, subject: projectSubject(project.id) },
      file: input.file,
    }));
  const { id: row, roles, days } = authority.value;
  const dueOn = days === null ? null : dueAfter(today, days, await workingCalendarOn(tx));
  const id = newId(cx.now.getTime());
  const no = await insertChange(tx, cx, {
    ...{ id, projectId: project.id, kinds, groupProject, authority: row, roles, reason, documentId, dueOn },
    ...{ before: pick(now, names), after: pick(terms, names) },
  });

  await recordEvent(tx, cx, {
    kind: 'project.change_requested',
    subject: projectSubject(project.id),
    after: { change: id, no, kinds },
    reason,
  });
  const fills = { number: project.number ?? '', title: project.title, due: dueOn ?? '' };
  for (const role of roles)
    await notify(tx, cx, {
      ...{ kind: 'change_asked', to: { role }, subject: projectSubject(project.id), fills },
      except: cx.actor.accountId,
    });
  return ok({ id, no });
}

/** The one authority that decides all of it. */
function authorityFor(
  kinds: readonly ChangeKind[],
  matrix: ReadonlyMap<ChangeKind, ChangeAuthority>,
): Result<ChangeAuthority> {
  const rows = kinds.map((kind) => matrix.get(kind));
  const [first] = rows;
  if (!first || rows.includes(undefined)) return refuse('change_has_no_authority');
  const other = rows.find((row) => row!.authority.vi !== first.authority.vi);
  return other
    ? refuse('change_needs_two_requests', {
        ...{ one: first.authority.vi, oneEn: first.authority.en },
        ...{ other: other.authority.vi, otherEn: other.authority.en },
      })
    : ok(first);
}
