// `npm test [-- unit|e2e [arguments of vitest or playwright]]`: every suite, then one line with the sum.
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { freePort } from '#platform/server';
import { add, NOTHING, sumLine, tallyPlaywright, tallyVitest, type Tally } from './support/suites.ts';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, 'reports');
mkdirSync(reports, { recursive: true });

interface Suite {
  readonly name: string;
  readonly report: string;
  readonly run: (args: readonly string[], report: string) => Promise<number>;
  readonly tally: (report: never) => Tally;
}

const suites: readonly Suite[] = [
  {
    name: 'unit',
    report: 'unit.json',
    run: (args, report) =>
      program('vitest', [
        'run',
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...args,
      ]),
    tally: tallyVitest,
  },
  { name: 'e2e', report: 'e2e.json', run: (args) => browse(args), tally: tallyPlaywright },
];

const [first, ...others] = process.argv.slice(2);
const only = suites.find((suite) => suite.name === first);
if (first !== undefined && only === undefined) {
  console.error(`no such suite: ${first}; there are ${suites.map((suite) => suite.name).join(', ')}`);
  process.exit(2);
}

let sum = NOTHING;
for (const suite of only ? [only] : suites) {
  const tally = await runSuite(suite, only ? others : []);
  console.log(`${suite.name}: ${sumLine(tally)}\n`);
  sum = add(sum, tally);
}
console.log(sumLine(sum));
process.exit(sum.failed > 0 ? 1 : 0);

/** A suite that ends badly without saying which test failed has failed once. */
async function runSuite(suite: Suite, args: readonly string[]): Promise<Tally> {
  const report = path.join(reports, suite.report);
  rmSync(report, { force: true });
  const code = await suite.run(args, report);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const tally = suite.tally(JSON.parse(readFileSync(report, 'utf8')) as never);
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** The browser's suite against the built application on a data folder and a port of its own. */
async function browse(args: readonly string[]): Promise<number> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-e2e-'));
  chmodSync(data, 0o755); // as root the database runs as another user, who must get in
  try {
    const env = { KC_E2E_PORT: String(await freePort()), KC_E2E_DATA: data };
    return await program('playwright', ['test', ...args], env);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

function program(
  name: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const bin = path.join(root, 'node_modules/.bin');
  const child = spawn(path.join(bin, name), args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` },
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}
