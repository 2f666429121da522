import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { crossings } from './cruise.ts';

const chapters = ['kernel', 'people', 'funds'];
const made: string[] = [];

/** A small tree of ours with the given files added, and what the check says of it. */
async function cruiseTree(files: Readonly<Record<string, string>>): Promise<string[]> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'khuyen-cong-tree-'));
  made.push(root);
  const sound = {
    'package.json': JSON.stringify({
      type: 'module',
      imports: { '#*/server': './src/domain/*/index.server.ts', '#*': './src/domain/*/index.ts' },
    }),
    'src/domain/kernel/index.ts': `export { one } from './one.ts';`,
    'src/domain/kernel/one.ts': 'export const one = 1;',
    'src/domain/people/index.ts': `export { actor } from './actor.ts';`,
    'src/domain/people/actor.ts': `import { one } from '#kernel'; export const actor = one;`,
    'src/domain/people/index.server.ts': `export { find } from './find.server.ts';`,
    'src/domain/people/find.server.ts': `import 'node:fs'; export const find = 2;`,
    'src/domain/funds/index.ts': `export { fund } from './fund.ts';`,
    'src/domain/funds/fund.ts': `import { actor } from '#people'; export const fund = actor;`,
    'src/routes/page.server.ts': `import { find } from '#people/server'; import { fund } from '#funds'; export const load = [find, fund];`,
  };
  for (const [file, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
  const lines = await crossings(root, chapters);
  return lines.map((line) => line.split(':')[0] ?? '');
}

afterAll(() => {
  for (const root of made) rmSync(root, { recursive: true });
});

describe('the boundaries', () => {
  it('let a sound tree pass', async () => {
    expect(await cruiseTree({})).toEqual([]);
  });

  it.each([
    ['an import up the list', 'people-looks-up', 'src/domain/people/up.ts', `import '#funds';`],
    [
      'an import past a front door',
      'front-door-between-chapters',
      'src/domain/funds/deep.ts',
      `import '../people/actor.ts';`,
    ],
    [
      'a page that goes past a front door',
      'front-door-from-outside',
      'src/routes/deep.ts',
      `import '../domain/people/actor.ts';`,
    ],
    [
      'a rule that uses a server file',
      'pure-uses-server',
      'src/domain/funds/impure.ts',
      `import '#people/server';`,
    ],
    ['a rule that uses Node', 'pure-uses-node', 'src/domain/funds/file.ts', `import 'node:fs';`],
    ['a rule that uses a package', 'pure-uses-package', 'src/domain/funds/pool.ts', `import 'pg';`],
    [
      'a chapter that knows HTTP',
      'chapter-knows-http',
      'src/domain/funds/web.server.ts',
      `import 'node:http';`,
    ],
    [
      'a chapter that knows Kit',
      'chapter-knows-http',
      'src/domain/funds/kit.server.ts',
      `import '@sveltejs/kit';`,
    ],
    [
      'a chapter that knows pages',
      'app-uses-routes',
      'src/domain/funds/page.server.ts',
      `import '../../routes/page.server.ts';`,
    ],
    ['a shared component that knows a chapter', 'ui-knows-a-chapter', 'src/ui/x.ts', `import '#funds';`],
    [
      'a sentence that asks the database',
      'text-knows-the-world',
      'src/text/x.ts',
      `import '#people/server';`,
    ],
    ['a product that uses a test', 'product-uses-tests', 'src/app/x.ts', `import '../../tests/y.ts';`],
    ['an import of nothing', 'not-found', 'src/app/z.ts', `import './nothing.ts';`],
  ])('refuse %s', async (_, name, file, text) => {
    const surroundings = { 'tests/y.ts': 'export {};', 'node_modules/pg/index.js': 'export {};' };
    expect(await cruiseTree({ ...surroundings, [file]: text })).toContain(name);
  });

  it('refuse a circle', async () => {
    const found = await cruiseTree({
      'src/domain/funds/a.ts': `import './b.ts';`,
      'src/domain/funds/b.ts': `import './a.ts';`,
    });
    expect(found).toContain('circle');
  });
});
