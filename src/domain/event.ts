import { canonicalJson } from './canonical-json.ts';

/** Something that another system tells of the customer's affairs, such as a parcel that was sent. */
export interface OutsideEvent {
  /** The sender's own, unique in the conversation. */
  readonly id: string;
  /** As `order.shipped`. */
  readonly type: string;
  readonly data: EventData;
}

export type EventData = Readonly<Record<string, unknown>>;

/** How the type of an event is written. */
export const eventTypePattern = /^[a-z0-9_.-]{1,100}$/;

export const eventBounds = {
  idTextMax: 200,
  /** As JSON, in UTF-8 bytes. */
  dataBytesMax: 8_192,
  /** Events that one turn takes at once; more wait for the next. */
  perTurnMax: 10,
  /** Events of one conversation that may wait for a turn. */
  waitingMax: 100,
} as const;

/** Whether two events that carry one id are the same one, told twice. Throws on what JSON can't hold. */
export const isSameEvent = (a: Omit<OutsideEvent, 'id'>, b: Omit<OutsideEvent, 'id'>): boolean =>
  a.type === b.type && canonicalJson(a.data) === canonicalJson(b.data);
