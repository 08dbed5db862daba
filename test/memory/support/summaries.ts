import type { Script, StandInRequest } from '../../support/stand-in-model.ts';
import type { Answer, Reply } from '../../support/stand-in-reply.ts';

/** Whether a request asks for a summary, and not for an answer. */
export function asksForSummary({ raw }: StandInRequest): boolean {
  const format = raw.response_format as { json_schema?: { name?: string } } | undefined;
  return format?.json_schema?.name === 'summary';
}

/** A stand-in's summary. */
export const summaryReply = (summary: string): Answer => ({ text: JSON.stringify({ summary }) });

/** A script that sums up as the first says, told how often it was asked, and answers the rest as the other. */
export function summing(
  sumUp: (request: StandInRequest, call: number) => Reply | Promise<Reply>,
  answer: (request: StandInRequest) => Reply | Promise<Reply>,
): Script {
  let calls = 0;
  return (request) => {
    if (!asksForSummary(request)) return answer(request);
    calls += 1;
    return sumUp(request, calls);
  };
}

/** A model whose window is full after a few messages. */
export const smallWindow = {
  models: {
    large: {
      model: 'stand-in',
      contextTokens: 4_000,
      outputTokensMax: 500,
      priceMicroUsdPerMillionTokens: { input: 1_000_000, output: 2_000_000 },
      baseUrlEnv: 'MODEL_URL',
      apiKeyEnv: 'MODEL_KEY',
    },
  },
} as const;

/** A long message with a mark by which it is found again. */
export const longText = (mark: string) => `${mark} ${'and so on and so forth '.repeat(30)}`;

/** All that a request tells a model. */
export const promptOf = ({ messages }: StandInRequest) =>
  messages.map(({ content }) => content ?? '').join('\n');
