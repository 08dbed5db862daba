import type { ConversationState } from './state.ts';

type Shown = Pick<ConversationState, 'view' | 'pending' | 'story' | 'lastTurn'>;

/** What the Temporal UI shows of a conversation at a glance, as Markdown: what is next, what it cost, why it is so. */
export function detailsOf({ view, pending, story, lastTurn }: Shown): string {
  const lines = [`**Next:** ${view.nextStep}`];
  if (view.needs.includes('approval') && pending.length > 0) {
    const untilMs = Math.min(...pending.map(({ expiresAtMs }) => expiresAtMs));
    lines.push(`**The decision is waited for until:** ${minuteOf(untilMs)}`);
  }
  if (view.status === 'with_operator' && lastTurn?.handedOverBecause !== undefined)
    lines.push(`**Operators, because:** ${lastTurn.handedOverBecause}`);
  const last = lastTurn
    ? `; the last turn ${dollars(lastTurn.costMicroUsd)} for ${counted(lastTurn.modelCalls)}`
    : '';
  lines.push(`**Cost:** ${dollars(view.costMicroUsd)} US dollars${last}`);
  if (story) {
    const { intent, confidence, route } = story;
    if (intent !== undefined)
      lines.push(`**The customer wants:** ${intent} (confidence ${confidence.toFixed(2)})`);
    lines.push(`**So it answers as:** ${route.agent} with the ${route.tier} model (${route.reason})`);
  }
  if (lastTurn && lastTurn.did.length > 0) lines.push(`**The last turn:** ${lastTurn.did.join(', ')}`);
  // Last, because it may be long.
  if (story && story.titles.length > 0)
    lines.push(`**Read before:**\n\n${story.titles.map((title) => `- ${title}`).join('\n')}`);
  return lines.join('\n\n').slice(0, detailsTextMax);
}

/** Temporal takes 20,000 bytes. */
const detailsTextMax = 6_000;

const dollars = (microUsd: number) => (microUsd / 1_000_000).toFixed(6);

const counted = (calls: number) => `${calls} model ${calls === 1 ? 'call' : 'calls'}`;

const minuteOf = (atMs: number) => {
  const iso = new Date(atMs).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
};
