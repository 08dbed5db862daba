import type { Heard } from './chat-page.ts';

/** Holds an event stream to its contract: pieces of an answer go on where they left off, messages come once. */
export function createStreamCheck() {
  const faults: string[] = [];
  let draft: { turnId: string; attempt: number; length: number } | undefined;
  let lastSeq = 0;
  const answered = new Set<string>();

  return {
    faults,
    /** A new connection is told the draft so far again, from its beginning. */
    connected(): void {
      draft = undefined;
    },
    heard({ event, data }: Heard): void {
      if (event === 'message') {
        if (data.seq <= lastSeq) faults.push(`message ${data.seq} came after ${lastSeq}`);
        lastSeq = data.seq;
        if (data.kind !== 'answer') return;
        if (answered.has(data.turnId)) faults.push(`a second answer of turn ${data.turnId}`);
        answered.add(data.turnId);
      }
      if (event !== 'delta') return;
      if (answered.has(data.turnId)) faults.push(`a piece of turn ${data.turnId} after its answer`);
      const goesOn = draft?.turnId === data.turnId && draft?.attempt === data.attempt;
      const expected = goesOn ? draft?.length : 0;
      if (data.offset !== expected)
        faults.push(`a piece at ${data.offset} where ${expected} units were shown`);
      if (draft?.turnId === data.turnId && data.attempt < (draft?.attempt ?? 0))
        faults.push(`attempt ${data.attempt} after ${draft?.attempt}`);
      draft = {
        turnId: data.turnId,
        attempt: data.attempt,
        length: data.offset + data.text.length,
      };
    },
    /** Every sentence that the scripts say is numbered once: one that stands twice was doubled. */
    shown(text = ''): void {
      const marks = text.match(/#\d+/g) ?? [];
      if (new Set(marks).size < marks.length) faults.push(`doubled: ${text}`);
    },
  };
}
