import { bounds } from '../src/domain/bounds.ts';
import { withoutMarks } from '../src/domain/citation-marks.ts';
import { cutAtSentence } from '../src/domain/cut-at-sentence.ts';
import type { ModelOutcome, TurnRef } from '../src/domain/engine.ts';
import { isLost } from '../src/domain/lost-model.ts';
import type { Spent } from '../src/domain/model.ts';
import { ModelError } from '../src/domain/model-error.ts';
import { tierOf } from '../src/domain/route.ts';
import { openDeadline } from './deadline.ts';
import type { Dependencies } from './dependencies.ts';
import { openModelTrace } from './model-trace.ts';
import { answerFailure } from './models/answer-failure.ts';
import { askModel } from './models/ask-model.ts';
import { isOutage } from './models/outage.ts';
import { saidIn } from './models/said.ts';
import { orderCalls } from './order-calls.ts';
import { createOutputGuard, type OutputGuard, Withheld } from './output-guard.ts';
import { prepareAnswer } from './prepare-answer.ts';
import { assistantOfTurn } from './read-turn.ts';
import { refuseIfPaused, refuseIfPausedNow } from './refuse-if-paused.ts';
import { createDraftRelease, Overtaken } from './release-draft.ts';

interface Input {
  readonly turn: TurnRef;
  /** Counts the turn's model calls, from 0. */
  readonly round: number;
  /** The turn's, ms since the epoch. */
  readonly deadlineAtMs: number;
  /** What an attempt gets that starts after the deadline, because nobody was at work before. */
  readonly allowanceMs: number;
  /** The component whose queue it waited in, if in any. */
  readonly queue?: string;
}

/**
 * Asks the model once and shows its text while it comes. The answer is the result; tool calls are written down in the
 * order asked. A failure says by its type whether the workflow's policy asks again.
 */
export function createCallModel(dependencies: Dependencies) {
  const { turns, drafts, toolCalls } = dependencies;

  return async function callModel(input: Input): Promise<ModelOutcome> {
    const { turn, round } = input;
    const draft = await drafts.begin(turn);
    if (!draft) return { kind: 'fenced' };
    const deadline = openDeadline(input);
    const { assistant, tier } = await routeIn(dependencies, turn);
    refuseIfPaused(dependencies, assistant.id);
    let opened: Opened | undefined;
    try {
      const { response, read } = await askModel(dependencies, {
        callId: `${turn.turnId}:model:${round}`,
        ...{ turn, assistant, tier, queue: input.queue },
        async request(model, chosen) {
          const { request, work, withheld, lacks } = await prepareAnswer(dependencies, turn, model);
          const guard = createOutputGuard(dependencies, { turn, assistant }, request);
          const release = createDraftRelease(drafts, draft, guard);
          const trace = openModelTrace(dependencies, {
            ...input,
            model,
            chosen,
            isFirst: chosen.tier === tier,
            ...{ request, withheld },
          });
          opened = { guard, release, trace, work, lacks };
          return request;
        },
        until: deadline.signal,
        endsAtMs: deadline.atMs,
        onText: async (text) => opened?.release.add(text.replaceAll('\0', '')),
        async read(answer) {
          if (opened && isLost(answer.toolCalls, opened.work.tools, callsIn(opened, turn))) throw isAtALoss();
          await opened?.release.finish();
          const said = withoutMarks(saidIn(answer));
          // Once more as a whole: what a rule looks for may stand in two sentences.
          await opened?.guard(said.text);
          if (answer.toolCalls.length > 0) return said;
          if (said.text === '') throw saidNothing();
          return { ...said, text: await withOpenParts(said.text, opened) };
        },
      });
      if (!opened) throw new TypeError('a model answered what it was not asked');
      const { trace, work } = opened;
      const spent = await trace.answered(response);
      const { text, numbers } = read;
      if (response.toolCalls.length === 0) return answerOf(text, numbers, spent);
      if (text !== '') await turns.addNote({ ...turn, id: `${turn.turnId}:${round}`, text });
      const ordered = orderCalls(response.toolCalls, { ...work, turn, round, hashOf: dependencies.hashOf });
      const isWritten = await toolCalls.writeRound(
        draft,
        round,
        ordered.map((call) => call.record),
      );
      if (!isWritten) return { kind: 'fenced' };
      const orders = ordered.flatMap((call) => (call.order ? [call.order] : []));
      return { kind: 'calls', orders, spent };
    } catch (error) {
      if (error instanceof Overtaken) {
        await refuseIfPausedNow(dependencies, assistant.id);
        return { kind: 'fenced' };
      }
      refuseIfPaused(dependencies, assistant.id);
      const failure = answerFailure(error, deadline, isOutage(dependencies, { assistant, tier }, error));
      await opened?.trace.failed(deadline.signal.aborted ? failure : error);
      throw failure;
    }
  };
}

/** What the model that was chosen is followed with. */
interface Opened {
  readonly guard: OutputGuard;
  readonly release: ReturnType<typeof createDraftRelease>;
  readonly trace: ReturnType<typeof openModelTrace>;
  readonly work: Prepared['work'];
  readonly lacks: Prepared['lacks'];
}

type Prepared = Awaited<ReturnType<typeof prepareAnswer>>;

/** A customer isn't left to wonder: what the model left out of what isn't done is said behind its answer. */
async function withOpenParts(text: string, opened: Opened | undefined): Promise<string> {
  const open = opened?.lacks(text);
  if (!opened || open === undefined || !(await passes(opened.guard, open))) return text;
  const behind = `\n\n${open}`;
  await opened.release.add(behind);
  await opened.release.finish();
  return `${cutAtSentence(text, bounds.answerTextMax - behind.length)}${behind}`;
}

/** What the customer wrote themselves may look like something that the assistant must not say. */
async function passes(guard: OutputGuard, text: string): Promise<boolean> {
  try {
    await guard(text);
    return true;
  } catch (error) {
    if (error instanceof Withheld) return false;
    throw error;
  }
}

async function routeIn(dependencies: Dependencies, turn: TurnRef) {
  const assistant = await assistantOfTurn(dependencies, turn);
  const { route } = await dependencies.turns.find(turn.turnId);
  return { assistant, tier: tierOf(assistant, route) };
}

const callsIn = ({ work }: Opened, { turnId }: TurnRef) =>
  work.calls.filter((call) => call.turn_id === turnId);

const isAtALoss = () =>
  new ModelError('invalid', 'the model asks for tools that there are not', { hadOutput: true });

const saidNothing = () => new ModelError('transient', 'the model said nothing', { hadOutput: true });

const answerOf = (text: string, cited: readonly number[], spent: Spent): ModelOutcome => ({
  ...{ kind: 'answer', text, spent },
  ...(cited.length > 0 && { cited }),
});
