import { cleanText } from '../../src/domain/clean-text.ts';
import { cutAtSentence } from '../../src/domain/cut-at-sentence.ts';
import type { ModelResponse } from '../../src/domain/model.ts';

/** What a model said, as it may be stored; where it had more to say, up to its last whole sentence. */
export function saidIn(response: ModelResponse): string {
  const text = cleanText(response.text);
  return response.finishReason === 'length' ? cutAtSentence(`${text} `, text.length) : text;
}
