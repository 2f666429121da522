import type pg from 'pg';
import type { z } from 'zod';
import type { Locale, Result } from '#kernel';
import type { Database, Settings } from '#platform/server';

/** What a command works with. */
export interface CliContext {
  /** As the application works: the least-privileged role, row-level security on. */
  readonly db: Database;
  /** The schema's owner, for what the application itself may not. */
  readonly owner: pg.Pool;
  readonly settings: Settings;
  readonly now: Date;
  readonly locale: Locale;
  /** Progress, on standard error: standard output is the answer. */
  readonly note: (line: string) => void;
}

/** What a command found. `ok: false` ends with status 1 as a refusal does (a ledger that does not agree). */
export interface Answer {
  readonly ok: boolean;
  /** For people; without a final line break. Empty when the command wrote its answer itself, piece by piece. */
  readonly text: string;
  /** For machines, printed instead of the text by --json; amounts as decimal strings. */
  readonly json: unknown;
}

/** One command of `kc`. Its files export lists of these; `commands.ts` gathers the lists. */
export interface Command {
  /** One or two words: `status`, `ledger verify`. */
  readonly name: string;
  readonly summary: () => string;
  /** Names of the words that follow, in order; each is a field of `options`. */
  readonly positionals?: readonly string[];
  readonly options: z.ZodObject;
  /** The database may be behind our migrations; otherwise that is said and nothing is run. */
  readonly anySchema?: boolean;
  readonly run: (cx: CliContext, input: never) => Promise<Result<Answer>>;
}

/** Ties the type of `run`'s input to the options' schema. */
export function command<S extends z.ZodObject>(
  one: Omit<Command, 'options' | 'run'> & {
    readonly options: S;
    readonly run: (cx: CliContext, input: z.output<S>) => Promise<Result<Answer>>;
  },
): Command {
  return one;
}
