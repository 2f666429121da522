import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { dongJson, formatDong, ok, readJson, refuse, type Locale, type Refusal, type Result } from '#kernel';
import { evaluateOn, supportQuestion, type Evaluation, type Step } from '#law';
import { loadNormBook } from '#law/server';
import { m } from '#messages';
import { inProvince } from '#platform/server';
import { citationText, explanationSentences, refusalSentences } from '#text';
import { communeDay, provinceOf } from '#territory/server';
import { command, type Answer } from './command.ts';

/** `kc norms evaluate < facts.json`: the most that may be given, with its explanation; status 1 with refusals. */
const evaluate = command({
  name: 'norms evaluate',
  summary: () => m.law_cli_evaluate_summary(),
  positionals: ['file'],
  options: z.object({ file: z.string().optional() }),
  run: async (cx, { file }): Promise<Result<Answer>> => {
    const given = await textOf(file);
    if (given === undefined) return refuse('facts_file_is_missing', { file: file ?? '' });
    const json = parse(given);
    if (json === undefined) return ok(refused(refuse('facts_are_not_json').refusal, cx.locale));
    const read = readJson(supportQuestion, json);
    if (!read.ok) return ok(refused(read.refusal, cx.locale));
    const { facts, on } = read.value;
    // Provinces are kept by what they are since the reform; the norms reach further back.
    const province = await provinceOf(cx.db, facts.province, communeDay(on));
    const book = await inProvince({ db: cx.db, province: facts.province }, (tx) =>
      loadNormBook(tx, facts.province),
    );
    const answer = evaluateOn(facts, on, book);
    const unknown =
      province === undefined
        ? [refuse('province_is_unknown', { text: facts.province }, 'province').refusal]
        : [];
    if (answer.ok && unknown.length === 0) return ok(answered(answer.value, cx.locale));
    const found = [...unknown, ...(answer.ok ? [] : [answer.refusal, ...(answer.refusal.also ?? [])])];
    return ok(refused({ ...found[0]!, also: found.slice(1) }, cx.locale));
  },
});

export const normCommands = [evaluate];

/** The file named, or standard input; undefined where there is none. */
async function textOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return text(process.stdin);
  return readFile(file, 'utf8').catch(() => undefined);
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given) as unknown;
  } catch {
    return undefined;
  }
}

function answered(evaluation: Evaluation, locale: Locale): Answer {
  const { amount, units, explanation, set, verified } = evaluation;
  const said = explanation.map((step) => saidStep(step, locale));
  return {
    ok: true,
    json: {
      amount: dongJson(amount),
      units: units.map((unit) => ({
        amount: dongJson(unit.amount),
        cap: unit.cap === null ? null : dongJson(unit.cap),
      })),
      explanation: said,
      set: { id: set.id, verified },
      refusals: [],
    },
    text: [
      m.law_cli_amount({ amount: formatDong(amount, locale) }),
      ...said.map(({ sentence, citation }) => (citation === null ? sentence : `${sentence} (${citation})`)),
    ].join('\n'),
  };
}

function saidStep(step: Step, locale: Locale) {
  const { code, unit, citation } = step;
  const sentence = explanationSentences([step], locale).join(' ');
  return { code, unit, sentence, citation: citation === null ? null : citationText(citation, locale) };
}

function refused(refusal: Refusal, locale: Locale): Answer {
  const sentences = refusalSentences(refusal, locale);
  const all = [refusal, ...(refusal.also ?? [])];
  const refusals = all.map(({ code, params, field }, at) => {
    const sentence = sentences[at]?.sentence ?? code;
    return { code, ...(field === undefined || field === '' ? {} : { field }), params, sentence };
  });
  return {
    ok: false,
    json: { amount: null, units: [], explanation: [], set: null, refusals },
    text: refusals.map(({ field, sentence }) => (field ? `${field}: ${sentence}` : sentence)).join('\n'),
  };
}
