/** What a model is asked: the conversation so far, what it may use, and how much it may say. */
export interface ModelRequest {
  readonly model: string;
  readonly messages: readonly ModelMessage[];
  readonly tools: readonly ModelTool[];
  readonly outputTokensMax: number;
  readonly temperature?: number;
  /** Makes the answer a JSON text of this shape, as far as the vendor keeps its word. */
  readonly responseSchema?: { readonly name: string; readonly schema: JsonSchema };
}

/** One entry of the conversation as a model reads it. */
export type ModelMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ModelToolCall[] }
  | { readonly role: 'tool'; readonly toolCallId: string; readonly content: string };

/** A tool as a model is told of it. */
export interface ModelTool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: JsonSchema;
}

/** A JSON Schema document whose top is an object. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** One tool call as a model wrote it: neither its name nor its arguments have been checked. */
export interface ModelToolCall {
  /** The model's own, or one of ours where it gave none; unique within a response. Never an effect's key. */
  readonly id: string;
  readonly name: string;
  /** JSON, if the model kept its word. */
  readonly argumentsText: string;
}

/** A whole answer of a model. It has text, or tool calls, or both. */
export interface ModelResponse {
  readonly text: string;
  readonly toolCalls: readonly ModelToolCall[];
  readonly finishReason: FinishReason;
  /** Missing where the vendor told none: then the call counts with its worst case. */
  readonly usage?: ModelUsage;
  /** How long the vendor has nothing left for us after this, where it says so. */
  readonly restMs?: number;
}

/** Why a model stopped; `length`: it had more to say, and tool calls may have lost their end. */
export type FinishReason = 'stop' | 'length' | 'tool_calls';

export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What one request took of which model. */
export interface Spent extends Partial<ModelUsage> {
  readonly model: string;
  /** Missing where the model has no known price. */
  readonly costMicroUsd?: number;
}

/** How one request is followed while it runs. */
export interface ModelCallOptions {
  /** Closes the vendor's socket; the call then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** The longest silence between two chunks, and before the first. */
  readonly gapTimeoutMs: number;
  /** Told each piece of text in order; the next is read when it has resolved. What it throws ends the call. */
  onText(text: string): Promise<void>;
}

/** A vendor's chat model. */
export interface ChatModel {
  /** UTF-8 bytes of what would be sent: no tokenizer makes more tokens of it. */
  requestBytes(request: ModelRequest): number;
  /** Asks once, without retries. Rejects with a `ModelError`, the signal's reason, or what `onText` threw. */
  complete(request: ModelRequest, options: ModelCallOptions): Promise<ModelResponse>;
}
