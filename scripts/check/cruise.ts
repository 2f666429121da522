import { existsSync } from 'node:fs';
import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { boundaryRules } from './boundaries.ts';

const FOLDERS = ['src', 'scripts', 'tests', 'bench'];

/** Every import below `root` that a boundary forbids, as lines to print. */
export async function crossings(root: string, chapters: readonly string[]): Promise<string[]> {
  const result = await cruise(
    FOLDERS.filter((folder) => existsSync(path.join(root, folder))),
    {
      baseDir: root,
      ruleSet: boundaryRules(chapters),
      validate: true,
      exclude: { path: '^src/paraglide/' },
      doNotFollow: { path: 'node_modules' },
      tsPreCompilationDeps: true,
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['svelte', 'import', 'node', 'default', 'types'],
        extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
      },
    },
  );
  const { summary } = result.output as ICruiseResult;
  return summary.violations.map(
    (v) => `${v.rule.name}: ${v.from} → ${v.to}${v.comment === undefined ? '' : ` (${v.comment})`}`,
  );
}
