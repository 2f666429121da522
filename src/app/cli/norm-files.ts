import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ok, refuse, type Result } from '#kernel';
import { loadContents, normSetInputOf, normSetText, readNormSetText } from '#law/server';
import { m } from '#messages';
import { installedProvinces } from '#people/server';
import { inProvince } from '#platform/server';
import { refusalSentences } from '#text';
import { command, type Answer, type CliContext } from './command.ts';

/** Served before anything was set up: norms of the whole country are the same from anywhere. */
const ANYWHERE = '00';

/** `kc norms check <file.yaml>`: whether a norm set's file holds together and its examples come out; every fault by line and column. */
const check = command({
  name: 'norms check',
  summary: () => m.norms_cli_check_summary(),
  positionals: ['file'],
  options: z.object({ file: z.string() }),
  run: async (cx, { file }): Promise<Result<Answer>> => {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) return refuse('facts_file_is_missing', { file });
    // A province's set may have contents of its own; the rest of the file is read below.
    const province = /^province:\s*["']?(\d{2})\b/m.exec(text)?.[1] ?? ANYWHERE;
    const contents = await inProvince({ db: cx.db, province }, (tx) => loadContents(tx, province));
    const read = readNormSetText(text, new Set(contents.keys()));
    if (read.ok) {
      const { norms } = read.value.file;
      const examples = norms.reduce((count, norm) => count + norm.examples.length, 0);
      const counts = { norms: String(norms.length), examples: String(examples) };
      return ok({
        ok: true,
        json: { ok: true, norms: norms.length, examples, faults: [] },
        text: m.norms_cli_sound(counts),
      });
    }
    const faults = [read.refusal, ...(read.refusal.also ?? [])];
    const said = refusalSentences(read.refusal, cx.locale);
    return ok({
      ok: false,
      json: {
        ok: false,
        faults: faults.map(({ code, params }, at) => ({
          code,
          params,
          sentence: said[at]?.sentence ?? code,
        })),
      },
      text: said.map(({ sentence }) => sentence).join('\n'),
    });
  },
});

/** `kc norms export <id>`: a set as the YAML that ships and is imported. */
const exported = command({
  name: 'norms export',
  summary: () => m.norms_cli_export_summary(),
  positionals: ['id'],
  options: z.object({
    id: z.string(),
    province: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
  }),
  run: async (cx, { id, province }): Promise<Result<Answer>> => {
    const at = province ?? (await servedProvince(cx));
    const set = await inProvince({ db: cx.db, province: at }, (tx) => normSetInputOf(tx, at, id));
    if (set === undefined) return refuse('norm_set_not_found');
    return ok({ ok: true, text: normSetText(set).trimEnd(), json: set });
  },
});

export const normFileCommands = [check, exported];

async function servedProvince({ db }: CliContext): Promise<string> {
  return (await installedProvinces(db))[0]?.province ?? ANYWHERE;
}
