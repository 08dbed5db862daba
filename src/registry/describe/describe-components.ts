import { type ComponentDescription, type ComponentKind, componentIdOf } from '../../domain/component.ts';
import { type Manifest, type ModelSettings, type ToolManifest, whenFailing } from '../../domain/manifest.ts';
import { interfaceOf } from './interfaces.ts';

/** What an assistant rests on besides what its author wrote. */
export interface Surroundings {
  /** The engine's own tools, as far as some agent of the assistant is offered them. */
  readonly engineTools: readonly ToolManifest[];
  /** Where customers are reached. */
  readonly channels: readonly { readonly name: string; readonly description: string }[];
  /** Who is told of incidents. */
  readonly monitors: readonly { readonly name: string; readonly description: string }[];
}

/** Every component of an assistant, as plain data. */
export function describeComponents(
  manifest: Manifest,
  { engineTools, channels, monitors }: Surroundings,
): ComponentDescription[] {
  const { id: assistant, version } = manifest;
  const component = (
    kind: ComponentKind,
    name: string,
    rest: Omit<ComponentDescription, 'id' | 'assistant' | 'kind' | 'name' | 'version'>,
  ): ComponentDescription => ({
    ...{ id: componentIdOf(assistant, kind, name), assistant, kind, name, version },
    ...rest,
  });
  const own = new Set(manifest.tools.map(({ name }) => name));
  const tools = [...manifest.tools, ...engineTools.filter(({ name }) => !own.has(name))];
  return [
    ...Object.entries(manifest.models).map(([tier, model]) => component('model', tier, describeModel(model))),
    ...(manifest.embedding ? [component('model', 'embedding', describeEmbedding(manifest.embedding))] : []),
    ...tools.map((tool) => component('tool', tool.name, describeTool(tool))),
    ...Object.entries(manifest.knowledge).map(([name, { passages, capabilities, dataClass }]) =>
      component('knowledge', name, {
        ...{
          description: 'Documents of the business, searched by words and meaning',
          capabilities,
          dataClass,
        },
        ...interfaceOf('knowledge'),
        capabilities: [name, ...capabilities],
        policy: { passages },
      }),
    ),
    component('memory', 'cases', {
      description:
        "Summaries of the customer's earlier concerns, and of what this one no longer fits in whole",
      ...{ capabilities: ['recall'], dataClass: 'personal', policy: {} },
      ...interfaceOf('memory'),
    }),
    ...manifest.guardrails.input.map((name) =>
      component('guardrail', name, {
        description: 'Looks through what customers write; a finding warns the model and asks for approvals',
        ...{
          capabilities: ['check-input'],
          dataClass: 'personal',
          policy: { onFinding: 'flag', whenFailing: whenFailing(manifest.guardrails, name) },
        },
        ...interfaceOf('inputGuardrail'),
      }),
    ),
    ...manifest.guardrails.output.map((name) =>
      component('guardrail', name, {
        description: 'Looks through each sentence before it is shown; a finding withholds it',
        ...{
          capabilities: ['check-output'],
          dataClass: 'personal',
          policy: { onFinding: 'withhold', whenFailing: whenFailing(manifest.guardrails, name) },
        },
        ...interfaceOf('outputGuardrail'),
      }),
    ),
    ...channels.map(({ name, description }) =>
      component('channel', name, {
        ...{ description, capabilities: ['converse'], dataClass: 'personal', policy: {} },
        ...interfaceOf('channel'),
      }),
    ),
    ...vendorsOf(manifest).map((name) =>
      component('api', name, {
        description: "A vendor's API that models are asked through",
        ...{ capabilities: ['chat-completions'], input: null, output: null, dataClass: 'personal' },
        policy: { models: tiersOn(manifest, name) },
      }),
    ),
    ...Object.entries(manifest.mcp).map(([name, { tools }]) =>
      component('api', name, {
        description: 'An MCP server, whose listed tools are used',
        ...{ capabilities: ['tools'], input: null, output: null, dataClass: 'personal' },
        policy: { tools: tools.map(({ as }) => as) },
      }),
    ),
    ...monitors.map(({ name, description }) =>
      component('monitor', name, {
        ...{ description, capabilities: ['alert'], dataClass: 'internal', policy: {} },
        ...interfaceOf('monitor'),
      }),
    ),
  ];
}

/** Tools that an assistant has from elsewhere at the moment. */
export const describeTools = (
  { id: assistant, version }: Pick<Manifest, 'id' | 'version'>,
  tools: readonly ToolManifest[],
): ComponentDescription[] =>
  tools.map((tool) => ({
    ...{ id: componentIdOf(assistant, 'tool', tool.name), assistant, kind: 'tool', name: tool.name, version },
    ...describeTool(tool),
  }));

type Described = Omit<ComponentDescription, 'id' | 'assistant' | 'kind' | 'name' | 'version'>;

function describeModel(settings: ModelSettings): Described {
  const { model, baseUrlEnv: _, apiKeyEnv: __, ...limits } = settings;
  return {
    description: `The language model ${model}`,
    ...{ capabilities: ['chat'], dataClass: 'personal', policy: { model, ...limits } },
    ...interfaceOf('model'),
  };
}

function describeEmbedding({ model, dimensions }: NonNullable<Manifest['embedding']>): Described {
  return {
    description: `The embedding model ${model}`,
    ...{ capabilities: ['embed'], dataClass: 'public', policy: { model, dimensions } },
    ...interfaceOf('embedding'),
  };
}

function describeTool(tool: ToolManifest): Described {
  const { description, capabilities, dataClass, inputSchema, outputSchema } = tool;
  const { policy, effect, proof, approval } = tool;
  return {
    ...{ description, capabilities, dataClass, input: inputSchema, output: outputSchema },
    policy: { ...policy, effect, proof, ...(approval && { approval }) },
  };
}

/** Named by the variable that holds their address; the one without is where `OPENAI_BASE_URL` leads. */
const vendorOf = ({ baseUrlEnv = 'OPENAI_BASE_URL' }: { readonly baseUrlEnv?: string }) => baseUrlEnv;

const vendorsOf = ({ models }: Manifest) => [...new Set(Object.values(models).map(vendorOf))];

/** The tiers that a vendor serves. */
const tiersOn = ({ models }: Manifest, vendor: string) =>
  Object.entries(models).flatMap(([tier, model]) => (vendorOf(model) === vendor ? [tier] : []));
