import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ok } from '#kernel';
import { command, type Command } from './command.ts';
import { parseCommandLine } from './parse.ts';

const run = () => Promise.resolve(ok({ ok: true, text: '', json: null }));
const commands: readonly Command[] = [
  command({ name: 'status', summary: () => '', options: z.object({}), run }),
  command({
    name: 'import history',
    summary: () => '',
    positionals: ['file'],
    options: z.object({
      file: z.string(),
      fiscalYear: z.coerce.number().int().optional(),
      dryRun: z.boolean().default(false),
    }),
    run,
  }),
];
const parse = (line: string) =>
  parseCommandLine(
    line.split(' ').filter((word) => word !== ''),
    commands,
  );

describe('the command line', () => {
  it('reads words, options and switches', () => {
    const parsed = parse('import history a.csv --fiscal-year 2018 --dry-run --json --lang en');
    expect(parsed).toMatchObject({
      kind: 'run',
      input: { file: 'a.csv', fiscalYear: 2018, dryRun: true },
      json: true,
      locale: 'en',
    });
  });

  it.each([
    ['import history', '<file>'],
    ['import history a.csv b.csv', 'b.csv'],
    ['import history a.csv --fiscal-year soon', '--fiscal-year'],
    ['status --colour', '--colour'],
  ])('refuses “%s” and says what is wrong', (line, named) => {
    const parsed = parse(line);
    expect(parsed.kind).toBe('usage');
    expect(parsed.kind === 'usage' && parsed.problems.join()).toContain(named);
  });

  it.each([
    ['statsu', 'status'],
    ['import histroy', 'import history'],
    ['make coffee', undefined],
  ])('does not know “%s”; nearest is %s', (line, nearest) => {
    expect(parse(line)).toMatchObject({ kind: 'unknown', name: line, nearest });
  });

  it.each([
    ['', false],
    ['--help', true],
    ['--lang en', false],
    ['import history --help', true],
  ])('helps with “%s”', (line, asked) => {
    expect(parse(line)).toMatchObject({ kind: 'help', asked });
  });
});
