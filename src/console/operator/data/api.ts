import * as z from 'zod/mini';
import { request } from './request.ts';
import {
  type Account,
  type Approval,
  type AuditEntry,
  accountShape,
  approvalShape,
  auditEntryShape,
  briefShape,
  type Conversation,
  colleaguesShape,
  conversationShape,
  customerShape,
  type Incident,
  incidentShape,
  linkedApprovalShape,
  type Me,
  type Message,
  meShape,
  messageShape,
  noteShape,
  type Page,
  type Pause,
  pageOf,
  pauseShape,
  registryShape,
  suggestionShape,
  tracedTurnShape,
  turnShape,
} from './shapes.ts';

/** What the inbox is narrowed down to. */
export interface InboxQuery {
  readonly status?: string;
  readonly needs?: string;
  readonly assigned?: 'me' | 'nobody';
  readonly unread?: 'true';
  readonly order?: 'urgency';
  readonly q?: string;
  readonly cursor?: string;
}

const of = (id: string) => `/v1/conversations/${encodeURIComponent(id)}`;
const conversationOnly = z.object({ conversation: conversationShape });
const accepted = z.object({ id: z.string(), seq: z.number() });

/** The routes that the console uses. */
export const api = {
  me: (signal?: AbortSignal): Promise<Me> =>
    request(meShape, '/v1/operator/me', { ...(signal && { signal }) }),
  logIn: (email: string, password: string) =>
    request(z.object({}), '/v1/operator/login', { body: { email, password } }),
  logOut: () => request(z.undefined(), '/v1/operator/logout', { body: {} }),

  conversations: (query: InboxQuery, signal: AbortSignal): Promise<Page<Conversation>> =>
    request(pageOf(conversationShape), `/v1/conversations${queryText(query)}`, { signal }),
  conversation: (id: string, signal: AbortSignal) => request(conversationShape, of(id), { signal }),
  /** The newest page, or the one before `before`. */
  messagesBefore: (id: string, before: number, signal: AbortSignal): Promise<Page<Message>> =>
    request(pageOf(messageShape), `${of(id)}/messages?before=${before}`, { signal }),
  messagesAfter: (id: string, after: number, signal: AbortSignal): Promise<Page<Message>> =>
    request(pageOf(messageShape), `${of(id)}/messages?after=${after}`, { signal }),
  turns: (id: string, signal: AbortSignal) => request(pageOf(turnShape), `${of(id)}/turns`, { signal }),
  turn: (id: string, turnId: string, signal: AbortSignal) =>
    request(tracedTurnShape, `${of(id)}/turns/${encodeURIComponent(turnId)}`, { signal }),
  customer: (id: string, signal: AbortSignal) => request(customerShape, `${of(id)}/customer`, { signal }),
  brief: (id: string, signal: AbortSignal) => request(briefShape, `${of(id)}/brief`, { signal }),

  colleagues: (signal: AbortSignal) => request(colleaguesShape, '/v1/colleagues', { signal }),
  assign: (id: string, to: string | null) => request(conversationOnly, `${of(id)}/assign`, { body: { to } }),
  notes: (id: string, signal: AbortSignal) => request(pageOf(noteShape), `${of(id)}/notes`, { signal }),
  addNote: (id: string, note: { id: string; text: string }) =>
    request(noteShape, `${of(id)}/notes`, { body: note }),
  markRead: (id: string, seq: number) => request(z.undefined(), `${of(id)}/read`, { body: { seq } }),

  takeOver: (id: string) => request(conversationOnly, `${of(id)}/take-over`, { body: {} }),
  handBack: (id: string, note: string) =>
    request(conversationOnly, `${of(id)}/hand-back`, { body: note === '' ? {} : { note } }),
  close: (id: string, reason: string) => request(conversationOnly, `${of(id)}/close`, { body: { reason } }),
  write: (id: string, message: { id: string; text: string; suggestionId?: string }) =>
    request(accepted, `${of(id)}/messages`, { body: message }),
  suggest: (id: string) => request(suggestionShape, `${of(id)}/suggestion`, { body: {}, patienceMs: 32_000 }),

  pendingApprovals: (signal: AbortSignal): Promise<Page<Approval>> =>
    request(pageOf(approvalShape), '/v1/approvals?state=pending', { signal }),
  registry: (signal: AbortSignal) => request(registryShape, '/v1/registry', { signal }),
  pauses: (signal: AbortSignal): Promise<Page<Pause>> =>
    request(pageOf(pauseShape), '/v1/pauses', { signal }),
  pause: (pause: { scope: string; manner: Pause['manner']; reason: string }) =>
    request(pageOf(pauseShape), '/v1/pauses', { body: pause }),
  resume: (scope: string) => request(pageOf(pauseShape), '/v1/pauses/resume', { body: { scope } }),
  incidents: (signal: AbortSignal): Promise<Page<Incident>> =>
    request(pageOf(incidentShape), '/v1/incidents', { signal }),
  accounts: (signal: AbortSignal): Promise<Page<Account>> =>
    request(pageOf(accountShape), '/v1/operators', { signal }),
  makeAccount: (account: { email: string; password: string; role: Account['role'] }) =>
    request(z.object({}), '/v1/operators', { body: account }),
  changeAccount: (id: string, change: AccountChange) =>
    request(z.object({ operator: accountShape }), `/v1/operators/${encodeURIComponent(id)}`, {
      body: change,
    }),
  audit: (query: { about?: string; cursor?: string }, signal: AbortSignal): Promise<Page<AuditEntry>> =>
    request(pageOf(auditEntryShape), `/v1/audit${queryText(query)}`, { signal }),
  decide: (id: string, decision: Decision) =>
    request(approvalShape, `/v1/approvals/${encodeURIComponent(id)}/decision`, { body: decision }),
  makeLink: (approvalId: string) =>
    request(
      z.object({ url: z.string(), expiresAt: z.string() }),
      `/v1/approvals/${encodeURIComponent(approvalId)}/link`,
      { body: {} },
    ),
  lookByLink: (token: string) => request(linkedApprovalShape, '/v1/decision-links/look', { body: { token } }),
  decideByLink: (token: string, word: Word) =>
    request(approvalShape, '/v1/decision-links/decide', { body: { token, ...word } }),
};

/** A person's word on an approval. */
export interface Word {
  readonly decision: 'approve' | 'reject';
  readonly args?: unknown;
  readonly reason?: string;
}

interface Decision extends Word {
  readonly version: number;
}

/** What an admin changes of an account. */
export interface AccountChange {
  readonly role?: Account['role'];
  readonly isDisabled?: boolean;
  readonly password?: string;
}

function queryText(query: object): string {
  const set = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  return set.length === 0 ? '' : `?${new URLSearchParams(set as [string, string][])}`;
}
