import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/**
 * Builds the browser's pages into `dist/console`: each HTML file here is a page, what it needs stands
 * hashed under `/assets/`. Nothing is inlined, so that the pages run under a policy without exceptions.
 */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false })],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
