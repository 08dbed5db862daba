/** Turns texts into vectors by which their meanings can be compared. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  /** One vector a text, in their order, each of that many dimensions. One attempt; rejects with a ModelError. */
  embed(texts: readonly string[], signal: AbortSignal, call?: EmbeddingCall): Promise<Float32Array[]>;
}

/** For whom texts are embedded, and what that takes. */
export interface EmbeddingCall {
  /** The turn that pays; absent: the assistant does. */
  readonly turnId?: string | undefined;
  /** Told what the vendor counted, where it says so. */
  readonly onUsage?: ((inputTokens: number) => void) | undefined;
}
