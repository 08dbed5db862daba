import { authoringBounds } from '../../domain/authoring-bounds.ts';
import { jsonDepthMax } from '../../domain/canonical-json.ts';
import { cutAtSentence } from '../../domain/cut-at-sentence.ts';
import type { McpToolWords } from '../../domain/mcp.ts';
import type { JsonSchema } from '../../domain/model.ts';
import { visibleText } from '../../domain/visible-text.ts';
import { hashOf } from '../hash.ts';

/** A tool as its server offers it at the moment, fit to be kept and shown to a model. */
export interface OfferedTool {
  readonly tool: string;
  readonly words: McpToolWords;
  readonly hash: string;
}

/** What a server sent in its list of tools. */
interface Listed {
  readonly name: string;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly inputSchema: unknown;
  readonly outputSchema?: unknown;
}

/** Bounds and cleans what a server says of a tool. Throws a TypeError on what no model should be given. */
export function offeredTool({ name, title, description, inputSchema, outputSchema }: Listed): OfferedTool {
  const said = visibleText(description ?? title ?? name).trim();
  const words = {
    description: cutAtSentence(`${said} `, authoringBounds.descriptionTextMax).trim() || name,
    inputSchema: cleanSchema(inputSchema),
    ...(outputSchema !== undefined && { outputSchema: cleanSchema(outputSchema) }),
  };
  return { tool: name, words, hash: hashOf(words) };
}

function cleanSchema(schema: unknown): JsonSchema {
  const clean = cleanValue(schema, 0);
  if (typeof clean !== 'object' || clean === null || Array.isArray(clean))
    throw new TypeError('a schema is no object');
  if (!('type' in clean) || clean.type !== 'object') throw new TypeError('a schema is of no object');
  if (Buffer.byteLength(JSON.stringify(clean)) > schemaBytesMax) throw new TypeError('a schema is too large');
  return clean as JsonSchema;
}

/** Every model call of an agent that has the tool pays for it. */
const schemaBytesMax = 16_384;

function cleanValue(value: unknown, depth: number): unknown {
  if (depth > jsonDepthMax) throw new TypeError('a schema is nested too deep');
  if (typeof value === 'string') return visibleText(value).slice(0, schemaTextMax).toWellFormed();
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      // Changed, it would name something else; this one name would change the object itself.
      if (name === '__proto__' || visibleText(name) !== name)
        throw new TypeError('a name in a schema has hidden characters');
      return [name, cleanValue(field, depth + 1)];
    }),
  );
}

const schemaTextMax = 1_000;
