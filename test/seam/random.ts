/** Chance that is the same for the same words: a run is named by its seed and told again by it. */
export interface Chance {
  /** From 0 up to but not including 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True in this share of cases. */
  happens(share: number): boolean;
  pick<T>(items: readonly [T, ...T[]]): T;
}

export function chanceOf(...words: readonly (string | number)[]): Chance {
  let state = hash(words.join('/'));
  const chance: Chance = {
    next() {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
    between: (least, most) => least + Math.floor(chance.next() * (most - least + 1)),
    happens: (share) => chance.next() < share,
    pick: (items) => items[chance.between(0, items.length - 1)] ?? items[0],
  };
  return chance;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
