/** Texts of 16,000 units that slow down careless rules: one unit or word again and again, or these words mixed. */
export function hostileTexts(words: readonly string[]): readonly (readonly [name: string, text: string])[] {
  const units = [
    ' ',
    '\n',
    '.',
    ',',
    '[',
    ']',
    '1',
    '0 ',
    'a',
    'A',
    'a ',
    '-',
    '+',
    '@',
    'a@',
    'a.',
    '=',
    '\u200b',
    'İ',
    '\u0301',
    '😀',
    '\ud800',
    'ﷺ',
  ];
  const repeated = [...units, ...words.map((word) => `${word} `)].map(
    (unit) => [unit, repeat(unit)] as const,
  );
  let seed = 1;
  const mixed = Array.from({ length: 4_000 }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return words[seed % words.length];
  });
  return [
    ...repeated,
    ['all words', repeat(`${words.join(' ')} `)],
    ['mixed words', mixed.join(' ').slice(0, length)],
  ];
}

/** The processor time that a call takes at best of five, in milliseconds: other processes hardly count. */
export function millisecondsOf(call: () => unknown): number {
  const took = Array.from({ length: 5 }, () => {
    const before = process.threadCpuUsage();
    call();
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1_000;
  });
  return Math.min(...took);
}

/** The longest that anything may keep the event loop from going on, in milliseconds. */
export const stallMsMax = 200;

const length = 16_000;
const repeat = (unit: string) => unit.repeat(Math.ceil(length / unit.length)).slice(0, length);
