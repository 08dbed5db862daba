import { chatBounds } from './chat-bounds.ts';
import {
  acceptedSchema,
  type ChatMessage,
  messagePageSchema,
  type Session,
  sessionSchema,
} from './chat-message.ts';
import { HttpFailure, retryAfterMs } from './http-failure.ts';

/** The chat's routes. Every call rejects with `HttpFailure` on a refusal, and with the platform's error without answer. */
export type ChatApi = ReturnType<typeof createChatApi>;

/** Speaks the chat's routes at `baseUrl` (empty: the page's own origin). */
export function createChatApi(baseUrl: string, signal: AbortSignal) {
  const request = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${baseUrl}${path}`, { cache: 'no-store', credentials: 'omit', ...init });
    if (response.ok) return response;
    throw new HttpFailure(response.status, retryAfterMs(response.headers.get('retry-after')));
  };
  const bounded = () => AbortSignal.any([signal, AbortSignal.timeout(chatBounds.requestMsMax)]);
  const post = async (path: string, token: string | null, body: unknown): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', ...bearer(token) };
    const response = await request(path, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: bounded(),
    });
    return response.json();
  };

  return {
    /** `identity` is the business's signed word on who the visitor is. */
    openSession: async (
      wish: { readonly assistant: string | null; readonly identity?: string },
      earlierToken: string | null,
    ): Promise<Session> => {
      const { assistant, identity } = wish;
      const body = { ...(assistant && { assistant }), ...(identity && { identity }) };
      return sessionSchema.parse(await post('/v1/chat/sessions', earlierToken, body));
    },

    postMessage: async (token: string, id: string, text: string) =>
      acceptedSchema.parse(await post('/v1/chat/messages', token, { id, text })),

    listMessages: async (token: string, afterSeq: number): Promise<readonly ChatMessage[]> => {
      const path = `/v1/chat/messages?after=${afterSeq}`;
      const response = await request(path, { headers: bearer(token), signal: bounded() });
      return messagePageSchema.parse(await response.json()).items;
    },

    /** The open event stream; it lasts until it ends or `streamSignal` aborts it. */
    openEvents: (token: string, lastSeq: number | null, streamSignal: AbortSignal): Promise<Response> => {
      const lastEventId: Record<string, string> =
        lastSeq === null ? {} : { 'last-event-id': String(lastSeq) };
      const headers = { accept: 'text/event-stream', ...bearer(token), ...lastEventId };
      return request('/v1/chat/events', { headers, signal: AbortSignal.any([signal, streamSignal]) });
    },
  };
}

const bearer = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` };
