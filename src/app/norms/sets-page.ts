import { error, fail, redirect } from '@sveltejs/kit';
import { readForm, todayIn, type Locale, type Result } from '#kernel';
import { funds, mayDraftNorms, mayVerifyNorms, normVerificationForm, type Fund } from '#law';
import {
  importNormSet,
  latestVerifications,
  listNormSets,
  loadContents,
  loadNormSet,
  normSetInputOf,
  normSetText,
  unpublishedNormDrafts,
  startNormDraft,
  verifyNorm,
  type DraftBeginning,
} from '#law/server';
import type { Context } from '#people/server';
import { inProvince } from '#platform/server';
import { documentTitle } from '#text';
import { failWith, fileField, textFields } from '../answer.ts';
import { sayFaults, sayNorms } from './said-norms.ts';

/** All sets a province meets, its drafts, and what this person may begin. */
export async function loadSetsPage(cx: Context, locale: Locale) {
  const { sets, drafts } = await inProvince(cx, async (tx) => ({
    sets: await listNormSets(tx, cx.province),
    drafts: await unpublishedNormDrafts(tx, cx.province),
  }));
  return {
    sets: sets.map((set) => ({ ...set, title: documentTitle(set.document, locale) })),
    drafts: drafts.map(({ id, fund, input, savedAt, savedBy, dropped }) => {
      const title = input.document === '' ? null : documentTitle(input.document, locale);
      const gone = dropped && { ...dropped, on: todayIn(dropped.at) };
      return { id, fund, title, from: input.from, savedOn: todayIn(savedAt), savedBy, dropped: gone };
    }),
    mine: funds.filter((fund) => mayDraftNorms(cx.actor, fund)),
    today: cx.now,
  };
}

export async function startFromForm(cx: Context, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const started = await startNormDraft(cx, beginningOf(fields['begin'] ?? ''));
  if (!started.ok) return failWith(started.refusal, fields, locale);
  redirect(303, `/desk/norms/drafts/${started.value.id}`);
}

/** "nothing:local", "set:<id>", "correction:<id>". */
function beginningOf(text: string): DraftBeginning {
  const [from, ...rest] = text.split(':');
  const what = rest.join(':');
  if (from === 'nothing' && (funds as readonly string[]).includes(what)) return { from, fund: what as Fund };
  return { from: from === 'correction' ? 'correction' : 'set', set: what };
}

export async function importFromForm(cx: Context, locale: Locale, request: Request) {
  const upload = await fileField(await request.formData(), 'file');
  const text = new TextDecoder().decode(upload?.bytes ?? new Uint8Array());
  const imported: Result<{ id: string }> = await importNormSet(cx, text);
  if (!imported.ok) return fail(422, { errors: sayFaults(imported.refusal, locale), fields: {} });
  redirect(303, `/desk/norms/drafts/${imported.value.id}`);
}

/** One set with its rows, those that hold the words looked for. */
export async function loadSetPage(cx: Context, id: string, words: string, locale: Locale) {
  const page = await inProvince(cx, async (tx) => {
    const entry = (await listNormSets(tx, cx.province)).find((set) => set.id === id);
    const set = entry && (await loadNormSet(tx, id));
    const compared = await latestVerifications(tx, [id]);
    return entry && set && { entry, set, compared, contents: await loadContents(tx, cx.province) };
  });
  if (!page) error(404, 'Not found');
  const { entry, set, compared, contents } = page;
  const wanted = words.trim().toLowerCase();
  const rows = sayNorms(set, contents, locale).filter((row) =>
    `${row.content} ${row.name}`.toLowerCase().includes(wanted),
  );
  const title = documentTitle(entry.document, locale);
  return {
    entry,
    title,
    rows,
    words,
    mayDraft: mayDraftNorms(cx.actor, entry.fund),
    mayCompare: mayVerifyNorms(cx.actor) && !set.sample,
    compared: compared.filter(({ stands }) => stands),
    contents: [...set.norms.keys()].toSorted(),
    today: todayIn(cx.now),
  };
}

/** Records a comparison with the official text, or takes the standing one back. */
export async function compareFromForm(
  cx: Context,
  locale: Locale,
  setId: string,
  request: Request,
  stands: boolean,
) {
  const fields = textFields(await request.formData());
  const read = readForm(normVerificationForm, fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const done = await verifyNorm(cx, { ...read.value, setId, stands });
  if (!done.ok) return failWith(done.refusal, fields, locale);
  redirect(303, `/desk/norms/${setId}#compare`);
}

/** The set as the YAML that ships. */
export async function setAsYaml(cx: Context, id: string): Promise<Response> {
  const input = await inProvince(cx, (tx) => normSetInputOf(tx, cx.province, id));
  if (!input) error(404, 'Not found');
  return new Response(normSetText(input), {
    headers: {
      'content-type': 'application/yaml; charset=utf-8',
      'content-disposition': `attachment; filename="${id}.yaml"`,
    },
  });
}
