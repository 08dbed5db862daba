import { randomUUID } from 'node:crypto';

/** A visitor of the chat, over HTTP. */
export interface Visitor {
  readonly headers: Readonly<Record<string, string>>;
  say(text: string): Promise<number>;
  /** Reads the event stream until the signal ends it; tells each time an answer or a note has come. */
  follow(signal: AbortSignal, onAnswer: () => void): Promise<void>;
}

export async function visit(http: string): Promise<Visitor> {
  const opened = await fetch(`${http}/v1/chat/sessions`, { method: 'POST' });
  if (opened.status !== 201) throw new Error(`no session: ${opened.status}`);
  const { token } = (await opened.json()) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    headers,
    async say(text) {
      const body = JSON.stringify({ id: randomUUID(), text });
      const response = await fetch(`${http}/v1/chat/messages`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      return response.status;
    },
    async follow(signal, onAnswer) {
      const response = await fetch(`${http}/v1/chat/events`, { headers, signal });
      const decoder = new TextDecoder();
      let text = '';
      for await (const bytes of response.body ?? []) {
        text += decoder.decode(bytes, { stream: true });
        const whole = text.slice(0, text.lastIndexOf('\n\n') + 1);
        text = text.slice(whole.length);
        for (const _ of whole.matchAll(/^event: message\ndata: .*"from":"assistant"/gm)) onAnswer();
      }
    },
  };
}
