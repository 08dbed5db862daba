import type { SummaryLimits } from '../../src/database/memory.ts';
import type { Agenda } from '../../src/domain/agenda.ts';
import type { Conversation } from '../../src/domain/conversation.ts';
import {
  bytesOfTokens,
  keptVerbatimTokens,
  summariseAboveTokens,
  tokenSharesOf,
} from '../../src/domain/token-shares.ts';
import type { Assistant } from '../../src/registry/assistant.ts';
import type { Dependencies } from '../dependencies.ts';

type AgendaDependencies = Pick<Dependencies, 'readAgenda' | 'memory' | 'findAssistant'>;

/** What the conversation has before it, once a turn or a case has ended. */
export async function agendaAfter(
  dependencies: AgendaDependencies,
  { id, assistant: assistantId }: Conversation,
): Promise<Agenda> {
  const assistant = dependencies.findAssistant(assistantId);
  const agenda = await dependencies.readAgenda(id);
  const due = assistant && (await dependencies.memory.due(id, summaryLimitsOf(assistant)));
  return { ...agenda, mustSummarise: due !== undefined };
}

/** The same while a turn is under way: whatever there is to summarise can wait for its end. */
export async function agendaDuring(
  { readAgenda }: AgendaDependencies,
  conversationId: string,
): Promise<Agenda> {
  return { ...(await readAgenda(conversationId)), mustSummarise: false };
}

/** How much of a case is shown word for word: what fits the smallest of the assistant's models. */
export function summaryLimitsOf({ connected, understandingTier }: Assistant): SummaryLimits {
  const shares = [...connected.values()].map(tokenSharesOf);
  const smallest = shares.reduce((least, share) => (share.transcript < least.transcript ? share : least));
  const writer = connected.get(understandingTier);
  const { transcript, toolResults } = writer ? tokenSharesOf(writer) : smallest;
  return {
    aboveBytes: bytesOfTokens(summariseAboveTokens(smallest)),
    keptBytes: bytesOfTokens(keptVerbatimTokens(smallest)),
    chunkBytes: bytesOfTokens(transcript + toolResults),
  };
}
