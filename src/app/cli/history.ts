import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  dongJson,
  formatBillions,
  ok,
  refuse,
  type Dong,
  type Locale,
  type Refusal,
  type Result,
} from '#kernel';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import type { Database } from '#platform/server';
import type { CheckedDifference, History } from '#reporting';
import { importHistory, readHistory, type ImportedHistory } from '#reporting/server';
import { historyCheckLabel, historyStateLabel, refusalSentence } from '#text';
import { command, type Answer, type CliContext } from './command.ts';

/** Served when nothing was set up yet: the province whose published figures come with the system. */
const NGHE_AN = '40';
const province = z
  .string()
  .regex(/^\d{2}$/)
  .optional()
  .describe('two digits; the installed province by default');

/** `kc import history <file>`: the figures of the years before this system. */
const importHistoryCommand = command({
  name: 'import history',
  summary: () => m.history_cli_import_summary(),
  positionals: ['file'],
  options: z.object({
    file: z.string(),
    province,
    replace: z.boolean().default(false).describe('takes the place of other figures on record'),
  }),
  run: async (cx, input) => {
    const bytes = await readFile(input.file).catch(() => undefined);
    if (bytes === undefined) return refuse('import_file_is_missing', { file: input.file });
    const where = { db: cx.db, province: await provinceOf(cx.db, input.province), actor: null, now: cx.now };
    const fileName = path.basename(input.file);
    const result = await importHistory(where, { bytes, fileName, replace: input.replace });
    return ok(result.ok ? imported(result.value) : refused(result.refusal, fileName, cx.locale));
  },
});

/** `kc figures history`: the sums and what does not agree. */
const figuresHistoryCommand = command({
  name: 'figures history',
  summary: () => m.history_cli_figures_summary(),
  options: z.object({ province }),
  run: async (cx, input): Promise<Result<Answer>> => {
    const where = await provinceOf(cx.db, input.province);
    const history = await readHistory({ db: cx.db, province: where });
    if (history.summary === undefined) return refuse('history_is_empty', { province: where });
    return ok({ ok: true, text: inWords(history, cx), json: figuresOf(history) });
  },
});

export const historyCommands = [importHistoryCommand, figuresHistoryCommand];

async function provinceOf(db: Database, given: string | undefined): Promise<string> {
  const installed = await installedProvinces(db);
  return given ?? installed.find((one) => one.province !== '00')?.province ?? NGHE_AN;
}

function imported({ outcome, rows, differences }: ImportedHistory): Answer {
  const text = {
    imported: () => m.history_cli_imported({ rows }),
    unchanged: () => m.history_cli_unchanged({ rows }),
    replaced: () => m.history_cli_replaced({ count: differences.length, rows }),
  }[outcome]();
  return { ok: true, text, json: { ok: true, outcome, rows, differences: differences.length } };
}

/** Every error with its place: what has to be mended in the file. */
function refused(refusal: Refusal, file: string, locale: Locale): Answer {
  const all = [refusal, ...(refusal.also ?? [])].map(({ code, params, ...rest }) => {
    const sentence = refusalSentence({ code, params, ...rest }, locale);
    const { line, column, name } = params;
    return { code, line, column, name, params, sentence };
  });
  const places = all.map(({ line, column, name, sentence }) => {
    if (line === undefined) return sentence;
    if (column === undefined) return m.history_cli_line({ line: Number(line), sentence });
    return m.history_cli_place({ line: Number(line), column: Number(column), name: String(name), sentence });
  });
  const isBadFile = refusal.params['line'] !== undefined;
  const head = isBadFile ? [m.history_cli_bad_file({ file, count: all.length })] : [];
  return { ok: false, text: [...head, ...places].join('\n'), json: { ok: false, errors: all } };
}

const json = (amount: Dong | undefined) => (amount === undefined ? null : dongJson(amount));

function figuresOf({ figures, summary, checks }: History) {
  return {
    period: summary && { from: summary.period.from, to: summary.period.to },
    headline: json(summary?.headline),
    local: json(summary?.local),
    central: json(summary?.central),
    yearlyLocal: json(summary?.yearlyLocal),
    checks: checks.filter((check) => !check.observation).map(checkJson),
    observations: checks.filter((check) => check.observation).map(checkJson),
    years: figures
      .filter((figure) => figure.kind === 'yearly_stated')
      .map(({ period, source, amount, basis }) => ({
        year: period.from,
        source,
        amount: dongJson(amount),
        basis,
      })),
  };
}

function checkJson(check: CheckedDifference) {
  const { code, state, explanations, resolution } = check;
  return {
    code,
    stated: dongJson(check.stated),
    computed: dongJson(check.computed),
    difference: dongJson(check.difference),
    state,
    explanations,
    ...(check.observation ? { detail: check.detail } : {}),
    resolution: resolution && {
      explanation: resolution.explanation,
      source: resolution.source,
      by: resolution.resolvedBy,
      at: resolution.resolvedAt.toISOString(),
    },
  };
}

function inWords({ summary, checks }: History, { locale }: CliContext): string {
  const billions = (amount: Dong) => formatBillions(amount, locale);
  const rows = [
    [m.history_total(), summary?.headline],
    [m.history_local(), summary?.local],
    [m.history_central(), summary?.central],
  ] as const;
  return [
    ...rows.flatMap(([label, amount]) =>
      amount === undefined ? [] : [`${label}: ${billions(amount)} ${m.history_unit_billion()}`],
    ),
    '',
    ...checks.map(
      (check) =>
        `${historyCheckLabel(check.code, locale)}: ${billions(check.stated)} / ${billions(check.computed)}, ` +
        `${billions(check.difference)} (${historyStateLabel(check.state, locale)})`,
    ),
  ].join('\n');
}
