import { createTransport } from 'nodemailer';
import type { TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type { Database, Tx } from './database.server.ts';
import type { Settings } from './settings.server.ts';

/** A letter not yet written: which one, to whom, in which language, and what fills its holes. */
export interface Letter {
  readonly letter: string;
  readonly to: string;
  readonly locale: 'vi' | 'en';
  readonly values: Readonly<Record<string, string>>;
  /** What the person is told in the system as well: where no mail is sent, nothing is lost and nobody need know. */
  readonly copy?: true;
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
    {
      url: settings.smtpUrl,
      pool: true,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 30_000,
    },
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
  // One more for the queue than for us: a worker killed in the last attempt leaves one in which it is noted.
  await sql`select platform.enqueue(${MAIL_TASK}, (${JSON.stringify(letter)}::jsonb
    || jsonb_build_object('province', nullif(current_setting('kc.province', true), '')))::json,
    null, null, ${MAIL_ATTEMPTS + 1}::int)`.execute(tx);
}

const MAIL_ATTEMPTS = 12;

/** A letter the queue has given up: who looks after mail must see it. */
export interface Undelivered {
  readonly letter: Letter;
  /** Null: caused before anyone chose a province. */
  readonly province: string | null;
  readonly jobId: string;
  readonly reason: string;
  readonly attempts: number;
}

/**
 * Whether the server refused this letter for good: 5xx to its sender, recipient or content. A refused password
 * of ours (535) is no fault of the letter's.
 */
function isPermanent(error: unknown): boolean {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  return responseCode !== undefined && responseCode >= 500 && responseCode < 600 && code !== 'EAUTH';
}

interface MailRoom {
  /** What becomes of a letter given up; absent: the queue keeps it as failed. */
  readonly giveUp?: (undelivered: Undelivered) => Promise<void>;
  /** Whether a province's people are made up, so that copies are not sent to them. */
  readonly isSample?: (province: string) => Promise<boolean>;
}

/** The worker's part: writes the letter out and hands it to the mail server. */
export function mailTasks(
  mailer: Mailer | undefined,
  write: (letter: Letter) => Message,
  { giveUp, isSample }: MailRoom = {},
): TaskList {
  return {
    [MAIL_TASK]: async (payload, { job }) => {
      const { province = null, ...letter } = payload as Letter & { readonly province?: string | null };
      if (letter.copy && (mailer === undefined || (province !== null && (await isSample?.(province)))))
        return;
      try {
        if (mailer === undefined) throw new Error('a letter waits, but SMTP_URL is not set');
        await mailer.send(write(letter));
      } catch (error) {
        const last = job.attempts >= Math.min(job.max_attempts, MAIL_ATTEMPTS);
        if (giveUp === undefined || !(last || isPermanent(error))) throw error;
        const reason = error instanceof Error ? error.message : String(error);
        await giveUp({ letter, province, jobId: job.id, reason, attempts: job.attempts });
      }
    },
  };
}
