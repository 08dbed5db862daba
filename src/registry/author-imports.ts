import { registerHooks } from 'node:module';
import { sep } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Folders whose files may import what is listed below, as URLs that end in a slash. */
const folders = new Set<string>();
let installed = false;

const ours = new Map([
  ['baton', new URL('./baton.ts', import.meta.url).href],
  ['zod', import.meta.resolve('zod')],
]);

/**
 * Lets files under a folder import `baton` and `zod` from this installation, wherever the folder is. Nothing changes
 * for any other file of the process. `folder` is a real path: that is what the importing file will be known by.
 */
export function letImportOurs(folder: string): void {
  folders.add(pathToFileURL(folder + sep).href);
  if (installed) return;
  installed = true;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const url = isAuthors(context.parentURL) ? ours.get(specifier) : undefined;
      if (url) return { url, shortCircuit: true };
      const resolved = nextResolve(specifier, context);
      // A folder outside any package has no `type`; Node would guess, reparse and warn.
      const isTyped = resolved.url.endsWith('.ts') && isAuthors(resolved.url);
      return isTyped ? { ...resolved, format: 'module-typescript' } : resolved;
    },
  });
}

function isAuthors(url: string | undefined): boolean {
  if (!url || url.includes('/node_modules/')) return false;
  return [...folders].some((folder) => url.startsWith(folder));
}
