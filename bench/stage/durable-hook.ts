import { registerHooks } from 'node:module';

/** Preloaded into a worker's process: its workflows then run every step as a durable activity. */
const bundles = new URL('../../src/temporal/workflow-bundle.ts', import.meta.url).href;
const durableBundles = new URL('./durable-bundle.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    return resolved.url === bundles ? { ...resolved, url: durableBundles } : resolved;
  },
});
