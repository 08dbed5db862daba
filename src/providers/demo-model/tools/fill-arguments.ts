import { z } from 'zod';
import type { DemoTool } from '../demo-request.ts';
import { conceptOf, conceptsOf } from '../words/concepts.ts';
import { waitIn } from '../words/days.ts';
import { fillers } from '../words/fillers.ts';
import { centsIn, numbersIn } from '../words/find-values.ts';
import { wordsIn } from '../words/words.ts';
import { fillString } from './fill-string.ts';
import { firstIn, readProperty, type Slot, type Texts } from './slot.ts';

const parameters = z
  .looseObject({
    properties: z.record(z.string(), z.unknown()).default({}),
    required: z.array(z.string()).default([]),
  })
  .catch({ properties: {}, required: [] });

export interface Filled {
  readonly args: Readonly<Record<string, unknown>>;
  /** Required parameters that the texts don't tell. */
  readonly missing: readonly string[];
}

/** A tool's arguments from what the customer wrote; what isn't there is left out, or has to be asked for. */
export function fillArguments(tool: DemoTool, texts: Texts): Filled {
  const { properties, required } = parameters.parse(tool.parameters);
  const args: Record<string, unknown> = {};
  const missing: string[] = [];
  for (const [name, schema] of Object.entries(properties)) {
    const isRequired = required.includes(name);
    const value = fill({ name, schema: readProperty(schema), isRequired, tool, texts });
    if (value !== undefined) args[name] = value;
    else if (isRequired) missing.push(name);
  }
  return { args, missing };
}

/** The parameters that a tool can't do without. */
export const requiredOf = (tool: DemoTool): readonly string[] => parameters.parse(tool.parameters).required;

function fill(slot: Slot, depth = 0): unknown {
  const { name, schema, isRequired, texts } = slot;
  if (depth > depthMax) return undefined;
  if (schema.const !== undefined) return schema.const;
  const choice = schema.anyOf?.map(readProperty).find(({ type }) => type !== 'null');
  if (choice) return fill({ ...slot, schema: choice }, depth + 1);
  if (schema.enum) return firstIn(texts.asked, (text) => enumValueIn(text, schema.enum ?? []));
  switch (Array.isArray(schema.type) ? schema.type.find((type) => type !== 'null') : schema.type) {
    case 'string':
      return fillString(slot);
    case 'integer':
    case 'number':
      return firstIn(texts.asked, (text) => numberIn(text, slot));
    case 'boolean':
      return isRequired ? saysYes(texts.asked[0] ?? '', name) : undefined;
    case 'array': {
      const item = fill(
        { ...slot, name: name.replace(/s$/, ''), schema: readProperty(schema.items) },
        depth + 1,
      );
      return item === undefined ? undefined : [item];
    }
    case 'object':
      return fillObject(slot, depth);
    default:
      return undefined;
  }
}

/** A span of time as one says it, or else field by field; nothing unless it is whole. */
function fillObject({ schema, tool, texts, isRequired }: Slot, depth: number): unknown {
  const { properties = {}, required = [] } = schema;
  if ('days' in properties || 'hours' in properties)
    return firstIn(texts.asked, (text) => waitIn(text, texts.today));
  const fields = Object.entries(properties).flatMap(([name, property]) => {
    const isNeeded = isRequired && required.includes(name);
    const slot = { name, schema: readProperty(property), isRequired: isNeeded, tool, texts };
    const value = fill(slot, depth + 1);
    return value === undefined ? [] : [[name, value] as const];
  });
  const filled = Object.fromEntries(fields);
  return fields.length > 0 && required.every((name) => name in filled) ? filled : undefined;
}

const depthMax = 3;

function numberIn(text: string, { name, schema }: Slot): number | undefined {
  const words = new Set(wordsIn(name).map((word) => word.toLowerCase()));
  const isMoney = moneyWords.some((word) => words.has(word));
  const amounts = () => centsIn(text).map((cents) => (words.has('cents') ? cents : cents / 100));
  // A limit is one only where it is said as one: "under 80 euros".
  if ((words.has('max') && !atMost.test(text)) || (words.has('min') && !atLeast.test(text))) return undefined;
  const numbers = isMoney ? amounts() : numbersIn(text).map(Number);
  return numbers.find(
    (number) =>
      number >= (schema.minimum ?? -Infinity) &&
      number <= (schema.maximum ?? Infinity) &&
      number > (schema.exclusiveMinimum ?? -Infinity),
  );
}

const atMost =
  /\b(?:under|below|less than|up to|at most|max\w*|within|cheaper than|unter|bis|höchstens|weniger als)\b/i;
const atLeast = /\b(?:over|above|more than|at least|from|min\w*|über|ab|mindestens|mehr als)\b/i;
const moneyWords = ['cents', 'amount', 'price', 'total', 'sum'];

/** The value that the text names. One or two letters, such as a size, count only as they are written. */
function enumValueIn(text: string, values: readonly unknown[]): unknown {
  const written = new Set(wordsIn(text));
  const concepts = conceptsOf(text);
  return values.find((value) => {
    if (typeof value !== 'string') return false;
    if (value.length <= shortMax) return written.has(value);
    const telling = wordsIn(value.replaceAll('_', ' ')).filter((word) => !fillers.has(conceptOf(word)));
    return telling.length > 0 && telling.every((word) => concepts.has(conceptOf(word)));
  });
}

/** Sizes and the like. */
const shortMax = 3;

const saysYes = (text: string, name: string) =>
  wordsIn(name).some((word) => conceptsOf(text).has(conceptOf(word))) &&
  !/\b(not|no|nicht|kein\w*)\b/i.test(text);
