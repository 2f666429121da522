import { createHmac } from 'node:crypto';
import { lookup, type LookupAddress } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isLoopback, isPublicAddress, type Sent, type SignedPost } from '#records/server';

const PATIENCE = 10_000;

/** The signature of the Standard Webhooks: HMAC-SHA256 over id, time in seconds and body. */
function signatureOf(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
}

/**
 * Posts a signed body. The name is resolved here and the connection goes to the addresses that were checked, so that a
 * name cannot point elsewhere a moment later; redirects are not followed, and what is answered is not read.
 */
export function sendSigned({ url, secret, id, body, at, loopbackAllowed }: SignedPost): Promise<Sent> {
  const target = new URL(url);
  const may = (address: string) => isPublicAddress(address) || (loopbackAllowed && isLoopback(address));
  const host = target.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !may(host)) return Promise.resolve({ problem: 'address_is_private' });
  if (target.protocol !== 'https:' && !loopbackAllowed) return Promise.resolve({ problem: 'needs_https' });
  const checked: LookupFunction = (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => may(address)))
        return done(new Error('address_is_private'), '', 0);
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });
  };
  const seconds = Math.floor(at.getTime() / 1000);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'user-agent': 'khuyen-cong',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signatureOf(secret, id, seconds, body),
  };
  const { request } = target.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const asked = request(
      target,
      { method: 'POST', headers, lookup: checked, agent: false, signal: AbortSignal.timeout(PATIENCE) },
      (answer) => {
        resolve({ status: answer.statusCode ?? 0 });
        answer.destroy();
      },
    );
    asked.on('error', (error) => resolve({ problem: error.message.slice(0, 300) }));
    asked.end(body);
  });
}
