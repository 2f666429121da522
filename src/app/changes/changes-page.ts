import { error, fail, redirect } from '@sveltejs/kit';
import { findEstablishment } from '#establishments/server';
import { dong, formatDong, todayIn, formatDate, type FormFields, type Locale, type LocalDate } from '#kernel';
import { changeAuthorities, loadContents } from '#law/server';
import { isVerified, type ChangeAuthority, type Content } from '#law';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  askedByHandsOf,
  changeableStates,
  decidingRole,
  lineFields,
  mayRequestChange,
  type Terms,
} from '#projects';
import {
  changesOf,
  decideChange,
  factsOf,
  projectFor,
  requestChange,
  termsOf,
  waitingChanges,
  withdrawChange,
  type Change,
  withoutRecused,
} from '#projects/server';
import { storeFile } from '#records/server';
import { communesIn, communesOf } from '#territory/server';
import { failWith, fileField, sayRefusal, textFields, type FormAnswer } from '../answer.ts';
import { findingsOf, type ChangeFindings } from './change-findings.ts';
import { runtime } from '../runtime.ts';

const PAGE_SIZE = 50;

/** A value as it is read: places, establishments and contents by name. Lines are shown line by line. */
type SaidTerms = { readonly [Name in Exclude<keyof Terms, 'lines'>]?: string | null };
interface ShownChange extends Omit<Change, 'before' | 'after'> {
  readonly names: readonly (keyof Terms)[];
  readonly before: SaidTerms;
  readonly after: SaidTerms;
  readonly linesBefore: NonNullable<Terms['lines']> | null;
  readonly linesAfter: NonNullable<Terms['lines']> | null;
  readonly verified: boolean;
  /** Of one that waits: what is found of it today. */
  readonly findings: ChangeFindings | null;
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
}

/** The changes of one project, and the form for the next one where it may be asked for. */
export async function loadChanges(cx: Context, id: string, locale: Locale, url: URL) {
  const page = await inProvince(cx, async (tx) => {
    const project = await projectFor(tx, cx, id);
    if (!project || project.state === 'draft' || project.planned === null) return undefined;
    const today = todayIn(cx.now);
    const facts = await factsOf(tx, cx, project, today);
    const terms = termsOf(project, facts);
    const contents = await loadContents(tx, cx.province);
    const names = namesIn(tx, contents, locale, today);
    const changes: ShownChange[] = [];
    for (const change of await changesOf(tx, cx.province, id)) {
      const open = change.state === 'requested';
      const isOwn = askedByHandsOf(cx.actor, change);
      changes.push({
        ...change,
        names: Object.keys(change.after) as (keyof Terms)[],
        before: await names(change.before),
        after: await names(change.after),
        linesBefore: change.before.lines ?? null,
        linesAfter: change.after.lines ?? null,
        verified: isVerified(change.verification),
        findings:
          open && changeableStates.includes(project.state)
            ? await findingsOf(
                tx,
                cx,
                project,
                { now: terms, next: { ...terms, ...change.after }, today },
                locale,
              )
            : null,
        mayDecide: open && !isOwn && decidingRole(cx.actor, project, change.roles) !== null,
        mayWithdraw: open && isOwn,
      });
    }
    const mayAsk = mayRequestChange(cx.actor, project);
    const isOpen = changeableStates.includes(project.state);
    const { number, title, establishmentName, revision, state } = project;
    const current =
      terms.establishment === null ? undefined : await findEstablishment(tx, terms.establishment);
    return {
      project: { id, number, title, establishmentName, revision, state },
      changes,
      today,
      mayAsk,
      form:
        mayAsk && isOpen
          ? {
              fields: fieldsOf(terms, current?.taxCode ?? ''),
              isGroup: project.kind === 'group',
              hasLines: terms.lines !== null,
              lines: (terms.lines?.length ?? 0) + 2,
              hasContract: terms.endsOn !== null,
              communes: (await communesIn(tx, cx.province, today)).map((c) => ({
                value: c.code,
                label: c.name,
              })),
              contents: [...contents].map(([value, c]) => ({
                value,
                label: `${value} ${c.name[locale]}`,
              })),
            }
          : null,
      matrix: matrixRows(
        await changeAuthorities(tx, project.procedure, cx.province, today, false),
        await changeAuthorities(tx, project.procedure, cx.province, today, true),
      ),
      said: url.searchParams.get('said'),
    };
  });
  if (!page) error(404, 'Not found');
  return page;
}

type Matrix = ReadonlyMap<string, ChangeAuthority>;

/** The rows for any project, and those that stand before them for group projects. */
function matrixRows(any: Matrix, group: Matrix) {
  return [...any.values(), ...[...group.values()].filter((row) => row.groupOnly)].map((row) => ({
    ...row,
    verified: isVerified(row.verification),
  }));
}

const fieldsOf = (terms: Terms, taxCode: string): FormFields => ({
  ...{ commune: terms.commune ?? '', content: terms.content, taxCode, endsOn: terms.endsOn ?? '' },
  ...{ coordinatingUnit: terms.coordinatingUnit ?? '', support: formatDong(terms.support, 'vi') },
  ...Object.fromEntries(
    Object.entries(lineFields(terms.lines ?? [])).map(([name, value]) => [name, written(name, value)]),
  ),
});

/** Amounts with their digits grouped; nothing for nothing. */
function written(name: string, value: string): string {
  if (!/\.(unitPrice|support|other)$/.test(name)) return value;
  return value === '0' ? '' : formatDong(dong(value), 'vi');
}

function namesIn(tx: Tx, contents: ReadonlyMap<string, Content>, locale: Locale, on: LocalDate) {
  return async (terms: Change['before']): Promise<SaidTerms> => {
    const { commune, content, establishment, support, endsOn, coordinatingUnit } = terms;
    const place = commune && (await communesOf(tx, [commune], on)).get(commune);
    const owner = establishment && (await findEstablishment(tx, establishment));
    return {
      ...(commune === undefined ? {} : { commune: place ? place.name : commune }),
      ...(content === undefined
        ? {}
        : { content: `${content} ${contents.get(content)?.name[locale] ?? ''}`.trim() }),
      ...(establishment === undefined ? {} : { establishment: owner ? owner.name : establishment }),
      ...(support === undefined ? {} : { support: formatDong(support, locale) }),
      ...(endsOn === undefined ? {} : { endsOn: endsOn && formatDate(endsOn) }),
      ...(coordinatingUnit === undefined ? {} : { coordinatingUnit }),
    };
  };
}

const back = (id: string, said: string) => `/desk/projects/${id}/changes?said=${said}`;

export async function requestChangeFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const data = await request.formData();
  const fields = textFields(data);
  const upload = await fileField(data, 'paper');
  const stored = upload && (await storeFile(runtime().files, cx.province, upload));
  if (stored && !stored.ok)
    return fail(422, {
      errors: sayRefusal({ ...stored.refusal, field: 'paper' }, locale),
      fields,
    } satisfies FormAnswer);
  const done = await requestChange(cx, {
    ...{ projectId: id, revision: Number(fields['revision']), fields: named(fields) },
    file: stored?.value ?? null,
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back(id, 'sent'));
}

/** Rows whose name was emptied are left out, whatever else stands in them. */
function named(fields: FormFields): FormFields {
  const gone = (name: string) => {
    const at = /^lines\.(\d{1,3})\./.exec(name)?.[1];
    return at !== undefined && (fields[`lines.${at}.label`] ?? '').trim() === '';
  };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !gone(name)));
}

export async function decideChangeFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const done = await decideChange(cx, {
    ...{ changeId: fields['change'] ?? '', revision: Number(fields['revision']), fields },
  });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, back(id, 'decided'));
}

export async function withdrawChangeFromForm(cx: Context, locale: Locale, id: string, request: Request) {
  const fields = textFields(await request.formData());
  const done = await withdrawChange(cx, fields['change'] ?? '');
  if (!done.ok) return failWith(done.refusal, {}, locale);
  redirect(303, back(id, 'withdrawn'));
}

/** Changes that wait for a decision in the province, soonest due first. */
export async function loadWaitingChanges(cx: Context, url: URL) {
  const [, due, id] =
    /^(\d{4}-\d{2}-\d{2}|infinity)_([0-9a-f-]{36})$/.exec(url.searchParams.get('after') ?? '') ?? [];
  const [rows, shown] = await inProvince(cx, async (tx) => {
    const found = await waitingChanges(tx, cx.province, due && id ? { due, id } : null, PAGE_SIZE);
    return [found, await withoutRecused(tx, cx, found.slice(0, PAGE_SIZE), ({ projectId }) => projectId)];
  });
  const last = rows.length > PAGE_SIZE ? rows[PAGE_SIZE - 1] : undefined;
  return {
    rows: shown,
    next: last ? `${last.dueOn ?? 'infinity'}_${last.id}` : null,
    today: todayIn(cx.now),
  };
}
