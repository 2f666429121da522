import { connect } from 'node:net';

/** `null`: not scanned, because no scanner is set or it did not answer. */
export type Scan = { readonly finding: string | null } | null;

const PATIENCE_MS = 30_000;
const PIECE = 256 * 1024;

/**
 * Asks clamd over its socket (command INSTREAM: pieces with their length before them, a zero at the end).
 * @param address path of a socket, or host:port
 */
export function scanWithClamd(address: string | undefined, bytes: Uint8Array): Promise<Scan> {
  if (address === undefined) return Promise.resolve(null);
  return new Promise((resolve) => {
    const port = /^(.*):(\d+)$/.exec(address);
    const socket = port ? connect(Number(port[2]), port[1]) : connect(address);
    let answer = '';
    const done = () => {
      socket.destroy();
      const found = /^stream: (.+) FOUND/.exec(answer)?.[1];
      resolve(found ? { finding: found } : /^stream: OK/.test(answer) ? { finding: null } : null);
    };
    socket.setTimeout(PATIENCE_MS, done);
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', (piece) => {
      answer += piece.toString('utf8');
      if (answer.includes('\0')) done();
    });
    socket.on('connect', () => {
      socket.write('zINSTREAM\0');
      for (let at = 0; at < bytes.length; at += PIECE) {
        const piece = bytes.subarray(at, at + PIECE);
        const length = Buffer.alloc(4);
        length.writeUInt32BE(piece.length);
        socket.write(length);
        socket.write(piece);
      }
      socket.write(Buffer.alloc(4));
    });
  });
}
