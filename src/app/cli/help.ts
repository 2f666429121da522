import type { z } from 'zod';
import { m } from '#messages';
import type { Command } from './command.ts';
import { dashed, isSwitch } from './parse.ts';

/** All commands, one a line. */
export function helpOfAll(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((one) => one.name.length));
  return [
    m.cli_usage(),
    '  npm run -s kc -- <command> [--json] [--lang vi|en]',
    '',
    m.cli_commands(),
    ...commands.map((one) => `  ${one.name.padEnd(width)}  ${one.summary()}`),
    '',
    m.cli_status_meanings(),
  ].join('\n');
}

/** One command: how it is written and what its options are. */
export function helpOf(command: Command): string {
  const places = (command.positionals ?? []).map((name) => {
    const isFree =
      (command.options.shape[name] as z.ZodType | undefined)?.safeParse(undefined).success === true;
    return isFree ? `[${dashed(name)}]` : `<${dashed(name)}>`;
  });
  const options = Object.entries(command.options.shape)
    .filter(([name]) => !command.positionals?.includes(name))
    .map(([name, schema]) => {
      const written = `--${dashed(name)}${isSwitch(command, name) ? '' : ` <${dashed(name)}>`}`;
      const meaning = (schema as { description?: string }).description;
      return `  ${written}${meaning === undefined ? '' : `  ${meaning}`}`;
    });
  return [
    command.summary(),
    '',
    m.cli_usage(),
    `  npm run -s kc -- ${[command.name, ...places].join(' ')} [--json] [--lang vi|en]`,
    ...options,
  ].join('\n');
}
