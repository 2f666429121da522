import { randomBytes, randomUUID } from 'node:crypto';
import { isIP } from 'node:net';
import { sql } from 'kysely';
import { ok, refuse, refuseAll, type Refusal, type Result } from '#kernel';
import { hasRole } from '#people';
import type { Context } from '#people/server';
import { enqueue, inProvince, transact, type Scope, type Vault } from '#platform/server';
import { recordEvent } from '../event.store.server.ts';
import { notify } from '../notices/notify.server.ts';
import { isLoopback, isPublicAddress } from './public-address.server.ts';
import { placeOfSecret } from './seal-secrets.server.ts';

export const DELIVER_WEBHOOK = 'records.deliver_webhook';
const ATTEMPTS = 12;
const SECRET_IS_LOST = 'secret_is_lost';
const RECENT = 20;

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;

export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly kinds: readonly string[];
  readonly pausedAt: Date | null;
}

export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  readonly kind: string;
  readonly at: Date;
  readonly state: 'pending' | 'delivered' | 'dead';
  readonly attempts: number;
  readonly status: number | null;
  readonly problem: string | null;
}

export interface SignedPost {
  readonly url: string;
  readonly secret: string;
  readonly id: string;
  readonly body: string;
  readonly at: Date;
  /** In development a receiver on the same machine may be reached, without TLS. */
  readonly loopbackAllowed: boolean;
}

export type Sent = { readonly status: number } | { readonly problem: string };

/** What is wrong with an address before it is ever resolved; names are judged by what they resolve to, at each delivery. */
function faultOf(text: string, loopbackAllowed: boolean): Refusal | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || text.length > 1000)
    return refuse('webhook_url_is_wrong', {}, 'url').refusal;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const near = host === 'localhost' || isLoopback(host);
  if (near && loopbackAllowed) return null;
  if (url.protocol !== 'https:') return refuse('webhook_needs_https', {}, 'url').refusal;
  if (near || (isIP(host) !== 0 && !isPublicAddress(host)))
    return refuse('webhook_address_is_private', {}, 'url').refusal;
  return null;
}

/** Registers an address for kinds of events and answers the secret, which is never shown again. */
export async function registerWebhook(
  cx: Context,
  input: { readonly url: string; readonly kinds: readonly string[] },
  known: readonly string[],
  with_: { readonly loopbackAllowed: boolean; readonly vault: Vault },
): Promise<Result<{ secret: string }>> {
  if (!hasRole(cx.actor, 'administrator')) return refuse('not_permitted');
  const kinds = known.filter((kind) => input.kinds.includes(kind));
  const faults = [faultOf(input.url, with_.loopbackAllowed)].filter((one) => one !== null);
  if (kinds.length === 0) faults.push(refuse('webhook_without_kinds', {}, 'kinds').refusal);
  if (faults.length > 0) return refuseAll(faults);
  const secret = newSecret();
  const id = randomUUID();
  return transact(cx, async (tx) => {
    await tx
      .insertInto('records.webhook')
      .values({
        province: cx.province,
        id,
        url: input.url,
        kinds: [...kinds],
        secret: with_.vault.seal(secret, placeOfSecret(cx.province, id)),
        created_by: cx.actor.accountId,
        created_at: cx.now,
      })
      .execute();
    const { host } = new URL(input.url);
    await recordEvent(tx, cx, {
      kind: 'webhook.registered',
      subject: { kind: 'webhook', id },
      after: { host, kinds },
    });
    return ok({ secret });
  });
}

/** Pauses an address, lets it go on, or gives it a new secret, which is answered once. */
export async function changeWebhook(
  cx: Context,
  id: string,
  change: 'pause' | 'resume' | 'rotate',
  vault: Vault,
): Promise<Result<{ secret: string | null }>> {
  if (!hasRole(cx.actor, 'administrator')) return refuse('not_permitted');
  const secret = change === 'rotate' ? newSecret() : null;
  return transact(cx, async (tx) => {
    const patch =
      secret === null
        ? { paused_at: change === 'pause' ? cx.now : null }
        : { secret: vault.seal(secret, placeOfSecret(cx.province, id)) };
    const changed = await tx
      .updateTable('records.webhook')
      .set(patch)
      .where('province', '=', cx.province)
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst();
    if (changed === undefined) return refuse('webhook_not_found');
    await recordEvent(tx, cx, { kind: `webhook.${change}`, subject: { kind: 'webhook', id } });
    return ok({ secret });
  });
}

/** A delivery that was given up is tried once more from the beginning. */
export async function sendWebhookAgain(cx: Context, id: string): Promise<Result<void>> {
  if (!hasRole(cx.actor, 'administrator')) return refuse('not_permitted');
  return transact(cx, async (tx) => {
    const again = await tx
      .updateTable('records.webhook_delivery')
      .set({ state: 'pending', attempts: 0 })
      .where('province', '=', cx.province)
      .where('id', '=', id)
      .where('state', '=', 'dead')
      .returning('id')
      .executeTakeFirst();
    if (again === undefined) return refuse('webhook_not_found');
    await enqueue(tx, DELIVER_WEBHOOK, { province: cx.province, id }, { maxAttempts: ATTEMPTS + 1 });
    return ok(undefined);
  });
}

export async function listWebhooks(
  cx: Context,
): Promise<Result<{ webhooks: readonly Webhook[]; deliveries: readonly Delivery[] }>> {
  if (!hasRole(cx.actor, 'administrator', 'auditor')) return refuse('not_found');
  return ok(
    await inProvince(cx, async (tx) => {
      const webhooks = await sql<Webhook>`
        select id, url, kinds, paused_at as "pausedAt" from records.webhook
         where province = ${cx.province} order by created_at, id limit 100`.execute(tx);
      const deliveries = await sql<Delivery>`
        select d.id, d.webhook_id as "webhookId", d.kind, d.at, d.state, d.attempts, d.status, d.problem
          from records.webhook w
         cross join lateral (select * from records.webhook_delivery x
            where x.province = w.province and x.webhook_id = w.id order by x.at desc, x.id desc limit ${RECENT}) d
         where w.province = ${cx.province} order by d.at desc, d.id desc`.execute(tx);
      return { webhooks: webhooks.rows, deliveries: deliveries.rows };
    }),
  );
}

/**
 * Makes one attempt and keeps how it went. Throws where it is to be tried again, for the queue to wait longer each time;
 * after the last one, where the receiver is gone (410), or where the secret was sealed under a key that is gone, it is dead
 * and the administrators are told.
 */
export async function deliverWebhook(
  scope: Scope,
  id: string,
  with_: {
    readonly now: Date;
    readonly origin: string;
    readonly loopbackAllowed: boolean;
    readonly vault: Vault;
    /** Makes the connection: chapters know no HTTP. */
    readonly send: (post: SignedPost) => Promise<Sent>;
  },
): Promise<void> {
  const { province } = scope;
  const found = await inProvince(scope, (tx) =>
    tx
      .selectFrom('records.webhook_delivery as d')
      .innerJoin('records.webhook as w', (j) =>
        j.onRef('w.province', '=', 'd.province').onRef('w.id', '=', 'd.webhook_id'),
      )
      .selectAll('d')
      .select(['w.url', 'w.paused_at'])
      .select(sql<string>`records.webhook_secret(d.province, d.id)`.as('secret'))
      .where('d.province', '=', province)
      .where('d.id', '=', id)
      .where('d.state', '=', 'pending')
      .executeTakeFirst(),
  );
  if (found === undefined) return;
  const place = found.subject_kind === 'project' ? `/desk/projects/${found.subject_id}` : '/desk';
  const body = JSON.stringify({
    type: found.kind,
    timestamp: found.at.toISOString(),
    data: { subject: { kind: found.subject_kind, id: found.subject_id }, address: with_.origin + place },
  });
  const { url } = found;
  const { now: at, loopbackAllowed } = with_;
  const secret = with_.vault.open(found.secret, placeOfSecret(province, found.webhook_id));
  const sent =
    found.paused_at !== null
      ? { problem: 'paused' }
      : secret === undefined
        ? { problem: SECRET_IS_LOST }
        : await with_.send({ url, secret, id, body, at, loopbackAllowed });
  const status = 'status' in sent ? sent.status : null;
  const problem = 'problem' in sent ? sent.problem : null;
  const delivered = status !== null && status >= 200 && status < 300;
  const attempts = found.attempts + 1;
  const hopeless = status === 410 || problem === 'paused' || problem === SECRET_IS_LOST;
  const dead = !delivered && (attempts >= ATTEMPTS || hopeless);
  await inProvince(scope, async (tx) => {
    await tx
      .updateTable('records.webhook_delivery')
      .set({
        state: delivered ? 'delivered' : dead ? 'dead' : 'pending',
        attempts,
        status,
        problem,
        tried_at: with_.now,
      })
      .where('province', '=', province)
      .where('id', '=', id)
      .execute();
    if (dead && problem !== 'paused')
      await notify(
        tx,
        { province, now: with_.now },
        {
          kind: 'webhook_dead',
          to: { role: 'administrator' },
          subject: { kind: 'webhook', id: found.webhook_id },
          fills: { host: new URL(url).host, attempts: String(attempts) },
          once: `webhook/${found.webhook_id}/${with_.now.toISOString().slice(0, 10)}`,
        },
      );
  });
  if (!delivered && !dead) throw new Error(`webhook not delivered: ${problem ?? status}`);
}
