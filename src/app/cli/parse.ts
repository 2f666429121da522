import { parseArgs, type ParseArgsConfig } from 'node:util';
import { z } from 'zod';
import type { Locale } from '#kernel';
import type { Command } from './command.ts';
import { nearest } from './nearest.ts';

/** What the words on the command line mean. */
export type Parsed =
  | {
      readonly kind: 'run';
      readonly command: Command;
      readonly input: unknown;
      readonly json: boolean;
      readonly locale: Locale;
    }
  | {
      readonly kind: 'help';
      readonly command: Command | undefined;
      readonly asked: boolean;
      readonly locale: Locale;
    }
  | {
      readonly kind: 'unknown';
      readonly name: string;
      readonly nearest: string | undefined;
      readonly locale: Locale;
    }
  | {
      readonly kind: 'usage';
      readonly command: Command;
      readonly problems: readonly string[];
      readonly locale: Locale;
    };

const GLOBAL = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  lang: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

/** Reads the words after `kc`. Options are written --in-words and named inWords by the command. */
export function parseCommandLine(args: readonly string[], commands: readonly Command[]): Parsed {
  const locale = localeOf(args);
  const words = args.filter((arg) => !arg.startsWith('-'));
  const command = commands.find((one) => beginsWith(args, one.name.split(' ')));
  if (command === undefined) {
    const asked = args.some((arg) => arg === '--help' || arg === '-h');
    if (asked || withoutLang(args).length === 0) return { kind: 'help', command: undefined, asked, locale };
    const name = words.slice(0, 2).join(' ');
    return {
      kind: 'unknown',
      name,
      nearest: nearest(
        name,
        commands.map((one) => one.name),
      ),
      locale,
    };
  }
  const rest = args.slice(command.name.split(' ').length);
  if (rest.includes('--help') || rest.includes('-h')) return { kind: 'help', command, asked: true, locale };
  return read(command, rest, locale);
}

const beginsWith = (args: readonly string[], words: readonly string[]) =>
  words.every((word, at) => args[at] === word);

function localeOf(args: readonly string[]): Locale {
  const at = args.indexOf('--lang');
  return args.includes('--lang=en') || (at >= 0 && args[at + 1] === 'en') ? 'en' : 'vi';
}

const withoutLang = (args: readonly string[]) =>
  args.filter((arg, at) => !arg.startsWith('--lang') && args[at - 1] !== '--lang');

function read(command: Command, rest: readonly string[], locale: Locale): Parsed {
  const own = Object.keys(command.options.shape).filter((name) => !command.positionals?.includes(name));
  const options: ParseArgsConfig['options'] = { ...GLOBAL };
  for (const name of own) options[dashed(name)] = { type: isSwitch(command, name) ? 'boolean' : 'string' };
  const wrong = (...problems: string[]): Parsed => ({ kind: 'usage', command, problems, locale });
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
  const places = command.positionals ?? [];
  if (parsed.positionals.length > places.length) return wrong(`${parsed.positionals.at(-1)}?`);
  const given = Object.fromEntries([
    ...own.map((name) => [name, parsed.values[dashed(name)]] as const),
    ...places.map((name, at) => [name, parsed.positionals[at]] as const),
  ]);
  const checked = z.safeParse(command.options, given);
  if (!checked.success)
    return wrong(...checked.error.issues.map((i) => `${shown(command, String(i.path[0]))}: ${i.message}`));
  return { kind: 'run', command, input: checked.data, json: parsed.values['json'] === true, locale };
}

/** Whether an option is set by being there, without a value. */
export function isSwitch(command: Command, name: string): boolean {
  let schema = command.options.shape[name] as z.ZodType | undefined;
  while (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    schema = schema.unwrap() as z.ZodType;
  return schema instanceof z.ZodBoolean;
}

export const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

const shown = (command: Command, name: string) =>
  command.positionals?.includes(name) ? `<${dashed(name)}>` : `--${dashed(name)}`;
