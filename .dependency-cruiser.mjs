// For looking at the tree by hand (depcruise src --output-type dot …); `npm run check` reads the same rules.
import { boundaryRules } from './scripts/check/boundaries.ts';
import { chapters } from './src/chapters.ts';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  ...boundaryRules(chapters),
  options: {
    exclude: { path: '^src/paraglide/' },
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
  },
};
