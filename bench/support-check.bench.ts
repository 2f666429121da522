import { startBenchApplication } from './support/application.ts';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';
import { Visit } from './support/http.ts';
import { runLoad } from './support/load.ts';
import { makeProvince } from './support/projects.ts';

const CALLERS = 8;
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 5);
/** ms: the public answer must not be felt. */
const GOAL_P95 = 25;

/** A household buying a line and a trademark: two contents, two funds, eligibility, papers, money. */
const ANSWER =
  '/support/answer?place=17035&form=household_business&sector=NN-C&employees=8' +
  '&want=MM-02&want=NH-01&cost.MM-02=1000000000&cost.NH-01=60000000';

async function run(tools: BenchTools): Promise<readonly Measure[]> {
  const database = await startBenchDatabase(tools, 4);
  await makeProvince(database);
  const url = await startBenchApplication(tools, database);
  const visit = new Visit(url, CALLERS);
  tools.atEnd(() => visit.close());

  const load = async (path: string) => {
    tools.note(path);
    const options = { callers: CALLERS, seconds: SECONDS, warmUpSeconds: SECONDS / 4 };
    return runLoad({ ...options, call: () => visit.get(path) });
  };
  // A public page without a question of its own, in the same run: what of the time is the machine's.
  const plain = await load('/support/api');
  const answer = await load(ANSWER);
  const ratio = Math.round((answer.p95 / plain.p95) * 10) / 10;
  const peer = { peer: 'a plain public page', peerValue: plain.p95, ratio };
  return [
    { metric: 'answer: requests', value: answer.perSecond, unit: '1/s' },
    {
      metric: 'answer: p95',
      value: answer.p95,
      unit: 'ms',
      ...peer,
      goal: `at most ${GOAL_P95} ms at ${CALLERS} callers`,
      met: answer.p95 <= GOAL_P95 && answer.errors === 0,
    },
  ];
}

export default bench({ about: `the public answer, end to end, by ${CALLERS} callers`, run });
