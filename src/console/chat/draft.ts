import { bounds } from '../../domain/bounds.ts';
import type { Delta } from './chat-message.ts';

/** The answer of a turn while it is being written. */
export interface Draft {
  readonly turnId: string;
  readonly attempt: number;
  readonly text: string;
}

/**
 * The draft after one more delta. The text is always a beginning of what its attempt wrote: a repeated or
 * overlapping delta adds only what is new, one beyond a gap adds nothing (the next connection brings the whole).
 */
export function growDraft(draft: Draft | null, delta: Delta): Draft {
  if (draft?.turnId !== delta.turnId || delta.attempt > draft.attempt) return beginDraft(delta);
  if (delta.attempt < draft.attempt) return draft;
  const knownUnits = draft.text.length - delta.offset;
  const bringsNew = knownUnits >= 0 && knownUnits < delta.text.length;
  if (!bringsNew || draft.text.length >= bounds.answerTextMax) return draft;
  return { ...draft, text: bounded(draft.text + delta.text.slice(knownUnits)) };
}

function beginDraft({ turnId, attempt, offset, text }: Delta): Draft {
  return { turnId, attempt, text: offset === 0 ? bounded(text) : '' };
}

const bounded = (text: string) => text.slice(0, bounds.answerTextMax);
