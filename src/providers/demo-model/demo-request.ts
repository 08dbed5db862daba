import { z } from 'zod';

const text = z
  .union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))])
  .nullish()
  .transform((content) =>
    typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join(''),
  );

const toolCall = z.looseObject({
  id: z.string(),
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});

const message = z.discriminatedUnion('role', [
  z.looseObject({ role: z.enum(['system', 'developer', 'user']), content: text }),
  z.looseObject({ role: z.literal('assistant'), content: text, tool_calls: z.array(toolCall).nullish() }),
  z.looseObject({ role: z.literal('tool'), content: text, tool_call_id: z.string() }),
]);
export type DemoMessage = z.infer<typeof message>;

const tool = z.looseObject({
  type: z.literal('function'),
  function: z.looseObject({
    name: z.string().min(1),
    description: z.string().default(''),
    parameters: z.looseObject({}).default({}),
  }),
});

/** What the demo model reads of a request for a chat completion. */
export const demoRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(message).min(1).max(2_000),
  tools: z.array(tool).max(128).nullish(),
  response_format: z
    .looseObject({
      type: z.string(),
      json_schema: z
        .looseObject({ name: z.string().default(''), schema: z.looseObject({}).default({}) })
        .optional(),
    })
    .nullish(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
});
export type DemoRequest = z.infer<typeof demoRequest>;

/** A tool as the request describes it. */
export interface DemoTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}
