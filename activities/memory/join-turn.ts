import type { Agenda } from '../../src/domain/agenda.ts';
import type { ControlView, TurnRef } from '../../src/domain/engine.ts';
import { wantsPerson } from '../../src/domain/wants-person.ts';
import type { Dependencies } from '../dependencies.ts';
import { checkInput } from '../input-guardrails.ts';
import { readTurn } from '../read-turn.ts';
import { agendaDuring } from './agenda.ts';

/** What came of looking for messages that the running turn can still take up. */
export interface Joined {
  readonly claimedSeq: number;
  readonly control: ControlView;
  readonly wantsPerson: boolean;
  /** Why a person has to look at it first. */
  readonly personBecause?: string;
  readonly agenda: Agenda;
}

/** Claims what the customer wrote meanwhile for the turn that is under way, and looks at it as at its first messages. */
export function createJoinTurn(dependencies: Dependencies) {
  const { turns } = dependencies;

  return async function joinTurn(input: { turn: TurnRef; round: number; afterSeq: number }): Promise<Joined> {
    const { turn, round, afterSeq } = input;
    const { claimedSeq, control, texts } = await turns.join({ ...turn, round, afterSeq });
    const personBecause = texts.length > 0 ? await look(turn) : undefined;
    const agenda = await agendaDuring(dependencies, turn.conversationId);
    return {
      ...{ claimedSeq, control, wantsPerson: texts.some(wantsPerson), agenda },
      ...(personBecause !== undefined && { personBecause }),
    };
  };

  async function look(turn: TurnRef): Promise<string | undefined> {
    const { assistant, asked } = await readTurn(dependencies, turn);
    const { signals, personBecause } = await checkInput(dependencies, { turn, assistant, texts: asked });
    await turns.addSignals(turn.turnId, signals);
    return personBecause;
  }
}
