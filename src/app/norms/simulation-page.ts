import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { error, redirect } from '@sveltejs/kit';
import { formatBillions, isId, todayIn, yearOf, type Dong, type Locale } from '#kernel';
import { areas, maySimulateNorms, type Content } from '#law';
import { findNormDraft, loadContents, type NormDraft } from '#law/server';
import { m } from '#messages';
import type { Context } from '#people/server';
import { inProvince, type Tx } from '#platform/server';
import {
  readSimulationQuestion,
  sizeGroups,
  type Dimension,
  type SimulationGroup,
  type SimulationResult,
} from '#projects';
import {
  askForSimulation,
  cancelSimulation,
  closedProjects,
  findSimulation,
  simulationsOf,
  type Simulation,
} from '#projects/server';
import { normLabel, refusalSentence, sizeLabel } from '#text';
import { drawGroupedBars } from '#ui/charts/grouped-bars.server.ts';
import { failWith, textFields } from '../answer.ts';
import { runtime } from '../runtime.ts';
import { simulationFile } from './simulation-file.ts';

/** The first year the programme has projects of. */
const FIRST_YEAR = 2002;

async function draftFor(tx: Tx, cx: Context, id: string): Promise<NormDraft> {
  const draft = isId(id) ? await findNormDraft(tx, cx.province, id) : undefined;
  if (!draft || !maySimulateNorms(cx.actor, draft.fund)) error(404, 'Not found');
  return draft;
}

const headOf = ({ id, fund, input, revision, state }: NormDraft) => ({
  ...{ id, fund, revision, state },
  document: input.document,
  from: input.from,
});

/** What a simulation can be asked over, and those asked before. */
export async function loadSimulationsPage(cx: Context, draftId: string, locale: Locale) {
  const { draft, contents, earlier } = await inProvince(cx, async (tx) => ({
    draft: await draftFor(tx, cx, draftId),
    contents: await loadContents(tx, cx.province),
    earlier: await simulationsOf(tx, cx.province, draftId),
  }));
  const thisYear = yearOf(todayIn(cx.now));
  return {
    draft: headOf(draft),
    years: Array.from({ length: thisYear - FIRST_YEAR + 1 }, (_, i) => thisYear - i),
    contents: [...contents.values()].map(({ code, name }) => ({
      value: code,
      label: `${code} ${name[locale]}`,
    })),
    earlier: earlier.map((simulation) => briefOf(simulation, draft)),
  };
}

function briefOf(simulation: Simulation, draft: NormDraft) {
  const { id, state, fromYear, untilYear, projects, content, rowsDone, rowsTotal, askedBy, askedAt } =
    simulation;
  return {
    ...{ id, state, fromYear, untilYear, projects, content, rowsDone, rowsTotal, askedBy, askedAt },
    /** The draft was saved again since; what stands here is of an earlier revision. */
    stale: simulation.draftRevision !== draft.revision,
  };
}

export async function askFromForm(cx: Context, draftId: string, locale: Locale, request: Request) {
  const fields = textFields(await request.formData());
  const read = readSimulationQuestion(fields);
  if (!read.ok) return failWith(read.refusal, fields, locale);
  const asked = await askForSimulation(cx, draftId, { ...read.value, locale });
  if (!asked.ok) return failWith(asked.refusal, fields, locale);
  redirect(303, `/desk/norms/drafts/${draftId}/simulations/${asked.value.id}`);
}

async function simulationFor(tx: Tx, cx: Context, draftId: string, id: string) {
  const draft = await draftFor(tx, cx, draftId);
  const simulation = isId(id) ? await findSimulation(tx, cx.province, id) : undefined;
  if (simulation?.draftId !== draftId) error(404, 'Not found');
  return { draft, simulation };
}

/** One simulation: how far it is, or its result in words, tables and drawings. */
export async function loadSimulationPage(cx: Context, draftId: string, id: string, locale: Locale) {
  const { draft, simulation, contents, closed } = await inProvince(cx, async (tx) => ({
    ...(await simulationFor(tx, cx, draftId, id)),
    closed: await closedProjects(tx, cx),
    contents: await loadContents(tx, cx.province),
  }));
  const { result } = simulation;
  const file = await stat(simulationFile(runtime().settings.dataDir, id)).catch(() => undefined);
  return {
    draft: headOf(draft),
    simulation: briefOf(simulation, draft),
    closed,
    hasFile: result !== null && file !== undefined,
    result: result && sayResult(result, contents, locale),
  };
}

export type SaidResult = ReturnType<typeof sayResult>;
export interface SaidGroup extends SimulationGroup {
  readonly label: string;
}

function sayResult(result: SimulationResult, contents: ReadonlyMap<string, Content>, locale: Locale) {
  const name = (code: string) => `${code} ${contents.get(code)?.name[locale] ?? ''}`.trim();
  const label: Readonly<Record<Dimension, (key: string) => string>> = {
    content: name,
    area: (key) => normLabel('area', key, locale),
    size: (key) => sizeLabel(key, locale),
    year: (key) => key,
  };
  // Areas and sizes stand in their own order, contents and years by their keys.
  const places: readonly string[] = [...areas, ...sizeGroups];
  const groups = (by: Dimension): SaidGroup[] =>
    result.by[by]
      .map((group) => ({ ...group, label: label[by](group.key) }))
      .toSorted((a, b) => places.indexOf(a.key) - places.indexOf(b.key));
  const money = new Map(result.money.map(({ year, given }) => [String(year), given]));
  const given = result.money.reduce((sum, one) => sum + one.given, 0n) as Dong;
  const billions = (amount: Dong) => Number(amount) / 1e9;
  const axis = (value: number) => value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB');
  const pair = ({ before, after }: SimulationGroup) => [billions(before), billions(after)];
  const figures = (amount: Dong) => formatBillions(amount, locale, { decimals: 2 });
  const by = { content: groups('content'), area: groups('area'), size: groups('size'), year: groups('year') };
  const draw = (of: readonly SaidGroup[], label: (group: SaidGroup) => string) =>
    drawGroupedBars(
      of.map((group) => ({ label: label(group), values: pair(group) })),
      axis,
    );
  return {
    total: result.total,
    given: result.money.length === 0 ? null : given,
    by,
    moneyOf: Object.fromEntries(money),
    reasons: result.reasons.map(({ refusal, content, projects }) => ({
      content: name(content),
      sentence: refusalSentence(refusal, locale),
      projects,
    })),
    largest: result.largest,
    drawings: {
      content: draw(by.content, ({ key }) => key),
      area: draw(by.area, ({ label }) => label),
      size: draw(by.size, ({ label }) => label),
      year: drawGroupedBars(
        by.year.map((group) => {
          const fund = money.get(group.key);
          return {
            label: group.key,
            values: [...pair(group), ...(money.size > 0 ? [fund === undefined ? null : billions(fund)] : [])],
          };
        }),
        axis,
      ),
    },
    spoken: m.norms_simulation_picture(
      { before: figures(result.total.before), after: figures(result.total.after) },
      { locale },
    ),
  };
}

export async function cancelFromForm(cx: Context, draftId: string, id: string, locale: Locale) {
  const cancelled = await cancelSimulation(cx, id);
  if (!cancelled.ok) return failWith(cancelled.refusal, {}, locale);
  redirect(303, `/desk/norms/drafts/${draftId}/simulations/${id}`);
}

/** The projects of a simulation, one a line. */
export async function simulationDownload(cx: Context, draftId: string, id: string): Promise<Response> {
  const { simulation } = await inProvince(cx, (tx) => simulationFor(tx, cx, draftId, id));
  const file = simulationFile(runtime().settings.dataDir, id);
  const size = simulation.state === 'ready' ? await stat(file).catch(() => undefined) : undefined;
  if (size === undefined) error(404, 'Not found');
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(size.size),
      'content-disposition': `attachment; filename="mo-phong-${todayIn(simulation.askedAt)}.csv"`,
      'cache-control': 'private, no-store',
    },
  });
}
