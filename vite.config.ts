import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vite';

// Kit takes its options here, flat. The style attribute stays open because Kit's own
// markup, Bits UI and the charts set inline styles; <style> and <script> do not.
export default defineConfig({
  cacheDir: process.env['KC_VITE_CACHE'] ?? 'node_modules/.vite',
  plugins: [
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
    }),
  ],
  build: { chunkSizeWarningLimit: 2000 },
});
