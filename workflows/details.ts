import type { Conversation } from '../src/domain/conversation.ts';
import type { TurnStory } from './state.ts';

/** What the Temporal UI shows of a conversation at a glance, as Markdown: what is next, why it is so, what it cost. */
export function detailsOf(view: Conversation, story: TurnStory | undefined): string {
  const lines = [`**Next:** ${view.nextStep}`];
  if (story) {
    const { intent, confidence, route, titles } = story;
    if (intent !== undefined)
      lines.push(`**The customer wants:** ${intent} (confidence ${confidence.toFixed(2)})`);
    lines.push(`**So it answers as:** ${route.agent} with the ${route.tier} model (${route.reason})`);
    if (titles.length > 0) lines.push(`**Read before:** ${titles.join('; ')}`);
  }
  lines.push(`**Cost so far:** ${(view.costMicroUsd / 1_000_000).toFixed(6)} US dollars`);
  return lines.join('\n\n').slice(0, detailsTextMax);
}

/** Temporal takes 20,000 bytes. */
const detailsTextMax = 6_000;
