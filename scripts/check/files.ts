/** One file of the project: its path from the root and its text. */
export interface ProjectFile {
  readonly file: string;
  readonly text: string;
}

/** Past this a file is two things. */
export const LONGEST = 300;

const WRITTEN_BY_HAND = /\.(ts|js|mjs|svelte|css|sql|md)$/;
const GENERATED = /^db\/schema\.(sql|types\.ts)$/;

export function tooLong(files: readonly ProjectFile[]): string[] {
  return files
    .filter(({ file }) => WRITTEN_BY_HAND.test(file) && !GENERATED.test(file))
    .map(({ file, text }) => ({ file, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ file, lines }) => `${file} has ${lines} lines; past ${LONGEST} something is two things`);
}

const KEBAB = '[a-z0-9]+(-[a-z0-9]+)*';
/** A large chapter may gather a part of it in a folder, one deep; reference data and test helpers have theirs. */
const PART = new RegExp(`^(?!reference/|testing/)${KEBAB}/`);
/** The vocabulary of STYLE.md, "A chapter from inside". */
const IN_A_CHAPTER = [
  new RegExp(`^${KEBAB}(\\.(policy|form|transitions|acts))?(\\.test)?\\.ts$`),
  new RegExp(`^${KEBAB}(\\.(store|jobs))?\\.server(\\.test)?\\.ts$`),
  new RegExp(`^${KEBAB}\\.(store|jobs)\\.test\\.ts$`),
  /^[A-Z][A-Za-z]+\.svelte$/,
  /^README\.md$/,
  // What the chapter loads, and what its tests share.
  /^reference\/.+\.(yaml|tsv|csv|json)$/,
  new RegExp(`^testing/${KEBAB}\\.ts$`),
];

/** Files of src/domain whose folder is no chapter or whose name says nothing. */
export function oddlyNamed(files: readonly ProjectFile[], chapters: readonly string[]): string[] {
  return files.flatMap(({ file }) => {
    const [, chapter, inside] = /^src\/domain\/([^/]+)\/(.+)$/.exec(file) ?? [];
    if (chapter === undefined || inside === undefined) return [];
    if (!chapters.includes(chapter)) return [`${file}: “${chapter}” is no chapter of src/chapters.ts`];
    const name = inside.replace(PART, '');
    if (IN_A_CHAPTER.some((pattern) => pattern.test(name))) return [];
    return [`${file}: this name is not in the vocabulary of STYLE.md`];
  });
}

const BINARY = /\.(png|jpg|jpeg|webp|ico|woff2?|ttf|otf|pdf|xlsx|docx|gz|zst)$/;
/** Written in pieces, so that this list does not find itself. */
const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [
    new RegExp(`\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['XX', 'X'].join('')})\\b`),
    'a note to finish later',
  ],
  [
    new RegExp(`(^|[\\s"'\`(=:])/(${['home', 'root', 'work', 'Users', 'tmp/kc'].join('|')})/[\\w.-]`),
    'a path of one machine',
  ],
  [
    new RegExp(`https?://[^\\s"'/]*(${['regis', 'try', '|artifac', 'tory|nexus|verdaccio'].join('')})`),
    'the address of a package source',
  ],
  [new RegExp(`\\bissue #?\\d`, 'i'), 'the number of a task elsewhere'],
];

/** Lines that speak of a machine, a package source or unfinished work instead of the project. */
export function foreignLines(files: readonly ProjectFile[]): string[] {
  return files
    .filter(({ file }) => !BINARY.test(file) && file !== 'package-lock.json')
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .flatMap((line, at) =>
          FOREIGN.filter(([pattern]) => pattern.test(line)).map(
            ([, what]) => `${file}:${at + 1} holds ${what}: ${line.trim().slice(0, 100)}`,
          ),
        ),
    );
}

/** The lock names packages by version and hash; an address would bind everyone to one source. */
export function lockedAddresses(lock: string): string[] {
  const count = lock.match(/"resolved": "http/g)?.length ?? 0;
  return count === 0
    ? []
    : [`package-lock.json: ${count} packages carry an address; run npm install again (.npmrc leaves it out)`];
}
