import { type Outgoing, outgoingSchema, type Refusal } from './chat-message.ts';
import type { KeptValues } from './kept-values.ts';

/** Written messages that the server has not accepted yet, kept over reloads; each under its own key, so that tabs don't overwrite each other. */
export interface Outbox {
  put(outgoing: Outgoing): void;
  refuse(outgoing: Outgoing, refusal: Refusal): void;
  remove(id: string): void;
  /** Oldest first. */
  list(): Outgoing[];
}

export function createOutbox(kept: KeptValues): Outbox {
  return {
    put: (outgoing) => kept.write(prefix + outgoing.id, outgoing),
    refuse: (outgoing, refusal) => kept.write(prefix + outgoing.id, { ...outgoing, refusal }),
    remove: (id) => kept.remove(prefix + id),
    list: () =>
      kept
        .keys()
        .filter((key) => key.startsWith(prefix))
        .flatMap((key) => outgoingSchema.safeParse(kept.read(key)).data ?? [])
        .sort((a, b) => a.at.localeCompare(b.at)),
  };
}

const prefix = 'outbox.';
