import type { AssistantSettings, Manifest, ModelSettings } from '../domain/manifest.ts';
import { resolveModel } from './answering-model.ts';
import type { Assistant, Env } from './assistant.ts';
import type { CheckedAssistant } from './assistant-shape.ts';
import { buildTool, toolManifestOf } from './build-tool.ts';
import { hashOf } from './hash.ts';
import { AssistantError, type Mistake } from './mistake.ts';

/** A loaded assistant. Throws an AssistantError when two tools share a name or the environment lacks what it names. */
export function buildAssistant(file: string, written: CheckedAssistant, env: Env): Assistant {
  const [agent, { instructions, tools }] = soleAgentOf(written);
  const settings = settingsOf(written, agent, instructions, modelsFor(written, env));
  const { model, mistakes } = resolveModel(file, settings, env);
  const wrong = [...mistakes, ...sharedNames(file, tools)];
  if (wrong.length > 0) throw new AssistantError(wrong);
  return Object.freeze({
    ...settings,
    tools: new Map(tools.map((tool) => [tool.name, buildTool(tool)])),
    answeringModel: model,
    manifest: manifestOf(settings, tools),
  });
}

type Tools = NonNullable<CheckedAssistant['tools']>;

/** The agent that the assistant has, or is when its tools are given directly. */
function soleAgentOf(written: CheckedAssistant): [name: string, { instructions: string; tools: Tools }] {
  const [name, agent] = Object.entries(written.agents ?? {})[0] ?? ['assistant', undefined];
  const instructions = [written.instructions, agent?.instructions].filter(Boolean).join('\n\n');
  return [name, { instructions, tools: agent?.tools ?? written.tools ?? [] }];
}

function settingsOf(
  written: CheckedAssistant,
  agent: string,
  instructions: string,
  models: Record<string, ModelSettings>,
): AssistantSettings {
  const { id, name, version, arrival, door, settleMs, turnDeadlineMs, idleCloseMs, messages } = written;
  const model = 'large' in models ? 'large' : (Object.keys(models)[0] ?? '');
  const escalation = { message: written.escalation.message };
  const times = { settleMs, turnDeadlineMs, idleCloseMs };
  return {
    id,
    name,
    version,
    instructions,
    agent,
    models,
    model,
    arrival,
    door,
    ...times,
    escalation,
    messages,
  };
}

/** The demo shop's models can be renamed from outside, so that it runs with whatever key somebody has. */
function modelsFor({ id, models }: CheckedAssistant, env: Env): Record<string, ModelSettings> {
  const renamed = id === 'shop' ? { small: env.MODEL_SMALL, large: env.MODEL_LARGE } : {};
  const names = new Map(Object.entries(renamed));
  return Object.fromEntries(
    Object.entries(models).map(([name, { fallback: _, dimensions: __, ...settings }]) => {
      const model = names.get(name) || settings.model;
      return [name, { ...settings, model } as ModelSettings];
    }),
  );
}

function manifestOf(settings: AssistantSettings, tools: Tools): Manifest {
  const body = { ...settings, tools: tools.map(toolManifestOf) };
  // Through JSON, so that it is what a reader of the stored one gets, and shares no object with the live settings.
  return JSON.parse(JSON.stringify({ ...body, hash: hashOf(body) }));
}

function sharedNames(file: string, tools: Tools): Mistake[] {
  const names = tools.map((tool) => tool.name);
  return names
    .filter((name, index) => names.indexOf(name) !== index)
    .map((name) => ({ file, field: 'tools', expected: `expected one tool named ${name}, found another` }));
}
