// `npm run check [-- step …]`: everything that can be known without running the product. Steps are
// independent and run two at a time; what a failing one said stands below the table.
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');

interface Step {
  readonly name: string;
  readonly what: string;
  readonly command: readonly [string, ...string[]];
}

const node = (script: string, ...args: string[]) => ['node', script, ...args] as const;

/** The slow ones first, so that the short ones fill the gaps. */
const steps: readonly Step[] = [
  { name: 'lint', what: 'eslint', command: ['eslint', '.', '--max-warnings', '0'] },
  {
    name: 'types',
    what: 'svelte-check, TypeScript and components',
    command: ['svelte-check', '--fail-on-warnings', '--output', 'human'],
  },
  { name: 'format', what: 'prettier', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  {
    name: 'schema',
    what: 'db/schema.* are what the migrations make',
    command: node('scripts/schema-snapshot.ts', '--check'),
  },
  {
    name: 'unused',
    what: 'knip: files, exports, packages',
    command: ['knip', '--no-progress', '--no-config-hints'],
  },
  {
    name: 'boundaries',
    what: 'chapters and their front doors',
    command: node('scripts/check/run-boundaries.ts'),
  },
  {
    name: 'messages',
    what: 'every sentence in both languages',
    command: node('scripts/check/run-messages.ts'),
  },
  { name: 'files', what: 'length, names, nothing foreign', command: node('scripts/check/run-files.ts') },
];

interface Outcome extends Step {
  readonly passed: boolean;
  readonly seconds: number;
  readonly said: string;
}

function run(step: Step): Promise<Outcome> {
  const [command, ...args] = step.command;
  const bin = path.join(root, 'node_modules/.bin');
  const began = Date.now();
  return new Promise((resolve) => {
    const child = spawn(path.join(bin, command), args, {
      cwd: root,
      env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}`, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString();
      });
    child.on('error', (error) => (said += error.message));
    child.on('close', (code) =>
      resolve({ ...step, passed: code === 0, seconds: (Date.now() - began) / 1000, said: said.trim() }),
    );
  });
}

function show({ name, what, passed, seconds }: Outcome): void {
  console.log(`${passed ? '✓' : '✗'} ${name.padEnd(11)} ${seconds.toFixed(1).padStart(5)} s  ${what}`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`no such step: ${unknown.join(', ')}; there are ${steps.map((s) => s.name).join(', ')}`);
  process.exit(2);
}
// Kit writes the types of routes; those of a route just made are missing until it does.
await run({ name: 'prepare', what: '', command: ['svelte-kit', 'sync'] });
const queue = steps.filter((step) => wanted.length === 0 || wanted.includes(step.name));
const outcomes: Outcome[] = [];
const began = Date.now();
await Promise.all(
  [1, 2].map(async () => {
    for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
      const outcome = await run(step);
      outcomes.push(outcome);
      show(outcome);
    }
  }),
);

const failed = outcomes.filter((outcome) => !outcome.passed);
for (const { name, said } of failed) console.log(`\n── ${name} ──\n${said}`);
const seconds = ((Date.now() - began) / 1000).toFixed(1);
console.log(`\n${outcomes.length - failed.length} passed, ${failed.length} failed (${seconds} s)`);
process.exitCode = failed.length > 0 ? 1 : 0;
