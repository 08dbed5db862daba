import { agentBounds, handOffToolName } from './agents.ts';
import type { AssistantSettings } from './manifest.ts';
import { tierOf } from './route.ts';
import type { CallState, Effect } from './tool.ts';
import type { Route } from './turn.ts';

/** One agent's giving the turn to another, as it is kept with the call that asked for it. */
export interface Handoff {
  readonly from: string;
  readonly to: string;
}

/** A tool call as far as one has to know it to tell who asked for it. */
interface Call {
  readonly turn_id: string;
  readonly round: number;
  readonly tool: string;
  readonly effect: Effect;
  readonly state: CallState;
  readonly result: unknown;
  /** The task of a plan that it does. */
  readonly task_name?: string | null;
}

/** The route that a handoff leads to: the other agent, with its own tier where it has one. */
export function routeAfter(
  assistant: Pick<AssistantSettings, 'agents' | 'models' | 'tier'>,
  route: Route | null,
  { from, to }: Handoff,
): Route {
  const tier = assistant.agents[to]?.tier ?? tierOf(assistant, route);
  return { agent: to, tier, reason: `handed off by ${from}` };
}

/** The handoff that a call was; undefined for any other call, and for one that came to nothing. */
function handoffOf({ tool, state, result }: Call): Handoff | undefined {
  if (state !== 'done' || typeof result !== 'object' || result === null) return undefined;
  const { handedOff } = result as { readonly handedOff?: Handoff };
  return handedOff && tool === handOffToolName(handedOff.to) ? handedOff : undefined;
}

/** What the agent that gets the turn reads as the result of the call that gave it. */
export const handoffResult = (handoff: Handoff) => ({
  handedOff: handoff,
  note: `You are the agent ${handoff.to} now. Go on from here; the customer knows nothing of this.`,
});

/** Whether another handoff may follow those among the turn's calls. */
export const mayHandOff = (calls: readonly Call[], turnId: string): boolean =>
  calls.filter((call) => call.turn_id === turnId && handoffOf(call)).length < agentBounds.hopsPerTurnMax;

/**
 * What the agent that now has the turn is shown of the calls: its own, every handoff with its note and whatever was
 * asked for beside it, which nobody has read yet, and what changed something. What others looked up before that is in
 * their notes, as far as it matters.
 */
export function callsForAgent<Asked extends Call>(calls: readonly Asked[], agent: string): Asked[] {
  const last = calls.findLastIndex((call) => handoffOf(call));
  const handoffs = calls.filter((call) => handoffOf(call));
  let asker = agent;
  const shown: Asked[] = [];
  for (const [index, call] of [...calls.entries()].reverse()) {
    asker = handoffOf(call)?.from ?? asker;
    const isUnread = handoffs.some(({ turn_id, round }) => turn_id === call.turn_id && round === call.round);
    // A plan's tasks are the turn's, whoever has it.
    const isTask = (call.task_name ?? null) !== null;
    if (index > last || isUnread || isTask || asker === agent || call.effect !== 'read') shown.push(call);
  }
  return shown.reverse();
}

/** The agents that a turn may come to from this one, over any number of handoffs, itself included. */
export function reachableAgents(agents: AssistantSettings['agents'], from: string): string[] {
  const reached = new Set([from]);
  for (const name of reached) for (const next of agents[name]?.handoffs ?? []) reached.add(next);
  return [...reached];
}
