/** One utterance in the transcript. */
export interface Message {
  /** Position in the conversation's transcript, from 1, without gaps. */
  readonly seq: number;
  readonly id: string;
  readonly from: Sender;
  readonly kind: MessageKind;
  readonly channel: ChannelName;
  readonly text: string;
  readonly citations: readonly Citation[];
  readonly turnId?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

export type Sender = 'customer' | 'assistant' | 'operator';

/** `answer` ends a turn; what the assistant says in between or instead is a `note`. */
export type MessageKind = 'message' | 'answer' | 'note';

export const channelNames = ['web', 'whatsapp', 'email'] as const;
/** The medium a message came by. */
export type ChannelName = (typeof channelNames)[number];

/** The reference shown with an answer: which passage a statement rests on. */
export interface Citation {
  readonly title: string;
  readonly url?: string;
  readonly passage: string;
}

/** What became of a customer's message. */
export type Disposition = 'pending' | 'answered' | 'handed_over' | 'closed';

/** How far an address is proved to be the customer's, weakest first. */
export const proofs = ['claimed', 'channel-proved', 'business-proved'] as const;
export type Proof = (typeof proofs)[number];

/** Whether `held` is at least `demanded`. */
export const proves = (held: Proof, demanded: Proof) => proofs.indexOf(held) >= proofs.indexOf(demanded);
