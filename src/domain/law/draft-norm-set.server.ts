import { isId, ok, refuse, todayIn, type Result } from '#kernel';
import { permit } from '#people';
import type { Context } from '#people/server';
import { transact, type Tx } from '#platform/server';
import { addDocument, recordEvent, type StoredFile } from '#records/server';
import { checkNormSet, readNormSetText } from './norm-file-faults.server.ts';
import {
  findNormDraft,
  insertNormDraft,
  updateNormDraft,
  type NormDraft,
} from './norm-draft.store.server.ts';
import type { Fund, NormSet } from './norm.ts';
import { normSetOfFile } from './norm-set-of-file.server.ts';
import { mayDraftNorms } from './norm.policy.ts';
import { normSetFile } from './norm-set-file.server.ts';
import type { NormSetInput } from './norm-set-input.server.ts';
import { knownDocumentCode, normSetInputOf } from './norm-set.store.server.ts';
import { loadContents } from './norm.store.server.ts';

/** How a draft begins: empty, as the copy of a set, or as the version that puts a set right. */
export type DraftBeginning =
  | { readonly from: 'nothing'; readonly fund: Fund }
  | { readonly from: 'set' | 'correction'; readonly set: string };

/** Begins a draft. Refuses `not_permitted`, `norm_set_not_found`. */
export async function startNormDraft(
  cx: Context,
  beginning: DraftBeginning,
): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const copied = beginning.from === 'nothing' ? null : await normSetInputOf(tx, cx.province, beginning.set);
    if (copied === undefined) return refuse('norm_set_not_found');
    const fund = beginning.from === 'nothing' ? beginning.fund : copied!.fund;
    const permitted = permit(mayDraftNorms(cx.actor, fund));
    if (!permitted.ok) return permitted;
    const follows = beginning.from === 'nothing' ? null : beginning.set;
    const corrects = beginning.from === 'correction' ? follows : null;
    const input =
      copied === null ? emptySet(cx, fund) : asDraft(copied, corrects === null ? todayIn(cx.now) : null);
    const id = await insertNormDraft(tx, cx, { fund, follows, corrects, input });
    await recordEvent(tx, cx, {
      kind: 'norm_draft.started',
      subject: { kind: 'norm_draft', id },
      after: { fund, follows, corrects },
    });
    return ok({ id });
  });
}

function emptySet(cx: Context, fund: Fund): NormSetInput {
  const place = fund === 'local' ? { province: cx.province } : {};
  return {
    id: 'draft',
    fund,
    ...place,
    from: todayIn(cx.now),
    document: '',
    verification: 'memory',
    norms: [],
  };
}

/** A copy begins on another day and without the end of what it copies; a correction keeps the day. */
function asDraft({ until: _, sample: __, ...set }: NormSetInput, from: string | null): NormSetInput {
  return { ...set, id: 'draft', from: from ?? set.from };
}

/**
 * Writes a draft on: its whole contents, as the page or a file has them. The form of every row is checked
 * here; whether the set holds together is asked when it is published, so that a draft can be half done.
 * Refuses `norm_draft_not_found`, `norm_draft_changed_meanwhile`, and every fault of form.
 */
export async function saveNormDraft(
  cx: Context,
  id: string,
  revision: number,
  change: (input: NormSetInput) => Result<NormSetInput>,
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const draft = await openDraft(tx, cx, id, revision);
    if (!draft.ok) return draft;
    const changed = change(draft.value.input);
    if (!changed.ok) return changed;
    const own = ownPlace(changed.value, draft.value);
    const input = { ...own, document: await knownDocumentCode(tx, cx.province, own.document) };
    if (!normSetFile.safeParse(input).success) {
      const contents = await loadContents(tx, cx.province);
      const faults = checkNormSet(input, new Set(contents.keys()));
      if (!faults.ok) return faults;
    }
    return ok({ revision: await updateNormDraft(tx, cx, draft.value, { input }) });
  });
}

/** A draft stays the fund's and province's it was begun for, whatever a file or a form says. */
function ownPlace(input: NormSetInput, draft: NormDraft): NormSetInput {
  const { province } = draft.input;
  return { ...input, id: 'draft', fund: draft.fund, ...(province === undefined ? {} : { province }) };
}

async function openDraft(tx: Tx, cx: Context, id: string, revision: number): Promise<Result<NormDraft>> {
  const draft = isId(id) ? await findNormDraft(tx, cx.province, id, { lock: true }) : undefined;
  if (!draft) return refuse('norm_draft_not_found');
  const permitted = permit(mayDraftNorms(cx.actor, draft.fund));
  if (!permitted.ok) return permitted;
  if (draft.state !== 'open' || draft.revision !== revision) return refuse('norm_draft_changed_meanwhile');
  return ok(draft);
}

/**
 * Begins a draft from a YAML file, or refuses the file whole with every fault by line and column
 * (`params.line`, `params.column`). A local set is taken only for the reader's own province.
 */
export async function importNormSet(cx: Context, text: string): Promise<Result<{ id: string }>> {
  return transact(cx, async (tx) => {
    const contents = await loadContents(tx, cx.province);
    const read = readNormSetText(text, new Set(contents.keys()));
    if (!read.ok) return read;
    const { fund, province } = read.value.file;
    const permitted = permit(mayDraftNorms(cx.actor, fund));
    if (!permitted.ok) return permitted;
    if (fund === 'local' && province !== cx.province)
      return refuse('norm_file_other_province', { province: province ?? '' });
    const input = asDraft(read.value.input, null);
    const id = await insertNormDraft(tx, cx, { fund, follows: null, corrects: null, input });
    await recordEvent(tx, cx, {
      kind: 'norm_draft.imported',
      subject: { kind: 'norm_draft', id },
      after: { fund, rows: input.norms.length },
    });
    return ok({ id });
  });
}

/** Keeps the signed document's file with a draft. Refuses as `saveNormDraft`. */
export async function attachNormDocument(
  cx: Context,
  id: string,
  revision: number,
  file: StoredFile,
): Promise<Result<{ revision: number }>> {
  return transact(cx, async (tx) => {
    const draft = await openDraft(tx, cx, id, revision);
    if (!draft.ok) return draft;
    const title = draft.value.input.document || file.fileName;
    const subject = { kind: 'norm_draft', id } as const;
    const documentId = await addDocument(tx, cx, { kind: 'other', title, subject, file });
    return ok({ revision: await updateNormDraft(tx, cx, draft.value, { documentId }) });
  });
}

/** A draft as it would compute. Its form was checked when it was saved. */
export function normSetOfDraft(input: NormSetInput): NormSet {
  return normSetOfFile(normSetFile.parse(input));
}
