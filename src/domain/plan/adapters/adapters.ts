import { planBounds } from '../plan-bounds.ts';
import { centsFrom } from './cents.ts';
import { isoDateFrom } from './iso-date.ts';
import { numberFrom } from './number.ts';
import { rowsFrom } from './rows.ts';

/** A conversion that a tool declares for one of its inputs: what else than its own type that input takes from a task. */
export interface Adapter {
  /** What comes out. */
  readonly gives: string;
  /** The JSON types that it can make something of. */
  readonly takes: readonly JsonType[];
  /** Undefined: it can't be converted without guessing. What is in form already stays as it is. */
  convert(value: unknown): unknown;
}

export const jsonTypes = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'] as const;
export type JsonType = (typeof jsonTypes)[number];

export const adapters = {
  cents: { gives: 'whole cents', takes: ['string', 'integer'], convert: centsFrom },
  isoDate: { gives: 'a day such as 2026-11-25', takes: ['string'], convert: isoDateFrom },
  number: { gives: 'a number', takes: ['string', 'integer', 'number'], convert: numberFrom },
  text: { gives: 'a text', takes: ['string', 'integer', 'number', 'boolean'], convert: textFrom },
  rows: { gives: 'a list of rows', takes: ['string', 'array', 'object'], convert: rowsFrom },
  list: { gives: 'a list', takes: jsonTypes, convert: (value) => (Array.isArray(value) ? value : [value]) },
} as const satisfies Record<string, Adapter>;

export const adapterNames = Object.keys(adapters) as AdapterName[];
export type AdapterName = keyof typeof adapters;

/** Converts a value, which is looked at only up to a size. */
export function adapt(name: AdapterName, value: unknown): unknown {
  const isTooLong = typeof value === 'string' && value.length > planBounds.adapterTextMax;
  return isTooLong ? undefined : adapters[name].convert(value);
}

function textFrom(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
