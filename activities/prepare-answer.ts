import { ApplicationFailure } from '@temporalio/common';
import type { TurnRef } from '../src/domain/engine.ts';
import { callsForAgent, mayHandOff } from '../src/domain/handoff.ts';
import { proves } from '../src/domain/message.ts';
import type { ModelRequest } from '../src/domain/model.ts';
import { agentNameOf, agentOf, tierOf } from '../src/domain/route.ts';
import { tokenSharesOf } from '../src/domain/token-shares.ts';
import type { ConnectedModel } from '../src/registry/assistant.ts';
import type { Tool } from '../src/registry/tool.ts';
import { askTools, handOffTools } from './agents/agent-tools.ts';
import { withDeeds } from './agents/deeds.ts';
import { allTools } from './all-tools.ts';
import type { Dependencies } from './dependencies.ts';
import { engineTools } from './engine-tools.ts';
import { fitPassages, resultTextMaxima } from './memory/fit.ts';
import { recollect } from './memory/recollect.ts';
import { modelMessages } from './model-context.ts';
import { planText } from './plan/plan-text.ts';
import { planParts, stillOpen } from './plan/still-open.ts';
import { assistantOfTurn } from './read-turn.ts';
import { servingTools } from './serving-tools.ts';

/** Everything that a model call of a turn needs, read anew from the database; for this model, or else its route's. */
export async function prepareAnswer(dependencies: Dependencies, turn: TurnRef, asked?: ConnectedModel) {
  const { conversations, turns, toolCalls, approvals, turnPassages, plans, steps } = dependencies;
  const { conversationId, turnId } = turn;
  const assistant = await assistantOfTurn(dependencies, turn);
  const row = await turns.find(turnId);
  const agentName = agentNameOf(assistant, row.route);
  const agent = agentOf(assistant, row.route);
  const tier = tierOf(assistant, row.route);
  const model = asked ?? assistant.connected.get(tier);
  if (!model) throw ApplicationFailure.nonRetryable('the turn has no model', 'invalid');
  const shares = tokenSharesOf(model);
  const { trigger, work_turn_ids: workTurnIds } = row;
  const [past, all, open, refusedBefore, customer, guidance, language, passages, isUnsearched] =
    await Promise.all([
      recollect(dependencies, { turn, trigger, workTurnIds, shares }),
      toolCalls.ofTurns([...workTurnIds, turnId]),
      approvals.open(conversationId),
      approvals.refusedIn(turnId),
      toolCalls.customerOf(turnId),
      conversations.guidance(conversationId),
      conversations.language(conversationId),
      turnPassages.of(turnId),
      steps.isUnsearched(turnId),
    ]);
  const waiting = open.filter((approval) => approval.state === 'pending');
  const own = all.filter(({ thread }) => !thread);
  const calls = withDeeds(callsForAgent(own, agentName), all);
  const isFree = mayHandOff(own, turnId);
  const isPlanned = own.some((call) => call.task_name !== null);
  const planned = isPlanned ? await plans.ofTurns([...workTurnIds, turnId]) : [];
  const mustAnswer = agent.handoffs.length > 0 && !isFree;
  const offered = await toolsFor(dependencies, turn);
  const { serving, withheld } = servingTools(dependencies, assistant, offered);
  const tools = new Map([
    ...serving,
    ...[...askTools(assistant, agent), ...(isFree ? handOffTools(assistant, agent) : [])].map(
      (tool) => [tool.name, tool] as const,
    ),
  ]);
  const request: ModelRequest = {
    model: model.model,
    outputTokensMax: model.outputTokensMax,
    messages: modelMessages({
      name: assistant.name,
      instructions: [assistant.instructions, agent.instructions, mustAnswer ? lastStop : '']
        .filter(Boolean)
        .join('\n\n'),
      ...past,
      remembered: [...past.remembered, ...planText(planned, own)],
      calls,
      resultTextMaxima: resultTextMaxima(calls, shares.toolResults),
      waiting,
      unproved: [...tools.values()]
        .filter((tool) => !proves(customer.proof, tool.proof))
        .map(({ name }) => name),
      guidance,
      language,
      passages: fitPassages(
        passages.filter(({ base }) => agent.knowledge.includes(base)),
        shares.passages,
      ),
      isUnsearched,
      isSuspicious: row.signals.length > 0,
      today: new Date(),
    }),
    tools: [...tools.values()],
  };
  const refused = [...all.filter((call) => call.state === 'rejected'), ...refusedBefore];
  const { gone = [] } = assistant;
  const isSuspicious = row.signals.length > 0;
  const work = { tools, offered, gone, customer, waiting, refused, isSuspicious, calls: own };
  const saidBefore = past.transcript.filter(
    (message) => message.from === 'assistant' && workTurnIds.includes(message.turnId ?? ''),
  );
  const spoken = {
    ...{ assistant, language, parts: planParts(planned, own) },
    saidBefore: saidBefore.map(({ text }) => text).join('\n'),
  };
  /** What an answer lacks that leaves open parts out. */
  const lacks = (said: string) => stillOpen(spoken, said);
  return { assistant, agent: agentName, tier, model, request, work, withheld, lacks };
}

/** Agents that can't settle whose it is have had their chances; the customer waits. */
const lastStop =
  'This was handed off as often as it may be. Answer now with what is known, and say plainly what stays open.';

/** The tools that a turn's agent may use, or one that is asked in it, by name. */
export async function toolsFor(
  dependencies: Dependencies,
  turn: TurnRef,
  asked?: string,
): Promise<ReadonlyMap<string, Tool>> {
  const assistant = await assistantOfTurn(dependencies, turn);
  const { route } = await dependencies.turns.find(turn.turnId);
  const agent = (asked === undefined ? undefined : assistant.agents[asked]) ?? agentOf(assistant, route);
  const offered = await allTools(dependencies, assistant);
  const own = agent.tools.flatMap((name) => offered.get(name) ?? []);
  const speaks = asked === undefined;
  const all = [...engineTools(dependencies, assistant, agent.knowledge, turn, speaks), ...own];
  return new Map(all.map((tool) => [tool.name, tool]));
}
