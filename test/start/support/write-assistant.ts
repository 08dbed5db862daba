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

/** One of several agents that a test makes up. */
export interface WrittenAgent {
  readonly instructions?: string;
  /** By their names; missing: all of them. */
  readonly tools?: readonly string[];
  readonly handoffs?: readonly string[];
  readonly consults?: readonly string[];
  readonly knowledge?: readonly string[];
}

/** Writes the folder of an assistant as a business would, somewhere outside of the repository. */
export async function writeAssistant(
  folder: string,
  assistant: {
    readonly id: string;
    readonly tools: readonly WrittenTool[];
    readonly farEndUrl: string;
    /** Missing: there is one. */
    readonly agents?: Readonly<Record<string, WrittenAgent>>;
    /** What stands in its folder `knowledge`, by file. */
    readonly documents?: Readonly<Record<string, string>>;
    /** More fields of the assistant, such as settleMs. */
    readonly settings?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  const { id, tools, farEndUrl, agents, documents = {}, settings = {} } = assistant;
  const home = join(folder, id);
  await mkdir(join(home, 'tools'), { recursive: true });
  await writeFile(join(home, 'far-end.ts'), farEndSource(farEndUrl));
  for (const tool of tools) await writeFile(join(home, 'tools', `${tool.name}.ts`), toolSource(tool));
  if (Object.keys(documents).length > 0) await mkdir(join(home, 'knowledge'));
  for (const [name, text] of Object.entries(documents)) await writeFile(join(home, 'knowledge', name), text);
  const imports = tools.map(({ name }) => `import { ${name} } from './tools/${name}.ts';`);
  const all = `tools: [${tools.map(({ name }) => name).join(', ')}]`;
  const text = `
import { defineAssistant } from 'baton';
${imports.join('\n')}

export default defineAssistant({
  id: '${id}', name: 'Ada', version: '1', instructions: 'Help.',
  models: { large: { model: 'stand-in', contextTokens: 32_000, outputTokensMax: 1_000 } },
  ${agents ? agentsSource(agents, all) : all},
  ...${JSON.stringify(settings)},
});
`;
  await writeFile(join(home, 'assistant.ts'), text);
}

/** Tools are named where the rest is plain data. */
function agentsSource(agents: Readonly<Record<string, WrittenAgent>>, all: string): string {
  const sources = Object.entries(agents).map(([name, { tools, ...rest }]) => {
    const plain = JSON.stringify({ instructions: `You are ${name}.`, ...rest });
    return `${name}: { ...${plain}, ${tools ? `tools: [${tools.join(', ')}]` : all} }`;
  });
  return `agents: { ${sources.join(', ')} }`;
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
