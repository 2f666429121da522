// `npm run -s kc -- <command>`: the command line. The answer goes to standard output, everything else to
// standard error; status 0 done, 1 refused, 2 usage.
import { overwriteGetLocale } from '#locale';
import { m } from '#messages';
import { type Locale, type Refusal, type Result } from '#kernel';
import { readSettings, StartFailure } from '#platform/server';
import { refusalSentences } from '#text';
import { tell } from '../life.ts';
import type { Answer, Command } from './command.ts';
import { commands } from './commands.ts';
import { helpOf, helpOfAll } from './help.ts';
import { parseCommandLine } from './parse.ts';
import { openSession } from './session.ts';

const REFUSED = 1;
const USAGE = 2;

const note = (line: string) => console.error(line);
const parsed = parseCommandLine(process.argv.slice(2), commands);
overwriteGetLocale(() => parsed.locale);

if (parsed.kind === 'help') {
  console.log(parsed.command ? helpOf(parsed.command) : helpOfAll(commands));
  if (!parsed.asked) process.exitCode = USAGE;
} else if (parsed.kind === 'unknown') {
  note(m.cli_unknown_command({ name: parsed.name }));
  if (parsed.nearest !== undefined) note(m.cli_did_you_mean({ name: parsed.nearest }));
  process.exitCode = USAGE;
} else if (parsed.kind === 'usage') {
  for (const problem of parsed.problems) note(problem);
  note(`\n${helpOf(parsed.command)}`);
  process.exitCode = USAGE;
} else {
  try {
    const result = await run(parsed.command, parsed.input, parsed.locale);
    process.exitCode = print(result, parsed.json, parsed.locale);
  } catch (error) {
    tell(error, note);
    process.exitCode = REFUSED;
  }
}

async function run(command: Command, input: unknown, locale: Locale): Promise<Result<Answer>> {
  const settings = readSettings();
  if (!settings.ok)
    throw new StartFailure(
      `The settings are wrong: ${String(settings.refusal.params['problems'])}.`,
      'correct these environment variables; README.md lists them all.',
    );
  const ground = { settings: settings.value, now: new Date(), locale, note };
  if (command.beside) return command.beside(ground, input as never);
  const session = await openSession(settings.value, { anySchema: command.anySchema === true, note });
  try {
    const { db, owner } = session;
    return await command.run({ ...ground, db, owner }, input as never);
  } finally {
    await session.close();
  }
}

/** Prints the answer and says the exit status. */
function print(result: Result<Answer>, json: boolean, locale: Locale): number {
  if (result.ok) {
    if (json) console.log(toJson(result.value.json));
    else if (result.value.text !== '') console.log(result.value.text);
    return result.value.ok ? 0 : REFUSED;
  }
  if (json) console.log(toJson(refused(result.refusal, locale)));
  else
    for (const { field, sentence } of refusalSentences(result.refusal, locale))
      note(field ? `${field}: ${sentence}` : sentence);
  return REFUSED;
}

/** One line; amounts travel as decimal strings. */
function toJson(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one));
}

function refused(refusal: Refusal, locale: Locale): object {
  const sentences = refusalSentences(refusal, locale);
  const all = [refusal, ...(refusal.also ?? [])];
  return {
    ok: false,
    refusals: all.map(({ code, params }, at) => ({
      code,
      params,
      sentence: sentences[at]?.sentence ?? code,
    })),
  };
}
