import { bounds } from './bounds.ts';
import type { Message } from './message.ts';

/** One utterance as a model reads it that sorts or sums up: who, and what, on one line. */
export function transcriptLine({ from, text }: Pick<Message, 'from' | 'text'>): string {
  return `${speakers[from]}: ${text.slice(0, bounds.lineTextMax).replace(/\s+/g, ' ')}`;
}

const speakers = { customer: 'Customer', assistant: 'Assistant', operator: 'Colleague' } as const;
