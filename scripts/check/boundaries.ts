import type { IFlattenedRuleSet, IForbiddenRuleType } from 'dependency-cruiser';

const PURE = '^src/domain/(?!.*\\.(server|test)\\.ts$)(?![^/]+/testing/)';
const TEST = '\\.test\\.ts$|^tests/|^bench/|^src/domain/[^/]+/testing/';
const DOOR = '^src/domain/[^/]+/index(\\.server)?\\.ts$';
/** A chapter's own components: they have no door of their own, pages take them by name. */
const COMPONENT = '^src/domain/[^/]+/[A-Z][A-Za-z]+\\.svelte$';

/**
 * The one rule of the tree as dependency-cruiser reads it: imports point down the list of chapters and
 * enter a chapter only by its front door; pure files stay pure; no chapter knows HTTP.
 * @param chapters bottom first
 */
export function boundaryRules(chapters: readonly string[]): IFlattenedRuleSet {
  return { forbidden: [...chapters.flatMap(downwards(chapters)), ...chapterRules, ...otherRules] };
}

const rule = (name: string, comment: string, from: object, to: object): IForbiddenRuleType => ({
  name,
  comment,
  severity: 'error',
  from,
  to,
});

function downwards(chapters: readonly string[]) {
  return (chapter: string, place: number): IForbiddenRuleType[] => {
    const above = chapters.slice(place + 1);
    if (above.length === 0) return [];
    return [
      rule(
        `${chapter}-looks-up`,
        `“${chapter}” stands below these chapters in src/chapters.ts and may not use them.`,
        { path: `^src/domain/${chapter}/`, pathNot: TEST },
        { path: `^src/domain/(${above.join('|')})/` },
      ),
    ];
  };
}

const chapterRules: readonly IForbiddenRuleType[] = [
  rule(
    'front-door-between-chapters',
    'Another chapter is entered by #name or #name/server.',
    { path: '^src/domain/([^/]+)/' },
    { path: '^src/domain/', pathNot: ['^src/domain/$1/', DOOR] },
  ),
  rule(
    'front-door-from-outside',
    'A chapter is entered by #name or #name/server; pages may take its components too.',
    { pathNot: '^src/domain/' },
    { path: '^src/domain/', pathNot: [DOOR, COMPONENT] },
  ),
  rule(
    'pure-uses-server',
    'A file without .server holds rules: it uses nothing that touches the world.',
    { path: PURE },
    { path: '\\.server\\.ts$|^db/' },
  ),
  rule(
    'pure-uses-node',
    'A file without .server runs in a browser as well: no built-in modules of Node.',
    { path: PURE },
    { dependencyTypes: ['core'] },
  ),
  rule(
    'pure-uses-package',
    'Rules need no package but zod; components those of src/ui.',
    { path: PURE, pathNot: '\\.svelte$' },
    { path: 'node_modules', pathNot: 'node_modules/zod/' },
  ),
  rule(
    'chapter-knows-http',
    'No chapter knows HTTP, Kit, pages or the process around it.',
    { path: '^src/domain/', pathNot: `\\.svelte$|${TEST}` },
    { path: ['@sveltejs/kit', '^\\$app', '^(node:)?https?2?$', '^src/(routes|app|ui|text)/', '^src/hooks'] },
  ),
  rule(
    'component-knows-page',
    'A component of a chapter is handed what it shows.',
    { path: '^src/domain/.*\\.svelte$' },
    { path: '^src/(routes|app)/|^src/hooks|\\.server\\.ts$' },
  ),
];

const otherRules: readonly IForbiddenRuleType[] = [
  rule(
    'ui-knows-a-chapter',
    'Shared components know the kernel and the sentences, no business and no page.',
    { path: '^src/ui/', pathNot: TEST },
    { path: '^src/(domain|routes|app)/', pathNot: '^src/domain/kernel/index\\.ts$' },
  ),
  rule(
    'text-knows-the-world',
    'Sentences are made of what the chapters say in pure values.',
    { path: '^src/text/', pathNot: TEST },
    { path: '^src/(routes|app)/|\\.server\\.ts$' },
  ),
  rule(
    'text-uses-ui',
    'Sentences know nothing of how they are shown.',
    { path: '^src/text/' },
    { path: '^src/ui/' },
  ),
  rule(
    'app-uses-routes',
    'Pages stand on top.',
    { path: '^src/(app|ui|text|domain)/' },
    { path: '^src/routes/' },
  ),
  rule(
    'product-uses-tests',
    'What ships does not use what tests it.',
    { path: '^src/', pathNot: TEST },
    { path: TEST },
  ),
  rule(
    'server-uses-dev-package',
    'The server runs these unbundled: the package belongs into dependencies.',
    { path: '^src/(domain|app)/', pathNot: `\\.svelte$|${TEST}` },
    // Kit's own parts are used by what the build bundles.
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@sveltejs/kit' },
  ),
  rule('circle', 'Two files that need each other are one, or three.', {}, { circular: true }),
  rule(
    'not-found',
    'The import leads nowhere.',
    {},
    { couldNotResolve: true, pathNot: ['^\\$app/', '^\\./\\$types', '^\\$env/'] },
  ),
];
