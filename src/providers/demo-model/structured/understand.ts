import { languageTagOf } from '../words/language.ts';
import { chooseIntent } from './choose-intent.ts';
import { complexityOf, partsAskedIn } from './complexity.ts';
import { linesIn, newestOf } from './lines.ts';

/** What the newest lines of a transcript are about, among the intents that a system message lists. */
export function understand(system: string, said: string, intents: readonly string[]) {
  const lines = linesIn(said);
  const { newest, before, ours } = newestOf(lines);
  const customers = lines.filter(({ from }) => from === 'customer').map(({ text }) => text);
  const language = [newest, ...customers.toReversed()].map(languageTagOf).find(Boolean);
  const { intent, confidence } = chooseIntent({ system, intents, newest, before, ours });
  return {
    intent,
    confidence,
    complexity: complexityOf(newest),
    parts: partsAskedIn(newest),
    language: language ?? 'en',
  };
}
