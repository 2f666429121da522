// @ts-check
// The one script that must run on whatever Node the machine has (20 or newer): it
// brings the rest in, Node 24 included, and so cannot be TypeScript itself.
//   node scripts/bootstrap.mjs [--build] [--tests] [--quiet]
import { createHash } from 'node:crypto';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const wants = new Set(process.argv.slice(2));
const quiet = wants.has('--quiet');
const started = Date.now();

/** @param {string} line */
function say(line) {
  if (!quiet) console.error(`[khuyến công] ${line}`);
}

/** @param {string} what @param {string} todo @returns {never} */
function fail(what, todo) {
  console.error(`\n[khuyến công] ${what}\n[khuyến công] What to do: ${todo}\n`);
  process.exit(1);
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

/** @param {string} file */
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : '');

/** @param {string} dir @param {string[]} into */
function filesBelow(dir, into = []) {
  if (!existsSync(dir)) return into;
  for (const entry of readdirSync(dir).sort()) {
    const full = path.join(dir, entry);
    if (entry === 'paraglide' || entry === 'cache') continue;
    if (statSync(full).isDirectory()) filesBelow(full, into);
    else if (!/\.test\.ts$/.test(entry)) into.push(full);
  }
  return into;
}

/**
 * Whether the npm registry answers. Asked first, because npm without a network tries for many minutes
 * before it says so.
 */
function registryAnswers() {
  const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=20000'];
  return spawnSync('npm', ['view', 'node', 'name', ...patience], { stdio: 'ignore' }).status === 0;
}

/**
 * Installs, telling every quarter of a minute that it is still at it. Without a network it takes what npm
 * has kept from earlier installs. `npm install --no-save` and not `npm ci`: npm ci insists on lock entries
 * for every platform's optional packages, which the lock does not carry.
 */
async function npmInstall() {
  const offline = registryAnswers() ? [] : ['--offline'];
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', ...offline];
  const child = spawn('npm', args, {
    stdio: ['ignore', quiet ? 'ignore' : 2, 'pipe'],
    env: { ...process.env, NODE_ENV: 'development' },
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
    process.stderr.write(chunk);
  });
  const began = Date.now();
  const tick = setInterval(() => say(`… ${Math.round((Date.now() - began) / 1000)} s`), 15_000);
  /** @type {number | null} */
  const status = await new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', resolve);
  });
  clearInterval(tick);
  return { status, said };
}

/** What to do about what npm said. @param {string} said */
function cureOf(said) {
  if (/ENOTCACHED|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network/.test(said))
    return 'there is no way to the npm registry: connect to the network (or set npm’s proxy: npm config set proxy …) and run the command again; only the first start needs it.';
  if (/EACCES|EPERM|EROFS/.test(said))
    return `make ${root} writable for this user and run the command again.`;
  if (/ENOSPC/.test(said)) return 'free about 2 GB on this disk and run the command again.';
  return 'npm says why above.';
}

const nodeMajor = Number(process.versions.node.split('.')[0]);
if (nodeMajor < 20)
  fail(`Node ${process.versions.node} is too old.`, 'install Node 20 or newer and run the command again.');

// 1. Packages.
const installStamp = 'node_modules/.khuyen-cong-install';
const installHash = hashOf(['package-lock.json', '.npmrc']);
if (read(installStamp) !== installHash || !existsSync('node_modules/.bin/node')) {
  say('installing packages (about half a minute) …');
  const { status, said } = await npmInstall();
  if (status !== 0) fail('The packages could not be installed.', cureOf(said));
  if (!existsSync('node_modules/.bin/node'))
    fail('Node 24 did not arrive with the packages.', 'run `npm rebuild node` and try again.');
  writeFileSync(installStamp, installHash);
}

const bin = path.join(root, 'node_modules/.bin');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };

/** @param {string} label @param {string} command @param {string[]} args */
function run(label, command, args) {
  say(label);
  const done = spawnSync(path.join(bin, command), args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    console.error(done.stdout, done.stderr);
    fail(
      `“${command} ${args.join(' ')}” failed.`,
      'the lines above say why; a clean clone of a released version builds.',
    );
  }
}

// 2. The interface's sentences, compiled: the command line needs them too.
const messageFiles = [...filesBelow('messages'), 'project.inlang/settings.json', 'package.json'];
const messageHash = hashOf(messageFiles);
const messageStamp = 'src/paraglide/.stamp';
if (read(messageStamp) !== messageHash) {
  const manifest = /** @type {{ scripts: { messages: string } }} */ (
    JSON.parse(readFileSync('package.json', 'utf8'))
  );
  const [command = '', ...args] = manifest.scripts.messages.split(' ');
  run('compiling the sentences of the interface …', command, args);
  writeFileSync(messageStamp, messageHash);
}

// 3. Kit's generated types: tsconfig.json extends them, and every tool reads tsconfig.json.
if (!existsSync('node_modules/$app/tsconfig.json')) run('preparing …', 'svelte-kit', ['sync']);

// 4. The built application.
if (wants.has('--build')) {
  const sources = [
    ...filesBelow('src'),
    ...filesBelow('static'),
    ...messageFiles,
    'vite.config.ts',
    'tsconfig.json',
    'package-lock.json',
  ];
  const buildHash = hashOf(sources);
  const stamp = 'build/.stamp';
  if (read(stamp) !== buildHash) {
    rmSync(stamp, { force: true });
    run('building (about fifteen seconds) …', 'vite', ['build', '--logLevel', 'error']);
    writeFileSync(stamp, buildHash);
  }
}

// 5. What the tests need from the system: a browser, and the independent checkers.
// Installed only when missing, and only when we may (root with apt-get).
if (wants.has('--tests')) {
  /** @param {string} name */
  const has = (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
  const needed = [
    ['chromium', 'chromium', true],
    ['hledger', 'hledger', false],
    ['pdftotext', 'poppler-utils', false],
  ];
  const missing = needed.filter(([command]) => !has(String(command)));
  const mayInstall = process.getuid?.() === 0 && has('apt-get');
  if (missing.length > 0 && mayInstall) {
    const packages = missing.map(([, name]) => String(name));
    say(`installing ${packages.join(', ')} for the tests …`);
    /** @type {import('node:child_process').ExecFileSyncOptions} */
    const apt = {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    try {
      execFileSync('apt-get', ['update', '-qq'], apt);
      execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], apt);
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
    }
  }
  for (const [command, name, must] of needed) {
    if (has(String(command))) continue;
    if (must)
      fail(
        `${name} is missing and could not be installed.`,
        `install Debian's package ${name} and run the tests again.`,
      );
    say(`${name} is missing: the tests that compare with it are skipped.`);
  }
}

if (Date.now() - started > 2000) say(`ready after ${((Date.now() - started) / 1000).toFixed(1)} s`);
