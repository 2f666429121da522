import { sumDong, todayIn, type Dong, type LocalDate } from '#kernel';
import { netAppropriation } from '#funds';
import { fundSummaries } from '#funds/server';
import { sizeClassOf, type EligibilityBook, type NormSet } from '#law';
import { loadEligibilityBook, loadNormBook, loadNormSet, normSetOfDraft } from '#law/server';
import { inProvince, type Scope, type Tx } from '#platform/server';
import { areaWithin, difficultSpans, type DifficultSpan } from '#territory/server';
import {
  bookWith,
  simulateOne,
  type PastRequest,
  type SimulatedProject,
  type TwoBooks,
} from './simulated-project.ts';
import { simulationResultJson } from './simulation-json.ts';
import {
  claimSimulation,
  countPast,
  findSimulation,
  moveSimulation,
  pastAfter,
  type PastRow,
  type Simulation,
} from './simulation.store.server.ts';
import { SimulationTally } from './simulation-tally.ts';

/** Projects of one page: about 20 ms of computing, after which other work of the process has its turn. */
const PAGE = 1000;

export interface SimulationRun {
  /** Before the first project; then with each page of them, for instance to a file. */
  readonly begin?: (simulation: Simulation) => Promise<unknown>;
  readonly take?: (projects: readonly SimulatedProject[], simulation: Simulation) => Promise<unknown>;
  /** Once every project was taken, before the result is seen by anybody. */
  readonly finish?: () => Promise<void>;
  readonly clock: () => Date;
}

/**
 * Computes a simulation from its first project to its last, page by page: memory stays flat at 10^5. A run that
 * was cut off is begun again from the start; one that was cancelled or taken over by another stops at its next page.
 */
export async function runSimulation(
  scope: Scope,
  id: string,
  { begin, take, finish, clock }: SimulationRun,
): Promise<'ready' | 'stopped'> {
  const { province } = scope;
  const begun = await inProvince(scope, async (tx) => {
    const asked = await findSimulation(tx, province, id);
    if (!asked) return undefined;
    const run = await claimSimulation(tx, province, id, await countPast(tx, province, asked), clock());
    return run === undefined ? undefined : { asked, run, way: await wayOf(tx, province, asked, clock()) };
  });
  if (begun === undefined) return 'stopped';
  const { asked, run, way } = begun;
  const move = (tx: Tx, to: Parameters<typeof moveSimulation>[3]) =>
    moveSimulation(tx, province, { id, run }, to, clock());
  try {
    const tally = new SimulationTally();
    await begin?.(asked);
    let after: string | null = null;
    for (let done = 0; ;) {
      const from: string | null = after;
      const page = await inProvince(scope, async (tx) => {
        if (!(await move(tx, { rowsDone: done }))) return undefined;
        const rows = await pastAfter(tx, province, asked, from, PAGE);
        await way.prepare(tx, rows);
        return rows;
      });
      if (page === undefined) return 'stopped';
      const simulated = page.map((row) => simulateOne(way.request(row), way.books));
      for (const project of simulated) tally.add(project);
      await take?.(simulated, asked);
      done += page.length;
      after = page.at(-1)?.id ?? null;
      if (page.length < PAGE) break;
    }
    await finish?.();
    const stands = await inProvince(scope, async (tx) => {
      const result = simulationResultJson(tally.result(await moneyOf(tx, asked)));
      return move(tx, { state: 'ready', rowsDone: tally.projects, result });
    });
    return stands ? 'ready' : 'stopped';
  } catch (error) {
    await inProvince(scope, (tx) => move(tx, { state: 'failed' }));
    throw error;
  }
}

/** What all projects of one run share: the books, and what is known of sets and communes met so far. */
interface Way {
  readonly books: TwoBooks;
  /** Loads what the rows of a page name for the first time. */
  readonly prepare: (tx: Tx, rows: readonly PastRow[]) => Promise<void>;
  readonly request: (row: PastRow) => PastRequest;
}

async function wayOf(tx: Tx, province: string, asked: Simulation, now: Date): Promise<Way> {
  const asItWas = await loadNormBook(tx, province);
  const withDraft = bookWith(normSetOfDraft(asked.file), asItWas);
  const sizes = await loadEligibilityBook(tx, todayIn(now));
  const sets = new Map<string, NormSet>();
  const spans = new Map<string, readonly DifficultSpan[]>();
  return {
    books: { province, fund: asked.fund, asItWas, withDraft },
    prepare: async (tx, rows) => {
      for (const { normSetId } of rows) {
        if (normSetId === null || sets.has(normSetId)) continue;
        const set = await loadNormSet(tx, normSetId);
        if (!set) throw new Error(`the norms ${normSetId}, which bind a project, are gone`);
        sets.set(normSetId, set);
      }
      const unknown = new Set(rows.map((row) => row.commune).filter((code) => !spans.has(code)));
      if (unknown.size === 0) return;
      for (const [code, known] of await difficultSpans(tx, [...unknown])) spans.set(code, known);
    },
    request: (row) => ({
      id: row.id,
      number: row.number ?? '–',
      title: row.title,
      year: row.year,
      content: row.content,
      area: areaWithin(spans.get(row.commune) ?? [], row.on as LocalDate),
      size: sizes.ok ? sizeOf(row, sizes.value) : 'not_measured',
      eligibleCost: row.eligibleCost as Dong,
      totalCost: row.totalCost as Dong,
      technologyLine: row.technologyLine,
      on: row.on as LocalDate,
      boundBy: row.normSetId === null ? null : sets.get(row.normSetId)!,
    }),
  };
}

/** By the figures the establishment has today: those of its time were not kept with its request. */
function sizeOf({ legalForm, employees, revenue, capital }: PastRow, book: EligibilityBook) {
  const figures = { legalForm, employees, revenue: revenue as Dong | null, capital: capital as Dong | null };
  return sizeClassOf(figures, book) ?? 'not_measured';
}

async function moneyOf(tx: Tx, { fund, fromYear, untilYear }: Simulation) {
  const procedure = fund === 'national' ? 'national' : 'provincial';
  const money: { year: number; given: Dong }[] = [];
  for (let year = fromYear; year <= untilYear; year++) {
    const summaries = (await fundSummaries(tx, year)).filter(({ fund: one }) => one.procedure === procedure);
    if (summaries.length > 0)
      money.push({ year, given: sumDong(summaries.map(({ balances }) => netAppropriation(balances))) });
  }
  return money;
}
