import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, minifySync, transformWithOxc, type Plugin } from 'vite';

/** Every icon of `@lucide/svelte` is a file of shapes around one component that draws them: ours, see there. */
const drawnIcons: Plugin = {
  name: 'drawn-icons',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === '../Icon.svelte' && importer?.includes('@lucide/svelte/dist/icons/')
      ? path.resolve(import.meta.dirname, 'src/ui/DrawnIcon.svelte')
      : undefined,
};

/** The messages ask for a new `Intl.PluralRules` each time: a quarter of the time of writing the desk. Ours keeps them. */
const keptPluralRules: Plugin = {
  name: 'kept-plural-rules',
  enforce: 'pre',
  resolveId: (source, importer) =>
    source === '../registry.js' && importer?.includes('/src/paraglide/messages/')
      ? path.resolve(import.meta.dirname, 'src/text/plural.ts')
      : undefined,
};

/**
 * Kit marks every page by a hash of its text (an ETag), reckoned in floating point. The same number comes out of whole
 * ones, several times as fast; where Kit's text has changed, nothing is replaced.
 */
const hashOfWholeNumbers: Plugin = {
  name: 'hash-of-whole-numbers',
  enforce: 'pre',
  transform: (code, id) =>
    id.includes('/@sveltejs/kit/src/utils/hash.js')
      ? code.replaceAll('hash = (hash * 33) ^ ', 'hash = Math.imul(hash, 33) ^ ')
      : undefined,
};

/**
 * `import address from './file.ts?script'`: the file as a script of its own beside the pages that ship no other, named by
 * its contents like all that browsers keep. It imports nothing.
 */
const ownScripts: Plugin = {
  name: 'own-scripts',
  enforce: 'pre',
  async load(id) {
    const [file = '', query] = id.split('?');
    if (query !== 'script') return;
    if (this.environment.mode === 'dev')
      return `export default ${JSON.stringify(`/${path.relative(import.meta.dirname, file)}`)}`;
    const { code } = await transformWithOxc(readFileSync(file, 'utf8'), file);
    const source = minifySync(file, code, { module: true }).code;
    const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
    const fileName = `_app/immutable/assets/${path.basename(file, '.ts')}.${hash}.js`;
    this.emitFile({ type: 'asset', fileName, source });
    return `export default ${JSON.stringify(`/${fileName}`)}`;
  },
};

// Kit takes its options here, flat. The style attribute stays open because Kit's own
// markup, Bits UI and the charts set inline styles; <style> and <script> do not.
export default defineConfig({
  cacheDir: process.env['KC_VITE_CACHE'] ?? 'node_modules/.vite',
  plugins: [
    drawnIcons,
    ownScripts,
    keptPluralRules,
    hashOfWholeNumbers,
    tailwindcss(),
    sveltekit({
      adapter: adapter({ out: 'build', precompress: true, envPrefix: 'KIT_' }),
      csp: {
        mode: 'nonce',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:'],
          'font-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      version: { pollInterval: 0 },
      // A page with script is not sent the table of all pages of the application, an eighth of its script.
      router: { resolution: 'server' },
    }),
  ],
  build: { chunkSizeWarningLimit: 2000 },
});
