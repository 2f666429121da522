// `npm run bench [-- name …]`: runs bench/<name>.bench.ts, all of them without a name, prints a table and
// writes var/bench/<name>.json. A test never measures, a benchmark never asserts: goals are shown, not enforced.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Bench, Measure } from './support/bench.ts';

const OUT = path.resolve(import.meta.dirname, '../var/bench');
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace(/\.bench\.ts$/, ''))
  .sort();

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`no such benchmark: ${unknown.join(', ')}; there are ${names.join(', ') || 'none yet'}`);
  process.exit(2);
}

mkdirSync(OUT, { recursive: true });
for (const name of wanted.length > 0 ? wanted : names) {
  const module = (await import(`./${name}.bench.ts`)) as { default: Bench };
  console.log(`\n${name}: ${module.default.about}`);
  const began = new Date();
  const results = await measure(module.default);
  const file = path.join(OUT, `${name}.json`);
  writeFileSync(
    file,
    `${JSON.stringify({ bench: name, at: began.toISOString(), machine: machine(), results }, null, 2)}\n`,
  );
  console.log(table(results));
  console.log(`→ ${path.relative(process.cwd(), file)}`);
}

async function measure(bench: Bench): Promise<readonly Measure[]> {
  const undos: (() => Promise<void> | void)[] = [];
  try {
    return await bench.run({
      note: (line) => console.error(`  ${line}`),
      atEnd: (undo) => void undos.push(undo),
    });
  } finally {
    for (const undo of undos.reverse()) await undo();
  }
}

function machine(): object {
  const [cpu] = os.cpus();
  return {
    cpu: cpu?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()}`,
    node: process.versions.node,
  };
}

function table(results: readonly Measure[]): string {
  const rows = results.map((m) => [
    m.metric,
    m.value.toLocaleString('en'),
    m.unit,
    m.peer === undefined
      ? ''
      : `${m.peer}: ${m.peerValue?.toLocaleString('en') ?? '?'} (× ${m.ratio ?? '?'})`,
    m.goal === undefined ? '' : `${m.met === false ? '✗' : '✓'} ${m.goal}`,
  ]);
  const widths = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, at) => (at === 1 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `  ${line}`)
    .join('\n');
}
