import { plainWords } from '../plain-words.ts';
import { hasEncodedBlob } from './encoded-blob.ts';
import { hasHiddenText } from './hidden-text.ts';
import { injectionPhrases } from './injection-phrases.ts';
import { injectionShapes } from './injection-shapes.ts';

/** What in a customer's message may be meant to steer the model rather than to be answered by it. */
export const injectionSignalNames = [
  'ignore-instructions',
  'new-role',
  'prompt-disclosure',
  'claimed-authority',
  'tool-steering',
  'role-tags',
  'fake-result',
  'hidden-text',
  'encoded-blob',
] as const;
export type InjectionSignal = (typeof injectionSignalNames)[number];

/**
 * Names of the signals found in a customer's message, in the order above. They are a reason for care, none to refuse:
 * an honest customer may trip one, and a clever attack none.
 */
export function injectionSignals(text: string): readonly InjectionSignal[] {
  // A line break is no end here: it would be the easiest way to hide.
  const words = plainWords(text.replace(/\s+/g, ' '));
  return injectionSignalNames.filter((name) => {
    if (phrases[name]?.test(words)) return true;
    return shapes[name]?.some((shape) => shape.test(text)) || others[name]?.(text) || false;
  });
}

const phrases: Partial<Record<InjectionSignal, RegExp>> = Object.fromEntries(
  Object.entries(injectionPhrases).map(([name, asked]) => [
    name,
    new RegExp(`(?<= )(?:${asked.join('|')})(?![\\p{L}\\p{N}])`, 'u'),
  ]),
);
const shapes: Partial<Record<InjectionSignal, readonly RegExp[]>> = injectionShapes;
const others: Partial<Record<InjectionSignal, (text: string) => boolean>> = {
  'hidden-text': hasHiddenText,
  'encoded-blob': hasEncodedBlob,
};
