import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import { bounds } from '../../src/domain/bounds.ts';
import type { NumberedPassage } from '../../src/domain/knowledge.ts';
import type { Message } from '../../src/domain/message.ts';
import { bytesOfTokens, messageOverheadTokens, tokensOfBytes } from '../../src/domain/token-shares.ts';

/** The newest messages that fit, oldest first; the turn's own stay whatever they take. */
export function fitTranscript<Shown extends Message>(
  messages: readonly Shown[],
  turnId: string,
  tokensMax: number,
): Shown[] {
  let left = tokensMax;
  const kept: Shown[] = [];
  for (const message of messages.toReversed()) {
    left -= tokensOfText(message.text) + messageOverheadTokens;
    if (left < 0 && message.turnId !== turnId) break;
    kept.push(message);
  }
  return kept.reverse();
}

/** The best passages that fit; they come best first. At least one stays. */
export function fitPassages(passages: readonly NumberedPassage[], tokensMax: number): NumberedPassage[] {
  let left = tokensMax;
  return passages.filter(({ title, text }, index) => {
    left -= tokensOfText(title) + tokensOfText(text);
    return left >= 0 || index === 0;
  });
}

/** How much a model reads of each tool call's result, in UTF-16 units: the newest whole, what is older the less. */
export function resultTextMaxima(
  calls: readonly ToolCallRow[],
  tokensMax: number,
): ReadonlyMap<string, number> {
  let left = bytesOfTokens(tokensMax);
  const maxima = calls.toReversed().map(({ id, result }): [string, number] => {
    const textMax = Math.max(resultTextMin, Math.min(bounds.toolResultTextMax, left));
    left -= Math.min(Buffer.byteLength(JSON.stringify(result) ?? ''), textMax);
    return [id, textMax];
  });
  return new Map(maxima);
}

const resultTextMin = 500;

const tokensOfText = (text: string) => tokensOfBytes(Buffer.byteLength(text));
