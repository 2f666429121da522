import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { makeCast } from '#app/demo/cast.ts';
import { expectOk, ok } from '#kernel';
import { transact } from '#platform/server';
import { notify, savePreference } from '#records/server';
import { bench, type BenchTools, type Measure } from './support/bench.ts';
import { startBenchDatabase } from './support/database.ts';

const NOTICES = Number(process.env['BENCH_NOTICES'] ?? 10_000);
const WORKER = path.resolve(import.meta.dirname, 'support/mail-worker.ts');
/** As many as the worker works on at once. */
const AT_ONCE = 4;

/** A real SMTP server that counts how often each letter came, by the number in its subject. */
async function postOffice(tools: BenchTools) {
  const received = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
      stream.on('end', () => {
        const number = numberIn(text);
        received.set(number, (received.get(number) ?? 0) + 1);
        done();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  tools.atEnd(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const { port } = server.server.address() as { port: number };
  return { url: `smtp://127.0.0.1:${port}`, received };
}

/** The subject is one encoded word or several; the number stands in it as `"n":"123"`. */
function numberIn(mail: string): string {
  const subject = /^Subject: ((?:.|\r\n[ \t])*)$/m.exec(mail)?.[1] ?? '';
  const decoded = subject
    .replace(/\r\n[ \t]+/g, '')
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/gi, (_, q: string) =>
      q
        .replaceAll('_', ' ')
        .replace(/=([0-9A-F]{2})/g, (__, h: string) => String.fromCharCode(parseInt(h, 16))),
    )
    .replace(/=\?UTF-8\?B\?(.*?)\?=/gi, (_, b: string) => Buffer.from(b, 'base64').toString());
  return /"n": ?"(\d+)"/.exec(decoded)?.[1] ?? decoded;
}

const until = async (reached: () => boolean, patience = 300_000) => {
  for (const began = Date.now(); !reached() && Date.now() - began < patience;)
    await new Promise((resolve) => setTimeout(resolve, 5));
};

export default bench({
  about: `${NOTICES} notices mailed at once through the queue to a real SMTP server; the worker is killed half-way`,
  async run(tools): Promise<readonly Measure[]> {
    const database = await startBenchDatabase(tools);
    const people = await makeCast(database.db, { now: new Date() });
    const reader = people.centreOfficer;
    const wish = { digest: true, immediate: true, locale: 'vi' } as const;
    expectOk(await transact(reader, async (tx) => ok(await savePreference(tx, reader, wish))));
    const office = await postOffice(tools);
    const began = performance.now();
    for (let n = 0; n < NOTICES; n += 100)
      expectOk(
        await transact(reader, async (tx) => {
          for (let i = n; i < Math.min(n + 100, NOTICES); i++)
            await notify(tx, reader, {
              kind: 'turn',
              to: { account: reader.actor.accountId },
              subject: { kind: 'project', id: reader.actor.accountId },
              fills: { n: String(i) },
            });
          return ok(undefined);
        }),
      );
    const made = performance.now() - began;
    tools.note(`${NOTICES} notices made in ${Math.round(made)} ms`);

    const start = (): ChildProcess =>
      spawn(process.execPath, [WORKER], {
        env: { ...process.env, DATABASE_URL: database.urls.owner, SMTP_URL: office.url },
        stdio: 'inherit',
      });
    let worker = start();
    tools.atEnd(() => void worker.kill('SIGKILL'));
    await until(() => office.received.size > 0);
    const first = performance.now();
    await until(() => office.received.size >= NOTICES / 2);
    const half = performance.now() - first;
    const killedAt = office.received.size;
    const ended = new Promise<void>((resolve) => worker.on('close', () => resolve()));
    worker.kill('SIGKILL');
    await ended;
    worker = start();
    await until(() => office.received.size >= NOTICES);
    const lost = NOTICES - office.received.size;
    const twice = [...office.received.values()].reduce((sum, times) => sum + times - 1, 0);
    worker.kill('SIGKILL');

    const direct = await sendDirectly(office.url);
    const rate = (killedAt / half) * 1000;
    return [
      {
        metric: 'notices made, each in its transaction with its letter queued',
        value: (NOTICES / made) * 1000,
        unit: '1/s',
      },
      {
        metric: 'letters sent through the queue',
        value: rate,
        unit: '1/s',
        peer: 'nodemailer directly, four connections',
        peerValue: direct,
        ratio: Math.round((rate / direct) * 100) / 100,
      },
      {
        metric: `letters lost when killed after ${killedAt}`,
        value: lost,
        unit: 'count',
        goal: '0',
        met: lost === 0,
      },
      {
        metric: 'letters sent twice (under way when killed)',
        value: twice,
        unit: 'count',
        goal: `≤ ${AT_ONCE}`,
        met: twice <= AT_ONCE,
      },
    ];
  },
});

/** The limit: the same mails to the same server, with no queue between. */
async function sendDirectly(url: string): Promise<number> {
  const transport = createTransport({ url, pool: true, maxConnections: AT_ONCE } as object);
  const count = Math.min(NOTICES, 4000);
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const n = next++;
        await transport.sendMail({
          from: 'kc@nghean.example',
          to: 'reader@nghean.example',
          subject: `Đến lượt bạn {"n":"${n}"}`,
          text: 'Thẩm tra hồ sơ, hạn 30/11/2026.',
        });
      }
    }),
  );
  const took = performance.now() - began;
  transport.close();
  return (count / took) * 1000;
}
