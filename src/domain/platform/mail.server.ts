import { createTransport } from 'nodemailer';
import type { TaskList } from 'graphile-worker';
import { enqueue } from './jobs.server.ts';
import type { Database, Tx } from './database.server.ts';
import type { Settings } from './settings.server.ts';

/** A letter not yet written: which one, to whom, in which language, and what fills its holes. */
export interface Letter {
  readonly letter: string;
  readonly to: string;
  readonly locale: 'vi' | 'en';
  readonly values: Readonly<Record<string, string>>;
}

export interface Message {
  readonly to: string;
  readonly subject: string;
  /** Plain text: read everywhere, and no mail program blocks it. */
  readonly text: string;
}

export interface Mailer {
  send(message: Message): Promise<void>;
  close(): void;
}

export const MAIL_TASK = 'mail.send';

/** Undefined without SMTP_URL: then whoever causes a letter is shown its link instead. */
export function openMailer(settings: Pick<Settings, 'smtpUrl' | 'mailFrom'>): Mailer | undefined {
  if (settings.smtpUrl === undefined) return undefined;
  const transport = createTransport(
    { url: settings.smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 },
    { from: settings.mailFrom },
  );
  return {
    send: async (message) => {
      await transport.sendMail(message);
    },
    close: () => transport.close(),
  };
}

/** Sends a letter if and only if the caller's transaction commits; tried again for some hours when the server fails. */
export async function post(tx: Tx | Database, letter: Letter): Promise<void> {
  await enqueue(tx, MAIL_TASK, { ...letter }, { maxAttempts: 12 });
}

/** The worker's part: writes the letter out and hands it to the mail server. */
export function mailTasks(mailer: Mailer | undefined, write: (letter: Letter) => Message): TaskList {
  return {
    [MAIL_TASK]: async (payload) => {
      if (mailer === undefined) throw new Error('a letter waits, but SMTP_URL is not set');
      await mailer.send(write(payload as Letter));
    },
  };
}
