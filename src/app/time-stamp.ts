const PATIENCE_MS = 10_000;
const MOST_BYTES = 64 * 1024;

/** Asks a time-stamping authority over HTTP, as RFC 3161 says. */
export function askTimeStamp(url: string): (request: Uint8Array) => Promise<Uint8Array> {
  return async (request) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (!answer.ok) throw new Error(`the time-stamping authority answered ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (bytes.length > MOST_BYTES) throw new Error('the time-stamping authority answered too much');
    return bytes;
  };
}
