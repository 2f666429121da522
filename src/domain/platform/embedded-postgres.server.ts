import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { StartFailure } from './failure.server.ts';
import { freePort } from './free-port.server.ts';
import { checkVersion, createCluster } from './postgres-cluster.server.ts';
import { archiving, placeCluster, recovering, type Recovery } from './wal-archive.server.ts';
import { choosePostgresHome } from './postgres-home.server.ts';

/** Connections of an embedded server. */
export interface EmbeddedConnections {
  /** Owner of the schema; may also create databases (tests clone templates through it). */
  readonly ownerUrl: string;
  /** The least-privileged role the application works as. */
  readonly appUrl: string;
  readonly superUrl: string;
  readonly port: number;
  readonly pid: number;
}

export interface EmbeddedPostgres extends EmbeddedConnections {
  /** Resolves when the server process has ended, asked or not. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

interface Passwords {
  readonly super: string;
  readonly owner: string;
  readonly app: string;
}

interface Options {
  readonly dataDir: string;
  /** Server parameters over ours, for tests and benchmarks. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Listen here; absent means any free port. A restart under open pools needs the port they know. */
  readonly port?: number;
  readonly note?: (line: string) => void;
  /** Keeps the log in this folder, from which any moment after a base backup can be had again. */
  readonly walArchive?: string | undefined;
  /** Begins from this base backup's cluster instead of what is there. */
  readonly recover?: Recovery & { readonly base: string };
}

const DATABASE = 'khuyen_cong';

/**
 * Starts the PostgreSQL that comes with the packages, under `dataDir`; makes the cluster the first
 * time. We spawn the programs ourselves: the packages' own wrapper stops the server on any signal,
 * before our requests have drained. A server left behind by a killed application is stopped first
 * (its data are safe: it recovers from its log). Throws StartFailure with what to do.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const note = options.note ?? (() => {});
  const home = choosePostgresHome(options.dataDir, note);
  const passwords = readPasswords(options.dataDir);
  if (options.recover) {
    await stopLeftover(home.cluster, note);
    placeCluster(home, options.recover.base);
  }
  if (!existsSync(path.join(home.cluster, 'PG_VERSION'))) createCluster(home, passwords.super, note);
  checkVersion(home);
  await stopLeftover(home.cluster, note);

  const port = options.port ?? (await freePort());
  const parameters = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: socketFolderOf(home.cluster) ?? '',
    max_connections: '200',
    shared_buffers: '256MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(options.walArchive === undefined ? {} : archiving(home, options.walArchive)),
    ...(options.recover === undefined ? {} : recovering(options.recover)),
    ...options.parameters,
  };
  const flags = Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(path.join(options.dataDir, 'postgres.log'), 'a', 0o600);
  const child = spawn(home.bin.postgres, ['-D', home.cluster, '-p', String(port), ...flags], {
    ...home.identity,
    cwd: '/',
    detached: true, // Ctrl-C reaches us alone; we stop the server when the last request is done
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const socket = socketFolderOf(home.cluster);
  const connections = connectionsOf({ port, pid: child.pid ?? 0, socket }, passwords);
  await untilAnswering(child, urlOf(port, 'kc_super', passwords.super, 'postgres'), options.dataDir);
  if (options.recover) await untilRecovered(child, connections.superUrl, options.dataDir);
  await prepare(port, passwords);
  writeFileSync(connectionFile(options.dataDir), JSON.stringify({ port, pid: child.pid, socket }), {
    mode: 0o600,
  });
  return { ...connections, ended, stop: () => stopServer(child, options.dataDir) };
}

/** Connections of the server that another process of ours runs on this folder; undefined when none answers. */
export async function runningEmbeddedPostgres(dataDir: string): Promise<EmbeddedConnections | undefined> {
  if (!existsSync(connectionFile(dataDir))) return undefined;
  const place = JSON.parse(readFileSync(connectionFile(dataDir), 'utf8')) as Place;
  const connections = connectionsOf(place, readPasswords(dataDir));
  return (await answers(connections.superUrl)) ? connections : undefined;
}

const connectionFile = (dataDir: string) => path.join(dataDir, 'postgres.json');

type Place = Pick<EmbeddedConnections, 'port' | 'pid'> & { readonly socket?: string | undefined };

/** Bytes of a socket's path that every system takes. */
const SOCKET_PATH = 100;

/**
 * The folder of the server's own socket, through which a question costs half of what it costs over TCP; undefined
 * where its path would be too long.
 */
function socketFolderOf(cluster: string): string | undefined {
  const fits = process.platform !== 'win32' && !/[,"]/.test(cluster);
  return fits && Buffer.byteLength(`${cluster}/.s.PGSQL.65535`) <= SOCKET_PATH ? cluster : undefined;
}

const urlOf = (port: number, user: string, password: string, database = DATABASE) =>
  `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;

function connectionsOf({ port, pid, socket }: Place, passwords: Passwords): EmbeddedConnections {
  const near = (url: string) =>
    socket === undefined ? url : `${url}?${new URLSearchParams({ host: socket }).toString()}`;
  return {
    ownerUrl: near(urlOf(port, 'kc_owner', passwords.owner)),
    appUrl: near(urlOf(port, 'kc_app', passwords.app)),
    superUrl: near(urlOf(port, 'kc_super', passwords.super)),
    port,
    pid,
  };
}

function readPasswords(dataDir: string): Passwords {
  const file = path.join(dataDir, 'postgres.secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Passwords;
  const secret = () => randomBytes(24).toString('hex');
  const made: Passwords = { super: secret(), owner: secret(), app: secret() };
  writeFileSync(file, JSON.stringify(made), { mode: 0o600 });
  return made;
}

/** A server that outlived its application: ask it to end, wait, and remove the lock only of a dead process. */
async function stopLeftover(cluster: string, note: (line: string) => void): Promise<void> {
  const lock = path.join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (isPostgresOf(pid, cluster)) {
    note('stopping the database that an earlier run left behind …');
    process.kill(pid, 'SIGINT');
    for (let waited = 0; waited < 30_000 && isPostgresOf(pid, cluster); waited += 50) await pause(50);
    if (isPostgresOf(pid, cluster))
      throw new StartFailure(
        `A PostgreSQL (process ${pid}) still runs on ${cluster}.`,
        `stop it (kill -INT ${pid}) and start again.`,
      );
  }
  rmSync(lock, { force: true });
  for (const name of readdirSync(cluster).filter((name) => name.startsWith('.s.PGSQL.')))
    rmSync(path.join(cluster, name), { force: true });
}

function isPostgresOf(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8'); // empty for a zombie
    return command.includes('postgres') && command.includes(cluster);
  } catch {
    return false;
  }
}

async function untilAnswering(child: ChildProcess, url: string, dataDir: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 25) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(url)) return;
    await pause(25);
  }
  throw didNotStart(dataDir);
}

function didNotStart(dataDir: string): StartFailure {
  const log = path.join(dataDir, 'postgres.log');
  const lines = readFileSync(log, 'utf8').trim().split('\n').slice(-30);
  // Why it ended stands above the lines that say so.
  const why = lines.filter((line) => /FATAL|PANIC/.test(line)).slice(-1);
  const tail = [...new Set([...why, ...lines.slice(-4)])].join('\n');
  return new StartFailure(`The database did not start:\n${tail}`, `see ${log}.`);
}

/** It answers while it still plays its log; it takes over when the moment is reached. */
async function untilRecovered(child: ChildProcess, url: string, dataDir: string): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {});
    try {
      await client.connect();
      const { rows } = await client.query<{ on: boolean }>(`select pg_is_in_recovery() as on`);
      await client.end();
      if (rows[0]?.on === false) return;
    } catch {
      // ended meanwhile, or about to
    }
    await pause(100);
  }
  throw didNotStart(dataDir);
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function prepare(port: number, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(port, 'kc_super', passwords.super, 'postgres') });
  await client.connect();
  try {
    const found = await client.query<{ rolname: string }>(
      `select rolname from pg_roles where rolname in ('kc_owner', 'kc_app')`,
    );
    const has = new Set(found.rows.map((r) => r.rolname));
    if (!has.has('kc_owner'))
      await client.query(`create role kc_owner login createdb createrole password '${passwords.owner}'`);
    if (!has.has('kc_app')) await client.query(`create role kc_app login password '${passwords.app}'`);
    await client.query(`grant kc_app to kc_owner`);
    const database = await client.query(`select 1 from pg_database where datname = $1`, [DATABASE]);
    if (database.rowCount === 0) await client.query(`create database ${DATABASE} owner kc_owner`);
  } finally {
    await client.end();
  }
}

/** Fast shutdown: open transactions are rolled back, everything acknowledged is on disk. */
async function stopServer(child: ChildProcess, dataDir: string): Promise<void> {
  const over = () => child.exitCode !== null || child.signalCode !== null;
  if (!over()) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGINT');
    const patience = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await ended;
    clearTimeout(patience);
  }
  rmSync(connectionFile(dataDir), { force: true });
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
