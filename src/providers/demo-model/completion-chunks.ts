/** The events of one streamed chat completion, as the protocol writes them. */
export function completionChunks(model: string, id: string) {
  const base = { id, object: 'chat.completion.chunk', created: Math.floor(Date.now() / 1_000), model };
  return {
    delta: (delta: object, finishReason: string | null = null) =>
      event({ ...base, choices: [{ index: 0, delta, finish_reason: finishReason }] }),
    usage: (promptTokens: number, completionTokens: number) =>
      event({ ...base, choices: [], usage: usageOf(promptTokens, completionTokens) }),
    end: () => 'data: [DONE]\n\n',
  };
}

/** Token counts as the protocol names them. */
export const usageOf = (promptTokens: number, completionTokens: number) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
});

/** A rough count, for servers without a tokenizer: four characters a token. */
export const tokensIn = (text: string) => Math.ceil(text.length / 4);

/** Words with the space after them, which together are the text. */
export const wordsOf = (text: string): string[] => text.match(/\s*\S+\s*/g) ?? [];

export const eventStreamHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
};

const event = (data: object) => `data: ${JSON.stringify(data)}\n\n`;
