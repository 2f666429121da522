import { refuse, refuseAll, ok, type Refusal, type Result } from '#kernel';
import { fieldsOfKind, requiredFields, type PaperKind } from './paper-kind.ts';
import { NotSet, wordTags } from './setting.ts';
import { zipEntries } from './zip-entries.ts';

/** What the parts of a Word file may unpack to, together: a template is text and a coat of arms. */
const MOST_UNPACKED = 60 * 1024 * 1024;
const MOST_PARTS = 2000;

/**
 * Looks at a template somebody uploaded before anything unpacks it, then at its fields. Refuses, all at once where it
 * can: `paper_template_is_no_word_file`, `paper_template_too_large`, `paper_template_has_macros`,
 * `paper_template_broken`, `paper_template_unknown_fields`, `paper_template_missing_fields`.
 */
export async function checkTemplate(
  kind: PaperKind,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<Result<void>> {
  const fileName = file.name;
  const entries = zipEntries(file.bytes);
  const names = new Set(entries?.map(({ name }) => name));
  if (!entries || !names.has('word/document.xml') || !names.has('[Content_Types].xml'))
    return refuse('paper_template_is_no_word_file', { fileName }, 'file');
  const unpacked = entries.reduce((sum, { size }) => sum + size, 0);
  if (unpacked > MOST_UNPACKED || entries.length > MOST_PARTS)
    return refuse('paper_template_too_large', { fileName }, 'file');
  if ([...names].some((name) => /vbaProject|activeX|embeddings\/|\.bin$/i.test(name)))
    return refuse('paper_template_has_macros', { fileName }, 'file');
  try {
    return judgeFields(kind, await wordTags(file.bytes));
  } catch (error) {
    if (!(error instanceof NotSet)) throw error;
    return refuse('paper_template_broken', { message: error.message.slice(0, 200) }, 'file');
  }
}

type Tag = Awaited<ReturnType<typeof wordTags>>[number];

/** Fields by where they stand: inside a table its columns, and those outside it, are known. */
function judgeFields(kind: PaperKind, tags: readonly Tag[]): Result<void> {
  const known = new Set(fieldsOfKind(kind));
  const unknown = new Set<string>();
  const seen = new Set<string>();
  const open: string[] = [];
  for (const { name, kind: what } of tags) {
    if (what === 'close') {
      open.pop();
      continue;
    }
    const inside = open.toReversed().find((table) => known.has(`${table}.${name}`));
    if (inside === undefined && !known.has(name)) unknown.add(name);
    seen.add(name);
    if (what === 'open') open.push(name);
  }
  const missing = [...requiredFields, ...kind.required].filter((name) => !seen.has(name));
  const say = (names: Iterable<string>) => [...names].map((name) => `{${name}}`).join(', ');
  const found: Refusal[] = [
    ...(unknown.size > 0
      ? [refuse('paper_template_unknown_fields', { names: say(unknown) }, 'file').refusal]
      : []),
    ...(missing.length > 0
      ? [refuse('paper_template_missing_fields', { names: say(missing) }, 'file').refusal]
      : []),
  ];
  return found.length > 0 ? refuseAll(found) : ok(undefined);
}
