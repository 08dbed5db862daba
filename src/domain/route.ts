import type { AgentSettings, AssistantSettings, IntentSettings } from './manifest.ts';
import { type Conditions, modelsToAsk } from './models-to-ask.ts';
import type { Route } from './turn.ts';
import { confidenceMin, type Understanding } from './understanding.ts';

type Routable = Pick<AssistantSettings, 'agents' | 'intents' | 'models' | 'tier'>;

/** What holds while a turn is routed. */
interface RoutedUnder extends Conditions {
  /** Why money is short, in words, where it is. */
  readonly strained?: string;
}

/** The agent and tier that a message's turn goes to. The reason is for whoever reads the trace. */
export function routeOf(assistant: Routable, understanding: Understanding, under?: RoutedUnder): Route {
  const route = wantedRoute(assistant, understanding);
  if (!under) return route;
  const { tier: wanted } = route;
  const [tier = wanted] = modelsToAsk(assistant.models, wanted, under);
  if (tier === wanted) return route;
  const trouble = under.troubled.get(wanted);
  const why = [
    ...(under.economy !== 'none' ? [under.strained ?? 'money is short'] : []),
    ...(trouble === undefined ? [] : [`${wanted} ${trouble}`]),
  ].join(', and ');
  return { ...route, tier, wanted, reason: `${route.reason}; ${tier} instead of ${wanted}, because ${why}` };
}

function wantedRoute(assistant: Routable, understanding: Understanding): Route {
  const { intent = '', confidence, complexity, by } = understanding;
  const settings = own(assistant.intents, intent);
  if (!settings) return { ...firstRoute(assistant), reason: 'no intents are configured' };
  if (by === 'fallback') {
    const reason = 'the intent could not be made out, so the larger model decides';
    return { agent: unsureAgent(assistant, settings), tier: largerTier(assistant, settings), reason };
  }
  const sure = `${intent} (${confidence.toFixed(2)})`;
  if (confidence < confidenceMin) {
    const reason = `unsure, perhaps ${sure}, so the larger model decides`;
    return { agent: unsureAgent(assistant, settings), tier: largerTier(assistant, settings), reason };
  }
  if (complexity === 'complex')
    return { agent: settings.agent, tier: largerTier(assistant, settings), reason: `${sure}, complex` };
  return { agent: settings.agent, tier: settings.tier, reason: `${sure}, simple` };
}

/** Where a turn goes that no message opened and that has no earlier turn to go on with. */
export function firstRoute({ agents, tier }: Pick<Routable, 'agents' | 'tier'>): Route {
  return { agent: Object.keys(agents)[0] ?? '', tier, reason: 'the first agent and its model' };
}

/** The name of a route's agent, or of the first where an earlier build's route names one that is gone. */
export function agentNameOf({ agents }: Pick<Routable, 'agents'>, route: Route | null): string {
  return own(agents, route?.agent ?? '') ? (route?.agent ?? '') : (Object.keys(agents)[0] ?? '');
}

/** The agent itself. */
export function agentOf(assistant: Pick<Routable, 'agents'>, route: Route | null): AgentSettings {
  const agent = own(assistant.agents, agentNameOf(assistant, route));
  if (!agent) throw new Error('an assistant without agents');
  return agent;
}

/**
 * The tier that a route wants; who is asked for it is decided at each call. The assistant's own, where an earlier build's
 * route names one that is gone.
 */
export function tierOf({ models, tier }: Pick<Routable, 'models' | 'tier'>, route: Route | null): string {
  const wanted = route?.wanted ?? route?.tier ?? '';
  return own(models, wanted) ? wanted : tier;
}

/** The intent for what fits no other: the one named `other`, else the last. */
export const fallbackIntent = (intents: Routable['intents']): string | undefined =>
  own(intents, 'other') ? 'other' : Object.keys(intents).at(-1);

/** Whoever is unsure asks at the desk that takes everything else. */
const unsureAgent = ({ intents }: Routable, guess: IntentSettings) =>
  own(intents, fallbackIntent(intents) ?? '')?.agent ?? guess.agent;

const largerTier = ({ models }: Routable, { tier }: IntentSettings) =>
  own(models, 'large') ? 'large' : tier;

/** Names come from models and stored rows: `constructor` is none. */
const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;
