import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { ok, refuse } from '#kernel';
import { testDatabase } from '#testing';
import { transact } from './database.server.ts';
import { startJobs } from './jobs.server.ts';
import { openLog } from './log.server.ts';
import { mailTasks, openMailer, post, type Letter } from './mail.server.ts';

/** A real SMTP server that keeps what it receives; `refuseFirst` letters are turned away for now. */
async function postOffice(refuseFirst = 0) {
  const received: ParsedMail[] = [];
  let toRefuse = refuseFirst;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      if (toRefuse-- > 0) {
        stream.resume();
        stream.on('end', () => done(Object.assign(new Error('try later'), { responseCode: 451 })));
        return;
      }
      simpleParser(stream).then((mail) => {
        received.push(mail);
        done();
      }, done);
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((r) => server.close(r)),
  };
}

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The worker looks every two seconds when it missed the notice. */
const patiently = { timeout: 10_000 };

const letter: Letter = {
  letter: 'greeting',
  to: 'le.quang.huy@nghean.example',
  locale: 'vi',
  values: { name: 'Lê Quang Huy' },
};

async function mailroom(refuseFirst = 0, isSample = (_province: string) => Promise.resolve(false)) {
  const { db, owner } = await testDatabase();
  const office = await postOffice(refuseFirst);
  closing.push(office.close);
  const mailer = openMailer({ smtpUrl: office.url, mailFrom: 'Khuyến Công <khuyen-cong@nghean.example>' });
  closing.push(() => mailer?.close());
  const write = ({ to, values }: Letter) => ({
    to,
    subject: `Kính gửi ${values['name']}`,
    text: 'Đề án đã được duyệt.',
  });
  const runner = await startJobs(owner, mailTasks(mailer, write, { isSample }), [], openLog('silent'));
  closing.push(() => runner.stop());
  return { db, owner, office };
}

describe('mail', () => {
  it('arrives with Vietnamese letters intact, after the transaction commits', async () => {
    const { db, office } = await mailroom();
    await transact({ db, province: '40' }, async (tx) => ok(await post(tx, letter)));
    await expect.poll(() => office.received.length, patiently).toBe(1);
    const [mail] = office.received;
    expect(mail?.subject).toBe('Kính gửi Lê Quang Huy');
    expect(mail?.text?.trim()).toBe('Đề án đã được duyệt.');
    expect(mail?.from?.value[0]).toEqual({ name: 'Khuyến Công', address: 'khuyen-cong@nghean.example' });
  });

  it('is not sent when the transaction is refused', async () => {
    const { db, owner, office } = await mailroom();
    await transact({ db, province: '40' }, async (tx) => {
      await post(tx, letter);
      return refuse('changed_my_mind');
    });
    const { rows } = await owner.query('select count(*)::int as waiting from graphile_worker.jobs');
    expect(rows[0].waiting).toBe(0);
    expect(office.received).toHaveLength(0);
  });

  it('waits when the mail server turns it away, and is sent once', async () => {
    const { db, owner, office } = await mailroom(1);
    await transact({ db, province: '40' }, async (tx) => ok(await post(tx, letter)));
    const jobs = async () => (await owner.query(`select attempts from graphile_worker.jobs`)).rows;
    await expect.poll(jobs, patiently).toEqual([{ attempts: 1 }]);
    await expect.poll(() => office.received.length, patiently).toBe(1);
    await expect.poll(jobs, patiently).toEqual([]);
    expect(office.received).toHaveLength(1);
  });

  it('sends no copies of notices to the made-up people of a sample province, but their letters', async () => {
    const { db, owner, office } = await mailroom(0, (province) => Promise.resolve(province === '40'));
    await transact({ db, province: '40' }, async (tx) => {
      await post(tx, { ...letter, values: { name: 'Bản sao' }, copy: true });
      return ok(await post(tx, letter));
    });
    await transact({ db, province: '38' }, async (tx) => ok(await post(tx, { ...letter, copy: true })));
    const left = async () => (await owner.query('select id from graphile_worker.jobs')).rows;
    await expect.poll(left, patiently).toEqual([]);
    expect(office.received.map(({ subject }) => subject)).toEqual(Array(2).fill('Kính gửi Lê Quang Huy'));
  });

  it('drops copies where there is no mail server, and keeps a letter that says what nothing else says', async () => {
    const { db, owner } = await testDatabase();
    const write = ({ to }: Letter) => ({ to, subject: '', text: '' });
    const runner = await startJobs(owner, mailTasks(undefined, write), [], openLog('silent'));
    closing.push(() => runner.stop());
    await transact({ db, province: '40' }, async (tx) => {
      await post(tx, { ...letter, copy: true });
      return ok(await post(tx, letter));
    });
    const left = async () =>
      (await owner.query(`select last_error from graphile_worker.jobs where attempts > 0`)).rows;
    await expect.poll(left, patiently).toHaveLength(1);
    const { rows } = await owner.query('select id from graphile_worker.jobs');
    expect(rows).toHaveLength(1);
  });

  it('has no mailer without a mail server', () => {
    expect(openMailer({ smtpUrl: undefined, mailFrom: 'x' })).toBeUndefined();
  });
});
