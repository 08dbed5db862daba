import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A tool that a test makes up: one text argument, and all that it does is to call the far end. */
export interface WrittenTool {
  readonly name: string;
  /** The argument's name; it is the effect key as well. */
  readonly field: string;
  readonly effect: 'read' | 'keyed' | 'irreversible';
  readonly run?: 'local' | 'durable';
  readonly needsApproval?: boolean;
  /** It only starts its work, whose end is told by a callback. */
  readonly isWork?: boolean;
}

/** Writes the folder of an assistant as a business would, somewhere outside of the repository. */
export async function writeAssistant(
  folder: string,
  assistant: {
    readonly id: string;
    readonly tools: readonly WrittenTool[];
    /** Each with all the tools, as whom it may ask is named; absent: one agent. */
    readonly agents?: Readonly<Record<string, { readonly consults: readonly string[] }>>;
    readonly farEndUrl: string;
    /** More fields of the assistant, such as settleMs. */
    readonly settings?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { id, tools, agents, farEndUrl, settings = {} } = assistant;
  const home = join(folder, id);
  await mkdir(join(home, 'tools'), { recursive: true });
  await writeFile(join(home, 'far-end.ts'), farEndSource(farEndUrl));
  for (const tool of tools) await writeFile(join(home, 'tools', `${tool.name}.ts`), toolSource(tool));
  const imports = tools.map(({ name }) => `import { ${name} } from './tools/${name}.ts';`);
  const all = `tools: [${tools.map(({ name }) => name).join(', ')}]`;
  const each = Object.entries(agents ?? {}).map(
    ([name, { consults }]) =>
      `${name}: { instructions: 'You are ${name}.', consults: ${JSON.stringify(consults)}, ${all} }`,
  );
  const text = `
import { defineAssistant } from 'baton';
${imports.join('\n')}

export default defineAssistant({
  id: '${id}', name: 'Ada', version: '1', instructions: 'Help.',
  models: { large: { model: 'stand-in', contextTokens: 32_000, outputTokensMax: 1_000 } },
  ${agents ? `agents: { ${each.join(', ')} }` : all},
  ...${JSON.stringify(settings)},
});
`;
  await writeFile(join(home, 'assistant.ts'), text);
}

function toolSource({ name, field, effect, run, needsApproval, isWork }: WrittenTool): string {
  const timeoutMs = run === 'local' ? 1_000 : 20_000;
  const policy = { timeoutMs, run, ...(effect !== 'irreversible' && { attempts: 12 }) };
  const keyed = effect === 'read' ? '' : `effectKey: (args) => args.${field},`;
  const reconcile =
    effect === 'irreversible'
      ? `reconcile: async (_args, { effectKey }) => (await ask('look', '${name}', { effectKey })) ?? undefined,`
      : '';
  return `
import { defineTool } from 'baton';
import { z } from 'zod';
import { ask } from '../far-end.ts';

export const ${name} = defineTool({
  name: '${name}', description: 'Does what it is called.',
  input: z.object({ ${field}: z.string() }),
  output: z.object({ receipt: z.string() }),
  effect: '${effect}', ${keyed} ${needsApproval ? 'approval: {},' : ''} ${reconcile}
  policy: ${JSON.stringify(policy)},
  ${isWork ? startSource(name) : runSource(name)}
});
`;
}

const runSource = (name: string) => `
  run: async (args, { effectKey, attempt, signal }) =>
    await ask('run', '${name}', { args, effectKey, attempt }, signal),`;

const startSource = (name: string) => `
  completes: 'callback',
  run: async (args, { effectKey, attempt, signal, callback }) => {
    await ask('run', '${name}', { args, effectKey, attempt, callbackUrl: callback.url }, signal);
  },`;

const farEndSource = (url: string) => `
export async function ask(act: 'run' | 'look', tool: string, body: object, signal?: AbortSignal): Promise<any> {
  const response = await fetch(\`${url}/\${act}/\${tool}\`, {
    method: 'POST', body: JSON.stringify(body), ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(await response.text());
  return await response.json();
}
`;
