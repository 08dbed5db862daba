import type { Agenda } from './agenda.ts';
import type { Conversation } from './conversation.ts';
import type { Arrival, AssistantSettings } from './manifest.ts';
import type { Spent } from './model.ts';
import type { PlanInHand } from './plan/plan.ts';
import type { CallOrder } from './tool.ts';
import type { Trigger, TurnOutcome } from './turn.ts';

/** What the conversation workflow and its activities say to each other: small, and by reference. */

/** The settings that decide when the workflow does what. They are taken anew with each turn. */
export interface EngineSettings
  extends Pick<AssistantSettings, 'settleMs' | 'turnDeadlineMs' | 'idleCloseMs'> {
  readonly arrival: Arrival;
  readonly answersPer10s: number;
  /** Whether asking for a person is enough to get one, and after how many messages in a row that nobody made out. */
  readonly handsOverWhenAsked?: boolean;
  readonly lowConfidenceTimes?: number;
  /** A run that has come to so many events is continued as a new one. Absent in histories from before there was one. */
  readonly runEventsMax?: number;
  /** Whether the namespace lets conversations carry search attributes. */
  readonly hasSearchAttributes: boolean;
}

/** Where control stands. */
export interface ControlView {
  readonly controller: 'assistant' | 'operator';
  readonly fence: number;
  readonly closed: boolean;
  /** The newest customer row. */
  readonly lastCustomerSeq: number;
}

/** A decision that the conversation waits for. */
export interface PendingApproval {
  readonly approvalId: string;
  readonly callId: string;
  readonly turnId: string;
  readonly expiresAtMs: number;
  /** When operators are reminded of it, ms since the epoch. Absent: they were, or are not to be. */
  readonly remindAtMs?: number;
}

/** What a run that was given no snapshot finds in the database. */
export interface LoadedConversation {
  readonly settings: EngineSettings;
  readonly control: ControlView;
  readonly claimedSeq: number;
  readonly turnNumber: number;
  readonly pending: readonly PendingApproval[];
  /** Approvals that were decided while no run listened. */
  readonly decided: readonly string[];
  readonly view: Conversation;
  readonly agenda?: Agenda;
  /** The run keeps its local activities in batches; told by every worker that can. */
  readonly endsLocalsTogether?: true;
}

/** A signal that isn't a mere doorbell, as it came in: it is checked outside the workflow. */
export interface InboxItem {
  readonly signal:
    | 'receiveMessage'
    | 'decideApproval'
    | 'takeOver'
    | 'handBack'
    | 'close'
    | 'receiveEvent'
    | 'wakeUp';
  readonly payload: unknown;
}

/** What a signal changed. */
export interface Admitted {
  readonly control: ControlView;
  /** The approval that now has a decision. */
  readonly decided?: string;
  /** Why nothing changed. */
  readonly refused?: string;
  readonly view: Conversation;
  readonly agenda?: Agenda;
}

export interface TurnRequest {
  readonly conversationId: string;
  readonly number: number;
  readonly trigger: Trigger;
  readonly afterSeq: number;
  readonly workTurnIds: readonly string[];
  /** Of a turn that time opens: what is due by then is its own, ms since the epoch. */
  readonly dueByMs?: number;
}

/** One turn under way: what its activities are told. */
export interface TurnRef {
  readonly conversationId: string;
  readonly turnId: string;
  readonly fence: number;
  /** The manifest that it runs under, whatever is configured by now. Absent in histories from before it was told. */
  readonly manifestHash?: string;
}

export type TurnOpening = {
  readonly settings: EngineSettings;
  readonly claimedSeq: number;
  readonly control: ControlView;
  readonly view: Conversation;
  readonly agenda?: Agenda;
  /** The assistant is paused, and what there is waits until it goes on. */
  readonly isPaused?: boolean;
  /** Absent when there was nothing to open a turn for. */
  readonly turn?: OpenedTurnRef;
};

/** A turn as it was opened. */
export interface OpenedTurnRef extends TurnRef {
  readonly speaks: boolean;
  /** Whether what opened it leaves an action in doubt that can't be undone. */
  readonly needsPerson?: boolean;
  /** Whether what the customer wrote is to be understood first. Absent in histories from before that was done. */
  readonly reads?: boolean;
  /** Whether the customer is told when it takes long. Absent in histories from before they were. */
  readonly isWatched?: boolean;
  /** Whether its deadline was told of too late to count is recorded. */
  readonly recordsLateness?: boolean;
  /** Names of what is to be looked through before the model speaks. */
  readonly knowledge?: readonly string[];
  /** Why operators take it from here before the assistant does anything. */
  readonly handOverBecause?: string;
  /** Plans that what opened it lets go on. */
  readonly plans?: readonly PlanInHand[];
}

/**
 * What the customer hears of a handover. `apology`: that something went wrong; `once`: who takes over, unless they were
 * told so in this case for the same reason. Otherwise: who takes over.
 */
export type HandOverWords = 'apology' | 'once';

/** What a model call led to, and for the reader of the history what it took. */
export type ModelOutcome = ModelEnd & { readonly spent?: Spent };

type ModelEnd =
  /** `cited`: numbers of the passages that the text rests on. */
  | { readonly kind: 'answer'; readonly text: string; readonly cited?: readonly number[] }
  | { readonly kind: 'calls'; readonly orders: readonly CallOrder[] }
  /** Control has changed, or the turn has ended: nothing more may be said in it. */
  | { readonly kind: 'fenced' };

/** What came of asking an agent that was asked by another one. */
export type AgentOutcome =
  /** Its answer stands with the call that asked; the beginning is for the reader of the history. */
  | { readonly kind: 'answer'; readonly preview: string; readonly spent?: Spent }
  | { readonly kind: 'calls'; readonly orders: readonly CallOrder[]; readonly spent?: Spent }
  | { readonly kind: 'fenced' };

/** What a decision, or its absence, asks the next turn to do. */
export interface TakenDecision {
  readonly turnId: string;
  readonly state: 'approved' | 'rejected' | 'expired';
  readonly onExpiry: 'reject' | 'escalate';
  /** The call, ready to run, when it was approved. */
  readonly order?: CallOrder;
  /** The plan that the call is part of, as it stands. */
  readonly plan?: PlanInHand;
}

/** The assistant is paused: nothing was taken, and the decision waits. */
export interface WaitingDecision {
  readonly isPaused: true;
}

/** How the workflow ends a turn that has no answer. */
export interface TurnEnding {
  readonly turn: TurnRef;
  readonly outcome: TurnOutcome;
  readonly reason?: string;
  /** Which fixed text the customer is told, if the fence still stands. */
  readonly note?: 'waitingForApproval';
}
