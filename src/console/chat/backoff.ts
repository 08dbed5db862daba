import { chatBounds } from './chat-bounds.ts';

/** The pause before the next attempt, in milliseconds: doubling, bounded, and between half and whole of it by chance. */
export function backoffMs(failures: number, random: () => number = Math.random): number {
  const doublings = Math.min(Math.max(failures - 1, 0), 10);
  const wholeMs = Math.min(chatBounds.pauseMsMin * 2 ** doublings, chatBounds.pauseMsMax);
  return Math.round(wholeMs * (0.5 + random() / 2));
}
