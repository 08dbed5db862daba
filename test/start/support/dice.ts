import { randomBytes } from 'node:crypto';
import type { TestContext } from 'node:test';

/** Chance that can be had again: the seed is printed, and `BATON_TEST_SEED` sets it. */
export interface Dice {
  /** A whole number from `min` up to, but not including, `max`. */
  between(min: number, max: number): number;
  pick<T>(from: readonly T[]): T;
  /** Letters that nobody has chosen. */
  word(): string;
}

export function throwDice(t: TestContext): Dice {
  const seed = process.env.BATON_TEST_SEED ?? randomBytes(4).toString('hex');
  t.diagnostic(`BATON_TEST_SEED=${seed}`);
  const next = mulberry32(Number.parseInt(seed, 16));
  const between = (min: number, max: number) => min + Math.floor(next() * (max - min));
  return {
    between,
    pick<T>(from: readonly T[]): T {
      return from[between(0, from.length)] as T;
    },
    word: () => Array.from({ length: 8 }, () => String.fromCharCode(97 + between(0, 26))).join(''),
  };
}

/** A small generator of even quality; from 0 up to, but not including, 1. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
