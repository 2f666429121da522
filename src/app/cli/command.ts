import type pg from 'pg';
import type { z } from 'zod';
import type { Locale, Result } from '#kernel';
import type { Database, Settings } from '#platform/server';

/** What every command has. */
export interface CliGround {
  readonly settings: Settings;
  readonly now: Date;
  readonly locale: Locale;
  /** Progress, on standard error: standard output is the answer. */
  readonly note: (line: string) => void;
}

/** What a command works with that finds an installation open. */
export interface CliContext extends CliGround {
  /** As the application works: the least-privileged role, row-level security on. */
  readonly db: Database;
  /** The schema's owner, for what the application itself may not. */
  readonly owner: pg.Pool;
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
  /** Runs beside the database, which may be missing or broken, and opens what it needs by itself. */
  readonly beside?: (cx: CliGround, input: never) => Promise<Result<Answer>>;
  readonly run: (cx: CliContext, input: never) => Promise<Result<Answer>>;
}

/** Ties the type of `run`'s input to the options' schema. */
export function command<S extends z.ZodObject>(
  one: Omit<Command, 'options' | 'run' | 'beside'> & {
    readonly options: S;
    readonly run: (cx: CliContext, input: z.output<S>) => Promise<Result<Answer>>;
  },
): Command {
  return one;
}

/** The same for a command that finds nothing open. */
export function commandBeside<S extends z.ZodObject>(
  one: Omit<Command, 'options' | 'run' | 'beside'> & {
    readonly options: S;
    readonly beside: (cx: CliGround, input: z.output<S>) => Promise<Result<Answer>>;
  },
): Command {
  return { ...one, run: () => Promise.reject(new Error(`${one.name} opens what it needs`)) };
}
