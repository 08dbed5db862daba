import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';

const policies = fileURLToPath(import.meta.resolve('./durable-policies.ts'));

/** The product's workflows with other policies put in; stands in for the product's own function. */
export async function workflowBundle(): Promise<{ code: string }> {
  return await bundleWorkflowCode({
    workflowsPath: join(import.meta.dirname, '../../workflows/index.ts'),
    logger: { log() {}, trace() {}, debug() {}, info() {}, warn: console.warn, error: console.error },
    webpackConfigHook: (config) => ({
      ...config,
      resolve: { ...config.resolve, alias: { ...config.resolve?.alias, './policies.ts$': policies } },
    }),
  });
}
