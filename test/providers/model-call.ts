import type { TestContext } from 'node:test';
import type { ModelCallOptions, ModelRequest } from '../../src/domain/model.ts';
import { createChatModel } from '../../src/providers/chat-model.ts';
import { type Script, startStandInModel } from '../support/stand-in-model.ts';

export const apiKey = 'sk-test-0123456789';

export const question: ModelRequest = {
  model: 'small',
  messages: [{ role: 'user', content: 'Where is my order?' }],
  tools: [],
  outputTokensMax: 100,
};

/** A chat model whose vendor answers as scripted, until the test is over. */
export async function modelAgainst(t: TestContext, script: Script) {
  const vendor = await startStandInModel(script);
  t.after(() => vendor.stop());
  const texts: string[] = [];
  const model = createChatModel({ baseUrl: vendor.baseUrl, apiKey });
  const ask = (options: Partial<ModelCallOptions> = {}, request: Partial<ModelRequest> = {}) =>
    model.complete({ ...question, ...request }, optionsWith(texts, options));
  return { vendor, texts, ask };
}

export function optionsWith(texts: string[], options: Partial<ModelCallOptions> = {}): ModelCallOptions {
  return {
    signal: new AbortController().signal,
    gapTimeoutMs: 10_000,
    onText: async (text) => {
      texts.push(text);
    },
    ...options,
  };
}
