import type { IncomingHttpHeaders } from 'node:http';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Context } from '#people/server';
import { drafted, registered, submitted } from '../tests/support/projects.ts';
import type { Cast } from '../tests/support/cast.ts';
import { startBenchApplication } from './support/application.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { Visit } from './support/http.ts';
import { runLoad } from './support/load.ts';
import { growProjectsTo, makeProvince } from './support/projects.ts';

const CALLERS = 8;
const PROJECTS = Number(process.env['BENCH_PROJECTS'] ?? 1000);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
/** Kilobytes of a thousand bytes, as browsers count them. */
const LIMIT_KB = 100;

interface Page {
  readonly name: string;
  readonly path: string;
  readonly visit: Visit;
  /** kB of script it may carry. */
  readonly limit: number;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, 4);
  const people = await makeProvince(database);
  const url = await startBenchApplication(tools, database);
  tools.note(`making ${PROJECTS} projects …`);
  await growProjectsTo(database, PROJECTS);

  const measures: Measure[] = [];
  for (const page of await pagesOf(tools, url, people)) {
    tools.note(page.path);
    const first = await page.visit.get(page.path);
    const kilobytes = Math.round((await scriptOf(page.visit, html(first.body, first.headers))) / 100) / 10;
    const load = { callers: CALLERS, seconds: SECONDS, warmUpSeconds: SECONDS / 4 };
    const result = await runLoad({ ...load, call: () => page.visit.get(page.path) });
    measures.push(
      { metric: `${page.name}: requests`, value: result.perSecond, unit: '1/s' },
      { metric: `${page.name}: p95`, value: result.p95, unit: 'ms' },
      { metric: `${page.name}: the page, compressed`, value: first.body.length / 1000, unit: 'kB' },
      {
        metric: `${page.name}: script`,
        value: kilobytes,
        unit: 'kB gzip',
        goal: page.limit === 0 ? 'none' : `at most ${page.limit}`,
        met: kilobytes <= page.limit && result.errors === 0,
      },
    );
  }
  return measures;
}

/** The pages, each in the hands of whom it is for. */
async function pagesOf(tools: BenchTools, url: string, people: Cast): Promise<readonly Page[]> {
  const visitBy = async (person?: Context) => {
    const visit = new Visit(url, CALLERS);
    tools.atEnd(() => visit.close());
    if (person !== undefined) await visit.signInAs(person.actor.accountId);
    return visit;
  };
  const anybody = await visitBy();
  const officer = await visitBy(people.centreOfficer);
  const owner = await visitBy(people.owner);
  const { project, draft } = await requestsOf(people);
  return [
    { name: 'home', path: '/', visit: anybody, limit: 0 },
    { name: 'history', path: '/history', visit: anybody, limit: 0 },
    { name: 'desk', path: '/desk', visit: officer, limit: LIMIT_KB },
    { name: 'list', path: '/desk/projects', visit: officer, limit: LIMIT_KB },
    { name: 'project', path: `/desk/projects/${project}`, visit: officer, limit: LIMIT_KB },
    {
      name: 'act form',
      path: `/desk/projects/${project}/act/accept_dossier`,
      visit: officer,
      limit: LIMIT_KB,
    },
    { name: 'draft form', path: `/my/requests/${draft}/draft`, visit: owner, limit: LIMIT_KB },
  ];
}

/** A submitted project and a draft of the sample's stone workshop, made as its owner makes them. */
async function requestsOf(people: Cast): Promise<{ project: string; draft: string }> {
  const { owner, establishmentId } = await registered(people);
  return {
    project: await submitted(owner, establishmentId, { asked: '200 triệu' }),
    draft: (await drafted(owner, establishmentId)).id,
  };
}

const html = (body: Buffer, headers: IncomingHttpHeaders) =>
  (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8');

/**
 * Bytes, gzipped, of all script the page loads: its own <script>s, what they and modulepreload name, and
 * every module these import. What a module asks for later by `import()` is not part of the load.
 */
async function scriptOf(visit: Visit, page: string): Promise<number> {
  const inline = [...page.matchAll(/<script\b(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    (m) => m[1] ?? '',
  );
  let bytes = inline.reduce((sum, text) => sum + gzipSync(text).length, 0);
  const named = [
    ...attributes(page, /<script\b[^>]*\bsrc="([^"]+)"/g),
    ...attributes(page, /<link\b[^>]*\bhref="([^"]+)"[^>]*\brel="modulepreload"/g),
    ...attributes(page, /<link\b[^>]*\brel="modulepreload"[^>]*\bhref="([^"]+)"/g),
    ...inline.flatMap((text) => attributes(text, /import\(\s*["']([^"']+)["']/g)),
  ];
  const seen = new Set<string>();
  const waiting = named.map((address) => new URL(address, 'http://page/').pathname);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const { body, headers } = await visit.get(path);
    const text = html(body, headers);
    bytes += gzipSync(text).length;
    for (const from of attributes(text, /(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
      waiting.push(new URL(from, `http://page${path}`).pathname);
  }
  return bytes;
}

const attributes = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((m) => m[1] ?? '');

export default bench({ about: `pages by ${CALLERS} callers, and the script they carry`, run });
