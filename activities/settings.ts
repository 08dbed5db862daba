import { bounds } from '../src/domain/bounds.ts';
import type { EngineSettings } from '../src/domain/engine.ts';
import { textIn } from '../src/domain/local-text.ts';
import { type FixedMessage, outageWaitMsDefault } from '../src/domain/manifest.ts';
import type { Assistant } from '../src/registry/assistant.ts';
import { type Promised, promiseAt } from './handover/promise.ts';

/** The settings that the workflow goes by. An assistant that is gone still has its customers handed over. */
export function settingsOf(assistant: Assistant | undefined, hasSearchAttributes: boolean): EngineSettings {
  const { runEventsMax } = bounds;
  if (!assistant) return { ...settingsOfNobody, runEventsMax, hasSearchAttributes };
  const { settleMs, turnDeadlineMs, idleCloseMs, arrival, door, escalation } = assistant;
  return {
    settleMs,
    turnDeadlineMs,
    idleCloseMs,
    arrival,
    answersPer10s: door.answersPer10s,
    handsOverWhenAsked: escalation.whenAsked,
    lowConfidenceTimes: escalation.lowConfidenceTimes,
    runEventsMax,
    hasSearchAttributes,
  };
}

const settingsOfNobody: Omit<EngineSettings, 'runEventsMax' | 'hasSearchAttributes'> = {
  settleMs: 300,
  turnDeadlineMs: 60_000,
  idleCloseMs: 604_800_000,
  arrival: 'queue',
  answersPer10s: 6,
};

/** A fixed text in the assistant's words. */
export const fixedText = (spoken: Spoken, text: FixedMessage): string =>
  spoken.assistant
    ? textIn(languageOf(spoken), wordsOf(spoken.assistant.messages, text))
    : handoverTextOfNobody;

/** A manifest from before there was an outage text says only that it takes longer. */
const wordsOf = (messages: Assistant['messages'], text: FixedMessage) =>
  (messages as Partial<Assistant['messages']>)[text] ?? messages.degraded;

/** How long customers wait for a model before a person is needed; 0: not at all. */
export const outageWaitMsOf = (assistant: Assistant | undefined): number =>
  assistant?.escalation.outageWaitMs ?? outageWaitMsDefault;

/** What the customer is told at a handover, and by when they are promised an answer. */
export const promisedAt = (spoken: Spoken, now: Date): Promised =>
  spoken.assistant
    ? promiseAt(spoken.assistant.escalation, languageOf(spoken), now)
    : { text: handoverTextOfNobody };

/** The apology, and where an answer is promised by a time, that promise. */
export const apologyAt = (spoken: Spoken, promised: Promised): string =>
  promised.answerBy === undefined
    ? fixedText(spoken, 'apology')
    : `${fixedText(spoken, 'apology')} ${promised.text}`;

/** In whose name something is said, and in which language. */
interface Spoken {
  readonly assistant: Assistant | undefined;
  /** A BCP 47 tag; undefined while nobody could tell. */
  readonly language: string | undefined;
}

const languageOf = ({ language = 'en' }: Spoken) => language;

const handoverTextOfNobody = 'A colleague takes over from here.';
