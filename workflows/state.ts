import { type Agenda, emptyAgenda } from '../src/domain/agenda.ts';
import type { Conversation } from '../src/domain/conversation.ts';
import type {
  ControlView,
  EngineSettings,
  InboxItem,
  LoadedConversation,
  PendingApproval,
} from '../src/domain/engine.ts';
import type { TurnAccount } from '../src/domain/turn-account.ts';
import type { Understood } from '../src/domain/understanding.ts';
import type { Outage } from './outage.ts';

/** What a conversation's workflow is started with; the snapshot is there after continue-as-new. */
export interface ConversationInput {
  readonly conversationId: string;
  readonly assistant: string;
  readonly snapshot?: Snapshot;
}

/** The control state of a conversation: what is pending, who is in control, where the transcript is claimed up to. */
export interface ConversationState {
  readonly conversationId: string;
  readonly assistant: string;
  settings: EngineSettings;
  control: ControlView;
  view: Conversation;
  /** Signals that have yet to be taken in. */
  readonly inbox: InboxItem[];
  isAdmitting: boolean;
  /** What there is to do besides messages and decisions. Snapshots from before it was known have none. */
  agenda: Agenda;
  isSummarising: boolean;
  /** Whether local activities end in batches. Runs from before it was so go on without. */
  readonly endsLocalsTogether: boolean;
  /** The assistant is paused; nothing is begun until somebody rings. Absent in snapshots from before it could be. */
  isPaused?: boolean;
  /** Set while no model can be reached and messages wait for one. */
  outage?: Outage | undefined;
  /** Somebody rang: there may be customer rows after `claimedSeq`. */
  isRung: boolean;
  /** The newest customer row that an ended turn has claimed: what comes after it still needs an outcome. */
  claimedSeq: number;
  /** The newest customer row that any turn has claimed, the running one included. */
  takenSeq: number;
  /** The newest customer row that joined the running turn; 0: none has. */
  joinedSeq: number;
  turnNumber: number;
  pending: PendingApproval[];
  /** Approvals that were decided and wait for their turn. */
  decided: string[];
  /** Turns that ended without an answer: the next one goes on with their work. */
  openWork: string[];
  interruptsInRow: number;
  /** Messages in a row that nobody made out. Absent in snapshots from before they were counted. */
  unsureInRow?: number;
  /** What the last understood turn rests on, for whoever looks at the workflow. */
  story?: TurnStory;
  /** What the last turn did and took. Absent before one has ended, and in older snapshots. */
  lastTurn?: LastTurn;
  /** When the last answers were given, ms since the epoch, oldest first. */
  answeredAtMs: number[];
  /** When something last happened, ms since the epoch. */
  activeAtMs: number;
}

/** Why the assistant answers as it does. */
export interface TurnStory extends Pick<Understood, 'intent' | 'confidence' | 'route'> {
  /** Of the passages that were found. */
  readonly titles: readonly string[];
}

/** What an ended turn did, and why it went to operators, if it did. */
export interface LastTurn extends TurnAccount {
  readonly handedOverBecause?: string;
}

/** The state that goes through continue-as-new: all of it, so that nothing can be forgotten. */
export type Snapshot = Omit<
  ConversationState,
  'isAdmitting' | 'isSummarising' | 'agenda' | 'joinedSeq' | 'endsLocalsTogether'
> & {
  readonly agenda?: Agenda;
  readonly endsLocalsTogether?: boolean;
};

export function resumed(snapshot: Snapshot): ConversationState {
  const { agenda = emptyAgenda, endsLocalsTogether = false } = snapshot;
  return { ...snapshot, agenda, endsLocalsTogether, joinedSeq: 0, isAdmitting: false, isSummarising: false };
}

/** The state of a run that starts with what the database remembers. */
export function loaded(input: ConversationInput, from: LoadedConversation, nowMs: number): ConversationState {
  return {
    conversationId: input.conversationId,
    assistant: input.assistant,
    settings: from.settings,
    control: from.control,
    view: from.view,
    inbox: [],
    isAdmitting: false,
    agenda: from.agenda ?? emptyAgenda,
    isSummarising: false,
    endsLocalsTogether: from.endsLocalsTogether ?? false,
    isRung: from.control.lastCustomerSeq > from.claimedSeq,
    claimedSeq: from.claimedSeq,
    takenSeq: from.claimedSeq,
    joinedSeq: 0,
    turnNumber: from.turnNumber,
    pending: [...from.pending],
    decided: [...from.decided],
    openWork: [],
    interruptsInRow: 0,
    answeredAtMs: [],
    activeAtMs: nowMs,
  };
}

/** Takes over what is known of control, unless something newer is known. */
export function noteControl(state: ConversationState, control: ControlView): void {
  if (control.fence < state.control.fence) return;
  state.control = control;
  if (control.controller === 'operator' || control.closed) state.outage = undefined;
  // Closing ends what waits for a person; what a person has decided before is still carried out.
  if (control.closed)
    state.pending = state.pending.filter(({ approvalId }) => state.decided.includes(approvalId));
}

/** Takes over what there is to do, unless something newer is known. Histories from before agendas tell of none. */
export function noteAgenda(state: ConversationState, agenda: Agenda | undefined): void {
  if (agenda && agenda.seenAtMs >= state.agenda.seenAtMs) state.agenda = agenda;
}

/** A summary that is under way is given up with the run; the next one writes it. */
export function snapshotOf(state: ConversationState): Snapshot {
  const { isAdmitting: _, isSummarising, joinedSeq: __, agenda, ...snapshot } = state;
  const mustSummarise = agenda.mustSummarise || isSummarising;
  return { ...snapshot, agenda: { ...agenda, mustSummarise }, endsLocalsTogether: true };
}
