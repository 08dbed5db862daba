import { z } from 'zod';
import type { ComponentKind } from '../../domain/component.ts';
import type { JsonSchema } from '../../domain/model.ts';
import { jsonSchemaOf } from '../json-schema.ts';

interface Interface {
  readonly input: JsonSchema | null;
  readonly output: JsonSchema | null;
}

const text = z.string();
const passage = z.object({ passageId: text, title: text, url: text.optional(), text });
const toolCall = z.object({ id: text, name: text, argumentsText: text });

const shapes = {
  model: {
    input: z.object({
      messages: z.array(z.object({ role: z.enum(['system', 'user', 'assistant', 'tool']), content: text })),
      tools: z.array(z.object({ name: text, description: text, inputSchema: z.record(text, z.unknown()) })),
      outputTokensMax: z.int(),
      responseSchema: z.object({ name: text, schema: z.record(text, z.unknown()) }).optional(),
    }),
    output: z.object({
      text,
      toolCalls: z.array(toolCall),
      finishReason: z.enum(['stop', 'length', 'tool_calls']),
      usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }).optional(),
    }),
  },
  embedding: {
    input: z.object({ texts: z.array(text) }),
    output: z.object({ vectors: z.array(z.array(z.number())) }),
  },
  knowledge: {
    input: z.object({ text, limit: z.int() }),
    output: z.object({ passages: z.array(passage) }),
  },
  memory: {
    input: z.object({ conversationId: z.uuid() }),
    output: z.object({ paragraphs: z.array(text) }),
  },
  inputGuardrail: { input: z.object({ text }), output: z.object({ signals: z.array(text) }) },
  outputGuardrail: { input: z.object({ text }), output: z.object({ passes: z.boolean() }) },
  channel: {
    input: z.object({ conversationId: z.uuid(), text }),
    output: z.object({ id: text, text }),
  },
  monitor: {
    input: z.object({ type: text, timestamp: z.iso.datetime(), data: z.record(text, z.unknown()) }),
    output: null,
  },
} as const satisfies Partial<Record<ComponentKind | string, { input: z.ZodType; output: z.ZodType | null }>>;

/** What goes in and out of components whose types are the engine's own: tools have those of their authors. */
export function interfaceOf(shape: keyof typeof shapes): Interface {
  const { input, output } = shapes[shape];
  return { input: jsonSchemaOf(input), output: output && jsonSchemaOf(output) };
}
