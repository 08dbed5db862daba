/** Limits on how agents work together. */
export const agentBounds = {
  /** Handoffs in one turn; whoever has it then answers. */
  hopsPerTurnMax: 4,
  /** What an agent tells the next of what it knows, and why it hands off. */
  noteTextMax: 2_000,
  reasonTextMax: 300,
  /** Questions between agents in one turn. */
  questionsPerTurnMax: 8,
  /** An agent that is asked by one that was asked asks nobody. */
  questionDepthMax: 2,
  /** Model calls for one question; in the last one there is nothing to do but answer. */
  roundsPerQuestionMax: 4,
  questionTextMax: 2_000,
  /** What an agent answers another one. */
  answerTextMax: 6_000,
} as const;

/** How a model calls the tool that gives the turn to this agent. */
export const handOffToolName = (agent: string) => `hand_off_to_${agent}`;

/** How a model calls the tool that asks this agent. */
export const askToolName = (agent: string) => `ask_${agent}`;

/** The id of a call in a turn, or in the thread of a question: then it begins with the id of the call that asked. */
export const callIdOf = (
  { turnId, thread }: { readonly turnId: string; readonly thread?: string | undefined },
  round: number,
  position: number,
): string => (thread === undefined ? `${turnId}:${round}:${position}` : `${thread}/${round}:${position}`);

/** The call that asked the question which this call serves; undefined: it is the turn's own. */
export function threadOf(callId: string): string | undefined {
  const end = callId.lastIndexOf('/');
  return end === -1 ? undefined : callId.slice(0, end);
}

/** How many questions stand above a thread, itself included. */
export const depthOf = (thread: string): number => thread.split('/').length;
