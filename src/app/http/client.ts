import type { IncomingHttpHeaders } from 'node:http';

/**
 * Names of the request headers in which our own server tells the application who asks and how it is
 * reached. It overwrites them on every request, so nobody outside can write them.
 */
export const clientHeaders = {
  protocol: 'x-kc-protocol',
  host: 'x-kc-host',
  address: 'x-kc-address',
  requestId: 'x-request-id',
} as const;

/**
 * The origin forms are accepted from. With ORIGIN set it is that and nothing else. Without it the
 * machine's own names also count (people type localhost or an address of the machine): those cannot be
 * pointed elsewhere by a foreign name server, a host name could.
 */
export function originOf(
  headers: IncomingHttpHeaders,
  server: { readonly origin: string; readonly fixed: boolean },
): URL {
  const standard = new URL(server.origin);
  const asked = headers.host;
  if (server.fixed || asked === undefined) return standard;
  const own = /^(localhost|\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:.]+\])(:\d{1,5})?$/i.test(asked);
  return own && URL.canParse(`http://${asked}`) ? new URL(`http://${asked}`) : standard;
}

/** Who asks: the socket's other end, or with a trusted proxy before us the last address that proxy wrote. */
export function addressOf(
  headers: IncomingHttpHeaders,
  socketAddress: string | undefined,
  trustProxy: boolean,
): string {
  const own = plain(socketAddress ?? '');
  if (!trustProxy) return own;
  const forwarded = headers['x-forwarded-for'];
  const last = (Array.isArray(forwarded) ? forwarded.join(',') : (forwarded ?? '')).split(',').at(-1)?.trim();
  return last ? plain(last) : own;
}

/** Whether a request comes from this machine itself and was not handed on by a proxy that runs on it. */
export function isLocal(headers: IncomingHttpHeaders, socketAddress: string | undefined): boolean {
  const address = plain(socketAddress ?? '');
  const handedOn = ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'].some((name) => name in headers);
  return !handedOn && (address === '::1' || address.startsWith('127.'));
}

const plain = (address: string) => address.replace(/^::ffff:/i, '');
