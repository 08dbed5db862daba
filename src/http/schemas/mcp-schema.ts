import { z } from 'zod';

const jsonSchema = z.record(z.string(), z.unknown());
const words = z.object({
  description: z.string(),
  inputSchema: jsonSchema,
  outputSchema: z.exactOptional(jsonSchema),
});

/** A tool of an MCP server: pinned, and as its server offers it since. */
export const mcpToolSchema = z.object({
  assistant: z.string(),
  server: z.string(),
  tool: z.string(),
  component: z.string(),
  state: z.enum(['as_pinned', 'changed', 'gone', 'unseen']),
  hash: z.exactOptional(z.string()),
  words: z.exactOptional(words),
  firstSeenAt: z.exactOptional(z.string()),
  acceptedAt: z.exactOptional(z.string()),
  offered: z.exactOptional(z.object({ hash: z.string(), words, since: z.string() })),
  goneSince: z.exactOptional(z.string()),
});

const name = z.string().min(1).max(200);

export const acceptanceSchema = z.object({
  assistant: name,
  server: name,
  tool: name,
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
