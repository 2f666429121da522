import { SMTPServer } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { expectOk, ok, refuse } from '#kernel';
import type { Context } from '#people/server';
import { inProvince, mailTasks, openLog, openMailer, post, startJobs, transact } from '#platform/server';
import {
  act,
  cast,
  newWorkshop,
  submitted,
  testDatabase,
  type Cast,
  type TestDatabase,
  validPapers,
} from '#testing';
import { listNotices, markAllRead, noticeOf, unreadCount } from './notice.store.server.ts';
import { notify } from './notify.server.ts';
import { savePreference } from './preference.store.server.ts';
import { noteUndelivered, settleUndelivered, undeliveredLetters } from './undelivered.server.ts';

let database: TestDatabase;
let people: Cast;

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
});

const closing: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const noticesOf = (cx: Context, subject: string) =>
  inProvince(cx, (tx) => listNotices(tx, cx, { unread: false, after: null, size: 100 })).then((all) =>
    all.filter((one) => one.subject.id === subject),
  );
const brief = async (cx: Context, subject: string) =>
  (await noticesOf(cx, subject)).map(({ kind, overAt }) => `${kind}${overAt ? ' over' : ''}`);

describe('notices', () => {
  it('tell the desk whose turn it is, and the establishment what is asked of it; what is done is over', async () => {
    const { owner, establishmentId } = await newWorkshop(people);
    const project = await submitted(owner, establishmentId);
    expect(await brief(people.centreOfficer, project)).toEqual(['turn']);
    expect(await brief(people.departmentLeader, project)).toEqual([]);
    expectOk(
      await act(people.centreOfficer, project, 'request_supplement', {
        ...validPapers,
        'papers.quotation.state': 'invalid',
        'papers.quotation.note': 'Thiếu công suất',
      }),
    );
    expect(await brief(people.centreOfficer, project)).toEqual(['turn over']);
    const [notice] = await noticesOf(owner, project);
    expect(notice).toMatchObject({ kind: 'supplement_asked', fills: { step: 'answer_supplement' } });
    expect(
      await inProvince(people.centreOfficer, (tx) => noticeOf(tx, people.centreOfficer, notice!.id)),
    ).toBe(undefined);
  });

  it('are there if and only if the act is', async () => {
    const { owner, establishmentId } = await newWorkshop(people);
    const project = await submitted(owner, establishmentId);
    const before = await noticesOf(people.centreOfficer, project);
    // A colleague acts at the same time: one act stands, and so does one notice.
    const both = await Promise.all([
      act(people.centreOfficer, project, 'accept_dossier'),
      act(people.centreOfficer, project, 'accept_dossier'),
    ]);
    const stood = both.filter((one) => one.ok).length;
    expect(stood).toBe(1);
    const after = await noticesOf(people.centreOfficer, project);
    expect(after.length - before.length).toBeLessThanOrEqual(1);
    await transact(people.centreOfficer, async (tx) => {
      await notify(tx, people.centreOfficer, {
        kind: 'turn',
        to: { role: 'department_leader' },
        subject: { kind: 'project', id: project },
      });
      return refuse('changed_my_mind');
    });
    expect(await brief(people.departmentLeader, project)).toEqual([]);
  });

  it('say the same words once, however often told, and are counted until read', async () => {
    const cx = people.financeOfficer;
    const before = await unreadCount(cx.db, cx.province, cx.actor.accountId);
    const tell = () =>
      inProvince(cx, (tx) =>
        notify(tx, cx, {
          kind: 'wait_soon',
          to: { account: cx.actor.accountId },
          subject: { kind: 'project', id: people.units.department },
          once: 'soon/1',
        }),
      );
    await Promise.all([tell(), tell(), tell()]);
    expect(await unreadCount(cx.db, cx.province, cx.actor.accountId)).toBe(before + 1);
    await inProvince(cx, (tx) => markAllRead(tx, cx, cx.now));
    expect(await unreadCount(cx.db, cx.province, cx.actor.accountId)).toBe(0);
  });

  it('are mailed at once only to who wishes so', async () => {
    const cx = people.departmentLeader;
    const tell = () =>
      inProvince(cx, (tx) =>
        notify(tx, cx, {
          kind: 'turn',
          to: { role: 'department_leader' },
          subject: { kind: 'project', id: people.units.department },
        }),
      );
    const letters = async () =>
      (await database.owner.query(`select count(*)::int as n from graphile_worker.jobs`)).rows[0].n as number;
    const before = await letters();
    await tell();
    expect(await letters()).toBe(before);
    await transact(cx, async (tx) =>
      ok(await savePreference(tx, cx, { digest: true, immediate: true, locale: 'en' })),
    );
    await tell();
    expect(await letters()).toBe(before + 1);
  });
});

describe('a letter the mail server refuses for good', () => {
  it('is given up at once, seen by the administrator and its reader, and kept without its link', async () => {
    const office = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
    });
    await new Promise<void>((resolve) => office.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise<void>((r) => office.close(r)));
    const { port } = office.server.address() as { port: number };
    const mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, mailFrom: 'kc@nghean.example' });
    closing.push(() => mailer?.close());
    const own = await testDatabase();
    const those = await cast(own.db);
    const admin = those.administrator;
    const { email: to } = await inProvince(admin, (tx) =>
      tx
        .selectFrom('people.account')
        .select('email')
        .where('id', '=', those.centreOfficer.actor.accountId)
        .executeTakeFirstOrThrow(),
    );
    const tasks = mailTasks(mailer, (letter) => ({ to: letter.to, subject: 'Thư', text: 'Thư' }), {
      giveUp: (given) => noteUndelivered(own.db, given, admin.now),
    });
    const runner = await startJobs(own.owner, tasks, [], openLog('silent'));
    closing.push(() => runner.stop());
    await inProvince(admin, async (tx) => {
      await post(tx, { letter: 'password_reset', to, locale: 'vi', values: { path: '/secret-token' } });
      await post(tx, { letter: 'notice', to, locale: 'vi', values: { kind: 'turn' } });
    });
    const open = async () => expectOk(await undeliveredLetters(admin)).letters;
    await expect.poll(async () => (await open()).length, { timeout: 10_000 }).toBe(2);
    const seen = await open();
    expect(seen.map(({ letter, secret, attempts }) => [letter, secret, attempts]).toSorted()).toEqual([
      ['notice', false, 1],
      ['password_reset', true, 1],
    ]);
    expect(JSON.stringify(seen)).not.toContain('secret-token');
    expect(seen[0]!.reason).toContain('no such mailbox');
    const reader = those.centreOfficer;
    const told = await inProvince(reader, (tx) =>
      listNotices(tx, reader, { unread: true, after: null, size: 10 }),
    );
    expect(told.filter(({ kind }) => kind === 'mail_failed')).toHaveLength(1);

    expect(await undeliveredLetters(reader)).toMatchObject({ refusal: { code: 'not_found' } });
    const secret = seen.find((one) => one.secret)!;
    expect(await settleUndelivered(reader, { id: secret.id, again: false })).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
    expect(await settleUndelivered(admin, { id: secret.id, again: true })).toMatchObject({
      refusal: { code: 'letter_is_secret' },
    });
    const twice = await Promise.all([
      settleUndelivered(admin, { id: secret.id, again: false }),
      settleUndelivered(admin, { id: secret.id, again: false }),
    ]);
    expect(twice.filter((one) => one.ok)).toHaveLength(1);
    expect(await open()).toHaveLength(1);
  });
});
