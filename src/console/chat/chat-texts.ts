import type { ChatStatus, Refusal } from './chat-message.ts';
import type { Connection } from './chat-state.ts';

/** What is written for a language: every text of the page. */
export interface WrittenTexts {
  readonly language: string;
  readonly title: string;
  readonly transcript: string;
  readonly welcome: string;
  readonly earlier: string;
  readonly latest: string;
  readonly from: { readonly customer: string; readonly assistant: string; readonly operator: string };
  readonly by: { readonly web: string; readonly whatsapp: string; readonly email: string };
  readonly writing: string;
  readonly status: Readonly<Record<ChatStatus['state'], string>>;
  readonly connection: Readonly<Record<Connection, string>>;
  readonly sources: string;
  readonly opensElsewhere: string;
  readonly sending: string;
  readonly waiting: string;
  readonly refusal: Readonly<Record<Refusal, string>>;
  readonly edit: string;
  readonly discard: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly send: string;
  readonly unitsLeft: (units: number) => string;
  readonly unitsOver: (units: number) => string;
  readonly full: string;
  /** What the launcher of the widget is called. */
  readonly open: string;
  readonly close: string;
  readonly unread: (count: number) => string;
}

/** Every text of the page in one language, as this visitor reads it. */
export interface ChatTexts extends WrittenTexts {
  /** The tag by which times and numbers are written; the same language, perhaps with a country. */
  readonly locale: string;
}
