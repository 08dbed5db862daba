import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { AgentSettings, AssistantSettings, Manifest, ModelSettings } from '../domain/manifest.ts';
import type { Assistant, Env } from './assistant.ts';
import { soleAgent } from './assistant-rules.ts';
import type { CheckedAssistant } from './assistant-shape.ts';
import { buildTool, toolManifestOf } from './build-tool.ts';
import { connectModels } from './connect-models.ts';
import { hashOf } from './hash.ts';
import { connectMcp, mcpSettingsOf } from './mcp/connect-mcp.ts';
import { mcpToolNames } from './mcp/mcp-tool-names.ts';
import { AssistantError, type Mistake } from './mistake.ts';
import { withQueue } from './queue-limits.ts';

/**
 * A loaded assistant. Throws an AssistantError when two tools share a name, a folder isn't there, or the environment
 * lacks what it names.
 */
export function buildAssistant(file: string, written: CheckedAssistant, env: Env): Assistant {
  const settings = settingsOf(written, modelsFor(written, env));
  const tools = toolsOf(written);
  const { mistakes, ...models } = connectModels(file, settings, env);
  const mcp = connectMcp(file, written.mcp, env);
  const knowledge = inFolder(dirname(file), settings.knowledge);
  const wrong = [
    ...mistakes,
    ...mcp.mistakes,
    ...sharedNames(file, [...tools.map(({ name }) => name), ...mcpToolNames(written)]),
    ...missingFolders(file, knowledge),
  ];
  if (wrong.length > 0) throw new AssistantError(wrong);
  return Object.freeze({
    ...settings,
    ...models,
    knowledge,
    tools: new Map(tools.map((tool) => [tool.name, withQueue(settings.id, buildTool(tool))])),
    mcpServers: mcp.servers,
    manifest: manifestOf(settings, tools),
  });
}

type Tools = NonNullable<CheckedAssistant['tools']>;

function settingsOf(written: CheckedAssistant, models: Record<string, ModelSettings>): AssistantSettings {
  const { id, name, version, instructions, arrival, door, intents, knowledge, guardrails } = written;
  const { budget } = written;
  const { whenFailing, ...checks } = guardrails;
  const { settleMs, turnDeadlineMs, idleCloseMs, escalation, messages } = written;
  const { embedding } = written.models;
  return {
    ...{ id, name, version, instructions, agents: agentsOf(written), intents, knowledge },
    guardrails: { ...checks, ...(whenFailing && { whenFailing }) },
    models,
    tier: 'large' in models ? 'large' : (Object.keys(models)[0] ?? ''),
    ...(budget && { budget }),
    ...(embedding && { embedding: embedding as NonNullable<AssistantSettings['embedding']> }),
    ...{ arrival, door, settleMs, turnDeadlineMs, idleCloseMs, messages },
    escalation: escalation as AssistantSettings['escalation'],
    mcp: mcpSettingsOf(written.mcp),
  };
}

/** By name; an assistant that names none is one itself. */
function agentsOf(written: CheckedAssistant): Record<string, AgentSettings> {
  const { agents, tools = [], knowledge } = written;
  const namesOf = (list: Tools, wanted?: readonly string[]) => [
    ...list.map((tool) => tool.name),
    ...mcpToolNames(written, wanted),
  ];
  if (!agents)
    return {
      [soleAgent]: {
        ...{ instructions: '', tools: namesOf(tools), knowledge: Object.keys(knowledge) },
        ...{ handoffs: [], consults: [] },
      },
    };
  return Object.fromEntries(
    Object.entries(agents).map(
      ([name, { instructions = '', tools = [], mcp, description, tier, ...agent }]) => [
        name,
        {
          ...{ instructions, tools: namesOf(tools, mcp), ...agent },
          ...(description !== undefined && { description }),
          ...(tier !== undefined && { tier }),
        },
      ],
    ),
  );
}

/** Of all agents; a tool that several have is there once. */
function toolsOf({ agents, tools = [] }: CheckedAssistant): Tools {
  const all = agents ? Object.values(agents).flatMap((agent) => agent.tools ?? []) : tools;
  if (!agents) return all;
  return all.filter((tool, index) => all.findIndex((other) => isSame(tool, other)) === index);
}

const isSame = (a: Tools[number], b: Tools[number]) => a.name === b.name && a.run === b.run;

/** The demo shop's models can be renamed from outside, so that it runs with whatever key somebody has. */
function modelsFor({ id, models: { models } }: CheckedAssistant, env: Env): Record<string, ModelSettings> {
  const renamed = id === 'shop' ? { small: env.MODEL_SMALL, large: env.MODEL_LARGE } : {};
  const names = new Map(Object.entries(renamed));
  return Object.fromEntries(
    Object.entries(models).map(([name, settings]) => {
      const model = names.get(name) || settings.model;
      return [name, { ...settings, model } as ModelSettings];
    }),
  );
}

function inFolder(folder: string, knowledge: AssistantSettings['knowledge']): AssistantSettings['knowledge'] {
  return Object.fromEntries(
    Object.entries(knowledge).map(([name, base]) => [
      name,
      { ...base, folder: resolve(folder, base.folder) },
    ]),
  );
}

function manifestOf(settings: AssistantSettings, tools: Tools): Manifest {
  const body = { ...settings, tools: tools.map(toolManifestOf) };
  // Through JSON, so that it is what a reader of the stored one gets, and shares no object with the live settings.
  return JSON.parse(JSON.stringify({ ...body, hash: hashOf(body) }));
}

function sharedNames(file: string, names: readonly string[]): Mistake[] {
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ file, field: 'tools', expected: `expected one tool named ${name}, found another` }));
}

function missingFolders(file: string, knowledge: AssistantSettings['knowledge']): Mistake[] {
  return Object.entries(knowledge)
    .filter(([, { folder }]) => !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    .map(([name]) => ({
      file,
      field: `knowledge.${name}.folder`,
      expected: 'expected a folder, found none',
    }));
}
