import type { TurnRef } from '../../src/domain/engine.ts';
import { routeAfter } from '../../src/domain/handoff.ts';
import { agentNameOf } from '../../src/domain/route.ts';
import type { CallOrder } from '../../src/domain/tool.ts';
import type { Route } from '../../src/domain/turn.ts';
import type { Dependencies } from '../dependencies.ts';
import { assistantOfTurn } from '../read-turn.ts';

/** Gives a turn to the agent that a call names: from now on it is routed there. */
export function createHandOff(dependencies: Dependencies) {
  const { turns, handoffs, steps } = dependencies;

  return async function handOff({
    turn,
    order,
  }: {
    turn: TurnRef;
    order: CallOrder;
  }): Promise<{ route: Route }> {
    const startedAt = new Date();
    const to = order.turnsTo?.agent;
    if (to === undefined) throw new TypeError('a handoff without an agent to hand off to');
    const assistant = await assistantOfTurn(dependencies, turn);
    const { route } = await turns.find(turn.turnId);
    const handoff = { from: agentNameOf(assistant, route), to };
    // Done before, and not reported: nothing has to be done again.
    if (handoff.from === to && route) return { route };
    const next = routeAfter(assistant, route, handoff);
    await handoffs.record({ turnId: turn.turnId, callId: order.callId, route: next, handoff });
    await steps.record({
      ...turn,
      id: order.callId,
      kind: 'handoff',
      component: to,
      startedAt,
      attempts: 1,
      outcome: 'done',
      detail: { ...handoff, ...(order.args as object) },
    });
    return { route: next };
  };
}
