import { type Colour, hexOf, inkOn, parseColour, standingOut } from './colour.ts';

/** The colours of one scheme that follow from the shop's own, as CSS knows them. */
export interface Theme {
  /** Behind the visitor's words and on the launcher. */
  readonly accent: string;
  readonly onAccent: string;
  /** The accent as a text's colour. */
  readonly strong: string;
}

export type Scheme = 'light' | 'dark';

/** The page's grounds (`--surface`, `--ground`, and an operator's bubble), which texts of the accent stand on. */
export const grounds: Readonly<Record<Scheme, readonly Colour[]>> = {
  light: [
    [255, 255, 255],
    [245, 246, 244],
    [253, 243, 225],
  ],
  dark: [
    [28, 36, 34],
    [17, 22, 21],
    [51, 42, 24],
  ],
};

const ours: Readonly<Record<Scheme, Colour>> = { light: [15, 107, 98], dark: [27, 122, 112] };

/** Theme of a `data-color`, whatever it is: shapes keep a contrast of 3, texts of 4.5. Our green where it is none. */
export function themeOf(text: string | null, scheme: Scheme): Theme {
  const wished = parseColour(text) ?? ours[scheme];
  const accent = standingOut(wished, grounds[scheme].slice(0, 2), contrastOfShapes);
  const strong = standingOut(wished, grounds[scheme], contrastOfTexts);
  return { accent: hexOf(accent), onAccent: hexOf(inkOn(accent)), strong: hexOf(strong) };
}

const contrastOfShapes = 3;
const contrastOfTexts = 4.5;

/** Gives the page the shop's colour, in the scheme that the visitor or the shop chose. */
export function applyTheme(root: HTMLElement, text: string | null, theme: string | null): void {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (parseColour(text) === null) return;
  for (const scheme of ['light', 'dark'] as const) {
    const { accent, onAccent, strong } = themeOf(text, scheme);
    root.style.setProperty(`--accent-${scheme}`, accent);
    root.style.setProperty(`--on-accent-${scheme}`, onAccent);
    root.style.setProperty(`--accent-strong-${scheme}`, strong);
  }
}
