import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { TurnRef } from '../src/domain/engine.ts';
import type { Spent } from '../src/domain/model.ts';
import { ModelError } from '../src/domain/model-error.ts';
import { strainWords } from '../src/domain/purse/economy.ts';
import { fallbackIntent, routeOf } from '../src/domain/route.ts';
import { isComposite, type Understanding, type Understood } from '../src/domain/understanding.ts';
import { wantsPerson } from '../src/domain/wants-person.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import { classify } from './classify.ts';
import { stepCost } from './cost.ts';
import type { Dependencies } from './dependencies.ts';
import { checkInput } from './input-guardrails.ts';
import { intentByRule } from './intent-by-rule.ts';
import { readConditions } from './models/read-conditions.ts';
import { readTurn } from './read-turn.ts';

/**
 * Makes out what the customer wants, in which language, and who should answer. Rules come before the small model; one
 * that can't be asked costs a larger model, never the turn.
 */
export function createUnderstand(dependencies: Dependencies) {
  const { turns, steps, detectLanguage } = dependencies;

  return async function understand({ turn, queue }: Input): Promise<Understood> {
    const startedAt = new Date();
    const { assistant, transcript, asked, language: kept } = await readTurn(dependencies, turn);
    const { signals, personBecause } = await checkInput(dependencies, { turn, assistant, texts: asked });
    const { understanding, spoken, spent }: MadeOut =
      personBecause === undefined
        ? await makeOut(dependencies, { turn, queue, assistant, transcript, asked })
        : { understanding: unknownIntent(assistant) };
    const language = detectLanguage(asked.toReversed(), kept) ?? kept ?? spoken;
    const { strain, ...conditions } = await readConditions(dependencies, { turn, assistant });
    const route = routeOf(assistant, understanding, {
      ...conditions,
      ...(strain && { strained: strainWords(strain) }),
    });
    await steps.record({
      id: `${turn.turnId}:intent`,
      ...turn,
      kind: 'intent',
      startedAt,
      attempts: Context.current().info.attempt,
      outcome: understanding.intent ?? 'none',
      component: spent?.model ?? understanding.by,
      ...stepCost(spent ?? {}),
      detail: { ...understanding, language, route },
    });
    await turns.understood({
      ...turn,
      ...(understanding.intent !== undefined && { intent: understanding.intent }),
      ...(language !== undefined && { language }),
      route,
      signals,
    });
    return {
      ...understanding,
      route,
      signals,
      wantsPerson: asked.some(wantsPerson),
      ...(personBecause !== undefined && { personBecause }),
      ...(isComposite(understanding) && { isComposite: true }),
      ...(spent && { spent }),
    };
  };
}

interface Input {
  readonly turn: TurnRef;
  /** The component whose queue it waited in, if in any. */
  readonly queue?: string;
}

interface Asked {
  readonly turn: TurnRef;
  readonly queue: string | undefined;
  readonly assistant: Assistant;
  readonly transcript: Awaited<ReturnType<typeof readTurn>>['transcript'];
  readonly asked: readonly string[];
}

interface MadeOut {
  readonly understanding: Understanding;
  /** The language that the model made out. */
  readonly spoken?: string;
  /** Where a model made it out. */
  readonly spent?: Spent;
}

async function makeOut(
  dependencies: Dependencies,
  { turn, queue, assistant, transcript, asked }: Asked,
): Promise<MadeOut> {
  const byRule = intentByRule(assistant.intents, asked);
  if (byRule) return { understanding: byRule };
  // Whoever wants a person gets one: no model has to be there for it.
  if (assistant.escalation.whenAsked && asked.some(wantsPerson))
    return { understanding: unknownIntent(assistant) };
  try {
    return await classify(dependencies, { turn, queue, assistant, transcript });
  } catch (error) {
    const mayTryAgain = Context.current().info.attempt < classifyAttempts;
    if (!(error instanceof ModelError)) throw error;
    dependencies.log.warn({ kind: error.kind }, 'the model could not say what the customer wants');
    if (mayTryAgain && isWorthTrying(error))
      throw ApplicationFailure.create({ type: error.kind, message: 'the model gave no intent' });
    return { understanding: unknownIntent(assistant) };
  }
}

function unknownIntent({ intents }: Assistant): Understanding {
  const intent = fallbackIntent(intents);
  return { confidence: 0, complexity: 'simple', by: 'fallback', ...(intent !== undefined && { intent }) };
}

/** Nobody waits for a vendor that is busy or gone; another model may be there. */
const isWorthTrying = ({ kind, next }: ModelError) =>
  next?.kind === 'ask' && (next.isAnother || kind === 'transient');

/** How often a model is asked before the larger one answers without knowing the intent. */
const classifyAttempts = 2;
