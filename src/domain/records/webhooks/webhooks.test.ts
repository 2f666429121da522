import { createHmac } from 'node:crypto';
import http from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSigned } from '#app/send-signed.ts';
import { expectOk, newId, ok, refuse } from '#kernel';
import { inProvince, openVault, transact } from '#platform/server';
import { cast, testDatabase, type Cast, type TestDatabase } from '#testing';
import { recordEvent } from '../event.store.server.ts';
import { isPublicAddress } from './public-address.server.ts';
import { sealWebhookSecrets } from './seal-secrets.server.ts';
import {
  changeWebhook,
  deliverWebhook,
  listWebhooks,
  registerWebhook,
  sendWebhookAgain,
} from './webhook.server.ts';

let database: TestDatabase;
let people: Cast;
let url: string;
let answer = 200;
const received: { headers: http.IncomingHttpHeaders; body: string }[] = [];
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (chunk: Buffer) => (body += chunk.toString()));
  request.on('end', () => {
    received.push({ headers: request.headers, body });
    response.writeHead(answer, answer === 302 ? { location: 'http://127.0.0.1:1/' } : {}).end();
  });
});

beforeAll(async () => {
  database = await testDatabase();
  people = await cast(database.db);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as { port: number }).port}/kc`;
});
afterAll(() => void server.close());

const SECRET = 'một bí mật đủ dài của máy chủ thử';
const vault = openVault([SECRET], 'webhook');
const near = { loopbackAllowed: true, vault };
const kinds = ['project.pay', 'project.submit'];
const about = () => ({
  now: people.administrator.now,
  origin: 'https://kc.example',
  ...near,
  send: sendSigned,
});
const happen = (stands = true) =>
  transact(people.administrator, async (tx) => {
    await recordEvent(tx, people.administrator, {
      kind: 'project.pay',
      subject: { kind: 'project', id: newId() },
      after: { name: 'Nguyễn Văn A' },
    });
    return stands ? ok(undefined) : refuse('changed_my_mind');
  });
const seen = async () => expectOk(await listWebhooks(people.administrator));

describe('webhooks', () => {
  it('are registered by an administrator, for addresses of the public internet', async () => {
    const codes = async (given: string, chosen = kinds) => {
      const done = await registerWebhook(people.administrator, { url: given, kinds: chosen }, kinds, {
        ...{ loopbackAllowed: false, vault },
      });
      return done.ok ? [] : [done.refusal, ...(done.refusal.also ?? [])].map(({ code }) => code);
    };
    expect(await codes('nowhere', [])).toEqual(['webhook_url_is_wrong', 'webhook_without_kinds']);
    expect(await codes('http://hooks.example.vn/')).toEqual(['webhook_needs_https']);
    for (const host of [
      '127.0.0.1',
      '10.1.2.3',
      '169.254.169.254',
      '[::1]',
      '[::ffff:10.0.0.1]',
      'localhost',
      '0x7f.1',
    ])
      expect(await codes(`https://${host}/`), host).toEqual(['webhook_address_is_private']);
    expect(await registerWebhook(people.centreOfficer, { url, kinds }, kinds, near)).toMatchObject({
      refusal: { code: 'not_permitted' },
    });
    expect(await listWebhooks(people.centreOfficer)).toMatchObject({ refusal: { code: 'not_found' } });
    expect(['8.8.8.8', '2606:4700::1111'].every(isPublicAddress)).toBe(true);
    expect(['fd00::1', 'fe80::1', '::', '64:ff9b::a00:1', '2002:a00:1::'].some(isPublicAddress)).toBe(false);
  });

  it('never connect to a name that resolves to this machine', async () => {
    const port = new URL(url).port;
    const post = { secret: 'whsec_AAAA', id: 'x', body: '{}', at: new Date(), loopbackAllowed: false };
    expect(await sendSigned({ ...post, url: `https://localhost:${port}/` })).toEqual({
      problem: 'address_is_private',
    });
    expect(received).toHaveLength(0);
  });

  it('deliver what happened, signed and without a name, if and only if it stands', async () => {
    const { secret } = expectOk(await registerWebhook(people.administrator, { url, kinds }, kinds, near));
    await happen(false);
    expect((await seen()).deliveries).toEqual([]);
    await happen();
    const [delivery] = (await seen()).deliveries;
    await deliverWebhook(people.administrator, delivery!.id, about());
    await deliverWebhook(people.administrator, delivery!.id, about());
    expect(received).toHaveLength(1);
    const { headers, body } = received[0]!;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(body).not.toContain('Nguyễn');
    expect(JSON.parse(body)).toMatchObject({ type: 'project.pay' });
    expect((await seen()).deliveries[0]).toMatchObject({ state: 'delivered', status: 200, attempts: 1 });
  });

  it('are tried again, dead after twelve attempts, and sent again by an administrator', async () => {
    await happen();
    const { id } = (await seen()).deliveries.find(({ state }) => state === 'pending')!;
    answer = 302; // a redirect is no delivery, and is not followed
    for (let i = 1; i < 12; i++)
      await expect(deliverWebhook(people.administrator, id, about())).rejects.toThrow('302');
    await deliverWebhook(people.administrator, id, about());
    const found = async () => (await seen()).deliveries.find((one) => one.id === id);
    expect(await found()).toMatchObject({ state: 'dead', attempts: 12, status: 302 });
    answer = 204;
    expectOk(await sendWebhookAgain(people.administrator, id));
    expect(await sendWebhookAgain(people.administrator, id)).toMatchObject({
      refusal: { code: 'webhook_not_found' },
    });
    await deliverWebhook(people.administrator, id, about());
    expect(await found()).toMatchObject({ state: 'delivered', attempts: 1 });
    const [webhook] = (await seen()).webhooks;
    expectOk(await changeWebhook(people.administrator, webhook!.id, 'pause', vault));
    const before = (await seen()).deliveries.length;
    await happen();
    expect((await seen()).deliveries).toHaveLength(before);
  });

  it('keep their secret from the application, but for a delivery on its way', async () => {
    const { db } = database;
    const ask = (text: string) =>
      inProvince(people.administrator, (tx) => sql<{ secret: string | null }>`${sql.raw(text)}`.execute(tx));
    await expect(ask('select secret from records.webhook')).rejects.toThrow('permission denied');
    expectOk(await registerWebhook(people.administrator, { url, kinds }, kinds, near));
    await happen();
    const delivery = (await seen()).deliveries.find(({ state }) => state === 'pending');
    const asked = `select records.webhook_secret('40', '${delivery!.id}') as secret`;
    expect((await ask(asked)).rows[0]?.secret).toMatch(/^sealed\.1:/);
    const elsewhere = await inProvince({ db, province: '38' }, (tx) =>
      sql<{ secret: string | null }>`${sql.raw(asked)}`.execute(tx),
    );
    expect(elsewhere.rows[0]?.secret).toBeNull();
    await deliverWebhook(people.administrator, delivery!.id, about());
    expect((await ask(asked)).rows[0]?.secret).toBeNull();
  });

  it('are sealed at the start where an earlier version left them plain or under a key before; a lost key is told', async () => {
    const { administrator } = people;
    const plain = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    expectOk(await registerWebhook(administrator, { url, kinds }, kinds, near));
    const id = (await seen()).webhooks.at(-1)!.id;
    const stored = async () =>
      (
        await database.super.query<{ secret: string }>('select secret from records.webhook where id = $1', [
          id,
        ])
      ).rows[0]!.secret;
    await database.super.query('update records.webhook set secret = $2 where id = $1', [id, plain]);
    const deliver = async (by: typeof vault) => {
      await happen();
      const waiting = (await seen()).deliveries.filter((one) => one.webhookId === id);
      const { id: delivery } = waiting.find(({ state }) => state === 'pending')!;
      await deliverWebhook(administrator, delivery, { ...about(), vault: by });
      const { headers, body } = received.at(-1)!;
      const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const key = Buffer.alloc(32, 7);
      const right = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
      const { state, problem } = (await seen()).deliveries.find((one) => one.id === delivery)!;
      return [state, problem, headers['webhook-signature'] === right];
    };
    expect(await deliver(vault)).toEqual(['delivered', null, true]);
    expect(await sealWebhookSecrets(database.owner, vault)).toEqual({ lost: 0 });
    const once = await stored();
    expect(vault.isCurrent(once)).toBe(true);
    await sealWebhookSecrets(database.owner, vault);
    expect(await stored()).toBe(once);
    expect(await deliver(vault)).toEqual(['delivered', null, true]);

    const other = 'một bí mật khác đủ dài của máy chủ';
    const strange = openVault([other], 'webhook');
    expect((await sealWebhookSecrets(database.owner, strange)).lost).toBeGreaterThan(0);
    expect(await stored()).toBe(once);
    expect((await deliver(strange)).slice(0, 2)).toEqual(['dead', 'secret_is_lost']);
    const rotated = openVault([other, SECRET], 'webhook');
    expect(await sealWebhookSecrets(database.owner, rotated)).toEqual({ lost: 0 });
    expect(await deliver(strange)).toEqual(['delivered', null, true]);
  });
});
