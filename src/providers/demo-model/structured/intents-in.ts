import { conceptsOf } from '../words/concepts.ts';
import { fillers } from '../words/fillers.ts';

/** An intent as a system message describes it, taken apart into what it speaks of. */
export interface Intent {
  readonly name: string;
  readonly named: ReadonlySet<string>;
  readonly described: ReadonlySet<string>;
  readonly exampled: ReadonlySet<string>;
  readonly examples: readonly ReadonlySet<string>[];
  /** What kinds of saying it is for: about one's own order, in general, in anger. */
  readonly hints: ReadonlySet<string>;
  /** For what is no other's. */
  readonly isRest: boolean;
  /** For greetings and thanks. */
  readonly isTalk: boolean;
}

/** Reads lines like `- order_status: Where an order is. For example: where is my parcel; wo ist mein Paket`. */
export function intentsIn(system: string, names: readonly string[]): Intent[] {
  const lines = new Map(
    [...system.slice(0, systemMax).matchAll(/^- ([\w-]{1,64}): (.{0,4000})$/gm)].map(
      ([, name = '', text = '']) => [name, text],
    ),
  );
  return names.slice(0, intentsMax).map((name) => intentFrom(name, lines.get(name) ?? ''));
}

const systemMax = 100_000;
const intentsMax = 60;
const examplesMax = 16;

function intentFrom(name: string, text: string): Intent {
  const [description = '', examples = ''] = text.split(/\s?For example: /, 2);
  const list = examples
    .split(';')
    .slice(0, examplesMax)
    .map((example) => tellingIn(example))
    .filter((set) => set.size > 0);
  const words = `${name.replace(/[_-]+/g, ' ')} ${description}`;
  return {
    name,
    named: tellingIn(name.replace(/[_-]+/g, ' ')),
    described: tellingIn(description),
    exampled: new Set(list.flatMap((set) => [...set])),
    examples: list,
    hints: new Set(hints.filter(([, pattern]) => pattern.test(words)).map(([hint]) => hint)),
    isRest:
      /^(?:other|else|unknown|none|misc|general|sonstiges|fallback)/i.test(name) ||
      /^anything else|alles andere/i.test(description),
    isTalk:
      /small_?talk|chit_?chat|greet|smalltalk/i.test(name) ||
      /\b(?:greeting|small talk|hello|thanks)\b/i.test(description),
  };
}

const tellingIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...conceptsOf(text.slice(0, 600))].filter((concept) => !fillers.has(concept) && concept.length > 2),
  );

const hints: readonly (readonly [string, RegExp])[] = [
  ['own', /\b(?:order|parcel|where|status|track|bestellung)\b/i],
  [
    'general',
    /\b(?:polic(?:y|ies)|rules?|in general|general question|how (?:the shop|things) work|regeln|faq|help|information)\b/i,
  ],
  ['upset', /\b(?:complain\w*|went wrong|gone wrong|angry|dissatisf\w*|beschwerde)\b/i],
];
