import type { DemoTool } from '../demo-request.ts';
import type { Quote } from '../passages/quote.ts';
import type { Scene, ToolResult } from '../scene.ts';
import type { Talk } from '../small-talk.ts';
import type { Choice } from '../tools/choose-tool.ts';
import type { Texts } from '../tools/slot.ts';
import type { ToolKind } from '../tools/tool-kind.ts';

/** What is to be done about one part of what was asked. */
export type Step =
  /** `ask`: something is missing. `confirm`: it is done only once the customer has agreed to just that. */
  | { readonly kind: 'call' | 'ask' | 'confirm'; readonly choice: Choice }
  | { readonly kind: 'quote'; readonly quote: Quote }
  | { readonly kind: 'search'; readonly tool: DemoTool; readonly query: string }
  | { readonly kind: 'talk'; readonly talk: Talk }
  | { readonly kind: 'unknown' };

/** What there is to work with. */
export interface Means {
  readonly scene: Scene;
  /** How many parts the message has. */
  readonly partsCount: number;
  readonly kinds: readonly ToolKind[];
  readonly search: DemoTool | undefined;
  /** Names of tools that the customer has to sign in for. */
  readonly unproved: ReadonlySet<string>;
  /** What searches have given since the last answer. */
  readonly found: readonly ToolResult[];
}

/** Where values for a tool are looked for, besides in the part itself. */
export const textsOf = (scene: Scene): Texts => ({
  asked: [],
  before: [...scene.asked.toReversed(), ...scene.before],
  lastAnswer: scene.lastAnswer,
  today: scene.today,
});

export const isReady = ({ missing }: Choice) => missing.length === 0;

export const call = (choice: Choice): Step => ({ kind: 'call', choice });
