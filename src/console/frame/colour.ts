/** Red, green and blue, each 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Reads `#rgb` or `#rrggbb`, with or without the `#`; null for anything else. */
export function parseColour(text: string | null): Colour | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? '')?.[1];
  if (digits === undefined) return null;
  const pairs = digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g);
  const [red = 0, green = 0, blue = 0] = (pairs ?? []).map((pair) => Number.parseInt(pair, 16));
  return [red, green, blue];
}

export const hexOf = (colour: Colour) =>
  `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

/** WCAG's ratio, 1 to 21. */
export function contrast(a: Colour, b: Colour): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** The colour itself, or the nearest mix with black or white that stands out from all `grounds` by `ratio`. */
export function standingOut(colour: Colour, grounds: readonly Colour[], ratio: number): Colour {
  const isDarkGround = grounds.every((ground) => luminance(ground) < 0.18);
  const goal: Colour = isDarkGround ? [255, 255, 255] : [0, 0, 0];
  for (let step = 0; step < 20; step += 1) {
    const mixed = mix(colour, goal, step / 20);
    if (grounds.every((ground) => contrast(mixed, ground) >= ratio)) return mixed;
  }
  return goal;
}

/** Black or white, whichever reads better on it: always 4.5 or more. */
export const inkOn = (colour: Colour): Colour =>
  contrast(colour, [255, 255, 255]) >= contrast(colour, [0, 0, 0]) ? [255, 255, 255] : [0, 0, 0];

function mix(from: Colour, to: Colour, share: number): Colour {
  const at = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * share);
  return [at(0), at(1), at(2)];
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
