import type { ModelSettings } from './manifest.ts';

/**
 * How a model's window is shared out. What isn't named here (instructions, the tools' schemas, what a colleague said)
 * has the rest. The transcript's part has a ceiling besides: every turn pays for it again.
 */
const shares = { transcript: 0.35, notes: 0.1, passages: 0.15, toolResults: 0.3 } as const;

const transcriptTokensMax = 16_000;

/** Tokens that each part of a request may take. */
export interface TokenShares {
  /** The newest messages, word for word. */
  readonly transcript: number;
  /** The summary of what came before them, and earlier cases. */
  readonly notes: number;
  readonly passages: number;
  /** What this turn's tools gave. */
  readonly toolResults: number;
}

/** The parts of this model's window, its answer set aside. */
export function tokenSharesOf(model: Pick<ModelSettings, 'contextTokens' | 'outputTokensMax'>): TokenShares {
  const window = Math.max(0, model.contextTokens - model.outputTokensMax);
  const part = (share: number) => Math.floor(window * share);
  return {
    transcript: Math.min(part(shares.transcript), transcriptTokensMax),
    notes: part(shares.notes),
    passages: part(shares.passages),
    toolResults: part(shares.toolResults),
  };
}

/** Once what isn't summarised takes this much of the transcript's part, the older half of it is. */
export const summariseAboveTokens = ({ transcript }: TokenShares) => Math.floor(transcript * 0.7);
export const keptVerbatimTokens = ({ transcript }: TokenShares) => Math.floor(transcript * 0.35);

/** Three bytes a token: English has more, which errs on the safe side; Chinese or emoji have about as many. */
const bytesPerToken = 3;

/** About how many tokens a text of so many UTF-8 bytes is. */
export const tokensOfBytes = (bytes: number) => Math.ceil(bytes / bytesPerToken);

/** UTF-8 bytes that so many tokens hold. */
export const bytesOfTokens = (tokens: number) => tokens * bytesPerToken;

/** What one message costs beside its text. */
export const messageOverheadTokens = 4;
