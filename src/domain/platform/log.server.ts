import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured log on standard error, so that standard output stays the program's answer. */
export function openLog(level: string): Log {
  return pino(
    { level, base: undefined, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    pino.destination(2),
  );
}
