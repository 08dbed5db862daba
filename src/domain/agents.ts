/** Limits on how agents work together. */
export const agentBounds = {
  /** Handoffs in one turn; whoever has it then answers. */
  hopsPerTurnMax: 4,
  /** What an agent tells the next of what it knows, and why it hands off. */
  noteTextMax: 2_000,
  reasonTextMax: 300,
} as const;

/** How a model calls the tool that gives the turn to this agent. */
export const handOffToolName = (agent: string) => `hand_off_to_${agent}`;

/** How a model calls the tool that asks this agent. */
export const askToolName = (agent: string) => `ask_${agent}`;
