import { stat, statfs } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { m } from '#messages';
import { makeDataFolder, type Settings } from '#platform/server';
import { backupsMade } from '../backup/folder.ts';
import { sound, watch, wrong, type Finding } from './finding.ts';

/** Below the first somebody should make room, below the second writing ends soon. */
const GB = 1e9;
const LITTLE = 10 * GB;
const TOO_LITTLE = GB;
/** A day's work is what may be lost at most; a second day allows for one failed night. */
const BACKUP_DAYS = 2;

/** What can be seen without the database. */
export async function lookAround(settings: Settings, now: Date): Promise<Finding[]> {
  return [
    ...(await dataFolder(settings)),
    ...(await backups(settings, now)),
    origin(settings),
    await mail(settings),
    ...(await scanner(settings)),
  ];
}

async function dataFolder({ dataDir, authSecret }: Settings): Promise<Finding[]> {
  try {
    makeDataFolder(dataDir);
  } catch (error) {
    return [
      wrong(
        'folder',
        m.doctor_folder_closed({ folder: dataDir, why: (error as Error).message }),
        m.doctor_folder_do(),
      ),
    ];
  }
  const { bavail, bsize } = await statfs(dataDir);
  const free = bavail * bsize;
  const room = m.doctor_disk({ gigabytes: (free / GB).toFixed(1), folder: dataDir });
  const disk =
    free < TOO_LITTLE
      ? wrong('disk', room, m.doctor_disk_do())
      : free < LITTLE
        ? watch('disk', room, m.doctor_disk_do())
        : sound('disk', room);
  const open = [];
  for (const name of ['auth.secret', 'postgres.secrets.json']) {
    const found = await stat(path.join(dataDir, name)).catch(() => undefined);
    if (found && (found.mode & 0o077) !== 0) open.push(path.join(dataDir, name));
  }
  const secret = await stat(path.join(dataDir, 'auth.secret')).catch(() => undefined);
  return [
    disk,
    open.length > 0 && process.platform !== 'win32'
      ? wrong(
          'folder',
          m.doctor_keys_open({ names: open.join(', ') }),
          m.doctor_keys_do({ names: open.join(' ') }),
        )
      : sound('folder', m.doctor_folder({ folder: dataDir })),
    authSecret !== undefined || secret !== undefined
      ? sound('secret', m.doctor_secret())
      : watch('secret', m.doctor_secret_missing(), m.doctor_secret_do()),
  ];
}

async function backups({ dataDir }: Settings, now: Date): Promise<Finding[]> {
  const last = (await backupsMade(dataDir)).at(-1);
  if (last === undefined) return [watch('backup', m.doctor_backup_none(), m.doctor_backup_do())];
  const hours = Math.floor((now.getTime() - Date.parse(last.at)) / 3_600_000);
  const said = m.doctor_backup({ hours: String(hours), file: last.file });
  if (hours > BACKUP_DAYS * 24) return [wrong('backup', said, m.doctor_backup_do())];
  const there = await stat(last.file).catch(() => undefined);
  if (there !== undefined && there.size !== last.bytes)
    return [wrong('backup', m.doctor_backup_changed({ file: last.file }), m.doctor_backup_do())];
  return [sound('backup', said)];
}

/** Behind a public address, people come by https; cookies are not sent otherwise. */
function origin({ origin: address, host, trustProxy }: Settings): Finding {
  const { protocol, hostname } = new URL(address);
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  if (isHere && host !== '127.0.0.1' && host !== 'localhost')
    return watch('origin', m.doctor_origin_unset({ origin: address }), m.doctor_origin_do());
  if (!isHere && protocol === 'http:')
    return wrong('origin', m.doctor_origin_plain({ origin: address }), m.doctor_origin_do());
  if (!isHere && !trustProxy)
    return watch('origin', m.doctor_origin_proxy({ origin: address }), m.doctor_origin_proxy_do());
  return sound('origin', m.doctor_origin({ origin: address }));
}

async function mail({ smtpUrl }: Settings): Promise<Finding> {
  if (smtpUrl === undefined) return watch('mail', m.doctor_mail_none(), m.doctor_mail_do());
  const { hostname, port, protocol } = new URL(smtpUrl);
  const place = `${hostname}:${port || (protocol === 'smtps:' ? '465' : '587')}`;
  const why = await unreachable({ host: hostname, port: Number(place.split(':').at(-1)) });
  return why === undefined
    ? sound('mail', m.doctor_mail({ place }))
    : wrong('mail', m.doctor_mail_unreachable({ place, why }), m.doctor_mail_do());
}

async function scanner({ clamd }: Settings): Promise<Finding[]> {
  if (clamd === undefined) return [];
  const [, host, port] = /^(.*):(\d+)$/.exec(clamd) ?? [];
  const why = await unreachable(host === undefined ? { path: clamd } : { host, port: Number(port) });
  if (why === undefined) return [sound('clamd', m.doctor_clamd({ place: clamd }))];
  return [wrong('clamd', m.doctor_clamd_unreachable({ place: clamd, why }), m.doctor_clamd_do())];
}

function unreachable(place: { path: string } | { host: string; port: number }): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...place, timeout: 3_000 });
    const end = (why?: string) => {
      socket.destroy();
      resolve(why);
    };
    socket.once('connect', () => end());
    socket.once('timeout', () => end('timeout'));
    socket.once('error', (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
}
