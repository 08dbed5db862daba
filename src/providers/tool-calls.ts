import { randomUUID } from 'node:crypto';
import { bounds } from '../domain/bounds.ts';
import type { ModelToolCall } from '../domain/model.ts';
import { ModelError } from '../domain/model-error.ts';
import type { ToolCallDelta } from './chat-chunk.ts';

interface OpenCall {
  readonly index: number | undefined;
  id: string;
  name: string;
  argumentsText: string;
}

/** The tool calls of an answer, put together from pieces in any of the dialects that servers speak. */
export function openToolCalls() {
  const calls: OpenCall[] = [];

  function add(delta: ToolCallDelta): void {
    const call = continued(calls, delta) ?? begin(delta);
    call.name ||= delta.function?.name ?? '';
    call.id ||= delta.id ?? '';
    const piece = delta.function?.arguments ?? '';
    call.argumentsText += typeof piece === 'string' ? piece : JSON.stringify(piece);
    if (Buffer.byteLength(call.argumentsText) > bounds.toolArgsBytesMax)
      throw unusable('The model wrote more arguments than a tool call may have.');
  }

  function begin(delta: ToolCallDelta): OpenCall {
    if (calls.length === bounds.callsPerRoundMax)
      throw unusable('The model asked for more tool calls at once than it may.');
    const call = { index: delta.index ?? undefined, id: '', name: '', argumentsText: '' };
    calls.push(call);
    return call;
  }

  function close(): ModelToolCall[] {
    const taken = new Set<string>();
    return calls.map(({ id, name, argumentsText }) => {
      if (name === '') throw unusable("The model's tool call names no tool.");
      const ownId = id === '' || id.length > idLengthMax || taken.has(id) ? newId() : id;
      taken.add(ownId);
      // A tool without parameters is often called with nothing at all.
      return { id: ownId, name, argumentsText: argumentsText.trim() || '{}' };
    });
  }

  return { add, close };
}

/**
 * The call that a piece goes on with. Its index says so, or that it has neither index nor name. A name with
 * another id begins a new call even under a known index: some servers count every call as number 0.
 */
function continued(calls: OpenCall[], delta: ToolCallDelta): OpenCall | undefined {
  const name = delta.function?.name;
  const call =
    typeof delta.index === 'number'
      ? calls.findLast(({ index }) => index === delta.index)
      : calls.findLast(({ id }) => (delta.id ? id === delta.id : !name));
  const isAnother = Boolean(call?.id && delta.id && name && call.id !== delta.id);
  return isAnother ? undefined : call;
}

function unusable(message: string): ModelError {
  return new ModelError('transient', message, { hadOutput: true });
}

/** As long as OpenAI's own, which it also demands when it is told of the call again. */
const newId = () => `call_${randomUUID().replaceAll('-', '')}`;

/** The longest id that every vendor takes back, in UTF-16 units. */
const idLengthMax = 40;
