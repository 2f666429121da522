import type { Cast } from '#app/demo/cast.ts';
import { expectOk } from '#kernel';
import { addOwnContent } from '#law/server';
import { startBenchApplication } from './support/application.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { Visit } from './support/http.ts';
import { runLoad, type LoadResult } from './support/load.ts';
import { growPastSupportsTo } from './support/past-supports.ts';
import { makeProvince } from './support/projects.ts';

const CALLERS = 8;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
const PAST = Number(process.env['BENCH_PROJECTS'] ?? 100_000);
/** As a server that has answered for a minute: until then its compiler still works on the pages. */
const WARM_UP_SECONDS = 2 * SECONDS;
/** ms: the public answer must not be felt. */
const GOAL_P95 = 25;

/** Three wishes of an answer; over the run, every content there is. */
const WISHES = 3;
const COSTS = ['700000000', '60000000', '1000000000', '250000000'];

interface Question {
  readonly wants: readonly { readonly content: string; readonly cost: string }[];
  readonly taxCode: string;
}

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, 4);
  await addOwnContents(await makeProvince(database));
  tools.note(`making ${PAST} past supports …`);
  const taxCodes = await growPastSupportsTo(database, PAST);
  const { rows } = await database.owner.query<{ code: string }>('select code from law.content order by code');
  const contents = rows.map((row) => row.code);
  tools.note(`${contents.length} contents, ${taxCodes.length} tax codes asked about`);
  // Callers come from addresses of their own, as the public does: the limit is an address's.
  const url = await startBenchApplication(tools, database, { env: { TRUST_PROXY: '1' } });
  const visit = new Visit(url, CALLERS);
  tools.atEnd(() => visit.close());

  const questionAt = (at: number): Question => ({
    taxCode: taxCodes[(at * 7919) % taxCodes.length] ?? '',
    wants: Array.from({ length: WISHES }, (_, i) => ({
      content: contents[(at * WISHES + i) % contents.length] ?? '',
      cost: COSTS[(at + i) % COSTS.length] ?? '',
    })),
  });
  const from = (at: number) => ({
    'x-forwarded-for': `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`,
  });
  const load = async (name: string, ask: (at: number) => Promise<{ readonly status: number }>) => {
    tools.note(name);
    let next = 0;
    const call = async () => {
      const { status } = await ask(next++);
      if (status !== 200) throw new Error(`${name} answered ${status}`);
    };
    return runLoad({ callers: CALLERS, seconds: SECONDS, warmUpSeconds: WARM_UP_SECONDS, call });
  };

  // A public page without a question of its own, in the same run: what of the time is the machine's.
  const plain = await load('plain page', (at) => visit.ask('GET', '/support/api', undefined, from(at)));
  const page = await load('answer page', (at) =>
    visit.ask('GET', pageOf(questionAt(at)), undefined, from(at)),
  );
  const searched = await load('answer page with a tax code', (at) => {
    const question = questionAt(at);
    return visit.ask('POST', pageOf(question), `tax=${question.taxCode}`, from(at));
  });
  const api = await load('API with a tax code', (at) =>
    visit.ask('POST', '/api/v1/support-checks', bodyOf(questionAt(at)), {
      'content-type': 'application/json',
      ...from(at),
    }),
  );
  return [
    { metric: 'plain page: requests', value: plain.perSecond, unit: '1/s' },
    ...measuresOf('answer page', page, plain),
    ...measuresOf('answer page, past supports', searched, plain),
    ...measuresOf('API, past supports', api, plain),
  ];
}

function measuresOf(name: string, found: LoadResult, plain: LoadResult): readonly Measure[] {
  const ratio = Math.round((found.p95 / plain.p95) * 10) / 10;
  return [
    { metric: `${name}: requests`, value: found.perSecond, unit: '1/s' },
    { metric: `${name}: p50`, value: found.p50, unit: 'ms' },
    {
      metric: `${name}: p95`,
      value: found.p95,
      unit: 'ms',
      peer: 'a plain public page',
      peerValue: plain.p95,
      ratio,
      goal: `at most ${GOAL_P95} ms at ${CALLERS} callers`,
      met: found.p95 <= GOAL_P95 && found.errors === 0,
    },
  ];
}

const WHO = { legalForm: 'limited_company', sector: 'NN-C', employees: 18, revenue: '12000000000' };

/** As a province may have: contents beyond the national catalogue, in no set yet, so that the answer says so. */
async function addOwnContents(people: Cast): Promise<void> {
  for (const [i, nameVi] of ['Dụng cụ cho làng nghề', 'Bao bì sản phẩm', 'Truy xuất nguồn gốc'].entries())
    expectOk(
      await addOwnContent(people.departmentSpecialist, {
        code: `LN-0${i + 1}`,
        group: 3,
        nameVi,
        nameEn: nameVi,
        document: '32/2021/QĐ-UBND',
        article: null,
      }),
    );
}

/** The address of the answer as the system itself writes it, so that nothing is led on. */
function pageOf({ wants }: Question): string {
  const query = new URLSearchParams({
    place: '17035',
    form: WHO.legalForm,
    sector: WHO.sector,
    employees: String(WHO.employees),
    revenue: WHO.revenue,
  });
  for (const { content } of wants) query.append('want', content);
  for (const { content, cost } of wants) query.set(`cost.${content}`, cost);
  return `/support/answer?${query.toString()}`;
}

const bodyOf = ({ wants, taxCode }: Question) => JSON.stringify({ place: '17035', ...WHO, taxCode, wants });

export default bench({
  about: `the public answer, end to end, by ${CALLERS} callers, with ${PAST} past supports`,
  run,
});
