/** Turns texts into vectors by which their meanings can be compared. */
export interface Embedder {
  readonly model: string;
  readonly dimensions: number;
  /** One vector a text, in their order, each of that many dimensions. One attempt; rejects with a ModelError. */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]>;
}
