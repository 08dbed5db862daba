import type { ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from 'openai/resources/chat';
import type { ModelMessage, ModelRequest } from '../domain/model.ts';

/** The request in the vendor's words. */
export function toVendorRequest(
  request: ModelRequest,
  baseUrl: string | undefined,
): ChatCompletionCreateParamsStreaming {
  return {
    model: request.model,
    messages: request.messages.map(toVendorMessage),
    stream: true,
    stream_options: { include_usage: true },
    ...outputLimit(request.outputTokensMax, baseUrl),
    ...(request.temperature === undefined ? {} : { temperature: request.temperature }),
    ...(request.responseSchema && {
      response_format: {
        type: 'json_schema',
        json_schema: { strict: true, ...asVendor(request.responseSchema) },
      },
    }),
    // An empty list is refused by some.
    ...(request.tools.length === 0 ? {} : { tools: request.tools.map(toVendorTool) }),
  };
}

/**
 * OpenAI refuses the old name for its newer models; most others know only the old one and would ignore the
 * new, which would lift the limit that the purse has reserved for.
 */
function outputLimit(outputTokensMax: number, baseUrl: string | undefined) {
  const isOpenAi = baseUrl === undefined || /(^|\.)openai(\.azure)?\.com$/.test(new URL(baseUrl).hostname);
  return isOpenAi ? { max_completion_tokens: outputTokensMax } : { max_tokens: outputTokensMax };
}

function toVendorMessage(message: ModelMessage): ChatCompletionMessageParam {
  switch (message.role) {
    case 'tool':
      return { role: 'tool', tool_call_id: message.toolCallId, content: message.content };
    case 'assistant':
      if (!message.toolCalls?.length) return { role: 'assistant', content: message.content };
      return {
        role: 'assistant',
        content: message.content || null,
        tool_calls: message.toolCalls.map((call) => ({
          id: call.id,
          type: 'function',
          function: { name: call.name, arguments: call.argumentsText },
        })),
      };
    default:
      return { role: message.role, content: message.content };
  }
}

function toVendorTool({ name, description, inputSchema }: ModelRequest['tools'][number]) {
  return { type: 'function', function: { name, description, parameters: { ...inputSchema } } } as const;
}

const asVendor = ({ name, schema }: NonNullable<ModelRequest['responseSchema']>) => ({
  name,
  schema: { ...schema },
});
