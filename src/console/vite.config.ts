import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';

const here = import.meta.dirname;
const loader = 'widget';

/**
 * Builds the browser's pages into `dist/console`: each HTML file here is a page, what it needs stands hashed under
 * `/assets/`. Nothing is inlined, so that the pages run under a policy without exceptions. Besides, `widget.js`: the
 * one file that shops name in their pages, so its name stays.
 */
export default defineConfig({
  root: here,
  plugins: [preact({ prefreshEnabled: false, devToolsEnabled: false }), wrapLoader()],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        index: join(here, 'index.html'),
        operator: join(here, 'operator.html'),
        decide: join(here, 'decide.html'),
        frame: join(here, 'widget.html'),
        [loader]: join(here, 'embed/main.ts'),
      },
      output: {
        entryFileNames: ({ name }) => (name === loader ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});

/** The loader is a plain script: its names must not become the shop's, and it can't import. */
function wrapLoader(): Plugin {
  return {
    name: 'wrap-loader',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunk = bundle[`${loader}.js`];
      if (chunk?.type !== 'chunk') return this.error(`${loader}.js was not built`);
      if (chunk.imports.length > 0 || chunk.exports.length > 0) {
        this.error(`${loader}.js has to stand alone; it imports ${chunk.imports.join(', ')}`);
      }
      chunk.code = `(()=>{${chunk.code.trim()}})();\n`;
    },
  };
}
