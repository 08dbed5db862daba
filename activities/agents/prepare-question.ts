import { ApplicationFailure } from '@temporalio/common';
import { agentBounds } from '../../src/domain/agents.ts';
import type { TurnRef } from '../../src/domain/engine.ts';
import type { Message } from '../../src/domain/message.ts';
import type { ModelRequest } from '../../src/domain/model.ts';
import { tierOf } from '../../src/domain/route.ts';
import { tokenSharesOf } from '../../src/domain/token-shares.ts';
import type { Dependencies } from '../dependencies.ts';
import { fitPassages, resultTextMaxima } from '../memory/fit.ts';
import { modelMessages } from '../model-context.ts';
import { toolsFor } from '../prepare-answer.ts';
import { assistantOfTurn } from '../read-turn.ts';
import { servingTools } from '../serving-tools.ts';
import { askTools } from './agent-tools.ts';
import { withDeeds } from './deeds.ts';

/** A question that one agent asked another. */
export interface Question {
  readonly turn: TurnRef;
  /** The call that asked. */
  readonly thread: string;
  /** Who is asked. */
  readonly agent: string;
  /** Counts the model calls for it, from 0. */
  readonly round: number;
}

/** Everything that the asked agent's model needs: the question, its own calls so far, and nothing of the rest. */
export async function prepareQuestion(
  dependencies: Dependencies,
  { turn, thread, agent: name, round }: Question,
) {
  const { conversations, turns, toolCalls, approvals, turnPassages } = dependencies;
  const { conversationId, turnId } = turn;
  const assistant = await assistantOfTurn(dependencies, turn);
  const agent = Object.hasOwn(assistant.agents, name) ? assistant.agents[name] : undefined;
  const row = await turns.find(turnId);
  const tier = agent?.tier ?? tierOf(assistant, row.route);
  const model = assistant.connected.get(tier);
  if (!agent || !model) throw ApplicationFailure.nonRetryable('there is no such agent or model', 'invalid');
  const shares = tokenSharesOf(model);
  const [all, open, refusedBefore, customer, language, passages] = await Promise.all([
    toolCalls.ofTurns([...row.work_turn_ids, turnId]),
    approvals.open(conversationId),
    approvals.refusedIn(turnId),
    toolCalls.customerOf(turnId),
    conversations.language(conversationId),
    turnPassages.of(turnId),
  ]);
  const calls = withDeeds(
    all.filter((call) => call.thread === thread),
    all,
  );
  const waiting = open.filter((approval) => approval.state === 'pending');
  const isLast = round + 1 >= agentBounds.roundsPerQuestionMax;
  const tools = isLast
    ? new Map<string, never>()
    : new Map([
        ...servingTools(dependencies, assistant, await toolsFor(dependencies, turn, name)).serving,
        ...askTools(assistant, agent, thread).map((tool) => [tool.name, tool] as const),
      ]);
  const request: ModelRequest = {
    model: model.model,
    outputTokensMax: model.outputTokensMax,
    messages: modelMessages({
      name: `${assistant.name}, as the agent ${name}`,
      instructions: [assistant.instructions, agent.instructions, isLast ? lastWord : '', setting]
        .filter(Boolean)
        .join('\n\n'),
      transcript: [asMessage(questionIn(all.find(({ id }) => id === thread)?.args))],
      calls,
      resultTextMaxima: resultTextMaxima(calls, shares.toolResults),
      waiting,
      guidance: null,
      language,
      passages: fitPassages(
        passages.filter(({ base }) => agent.knowledge.includes(base)),
        shares.passages,
      ),
      isSuspicious: row.signals.length > 0,
      today: new Date(),
    }),
    tools: [...tools.values()],
  };
  const refused = [...all.filter((call) => call.state === 'rejected'), ...refusedBefore];
  const isSuspicious = row.signals.length > 0;
  const asked = all.filter((call) => call.thread === thread);
  const work = { tools, customer, waiting, refused, isSuspicious, calls: asked };
  return { assistant, tier, model, request, work };
}

const setting =
  'Another agent, who speaks with the customer, asks you the question below. Answer that agent: the facts it needs, in few words, and what you could not find out. The customer does not read this.';
const lastWord = 'Answer now with what you have.';

const questionIn = (args: unknown): string =>
  (args as { question?: string } | null | undefined)?.question ?? '';

const asMessage = (text: string): Message => ({
  ...{ seq: 0, id: 'question', from: 'customer', kind: 'message', channel: 'web' },
  ...{ text, citations: [], at: '' },
});
