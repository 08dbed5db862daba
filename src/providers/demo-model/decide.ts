import type { DemoRequest, DemoTool } from './demo-request.ts';
import { dataInWords } from './say/data-in-words.ts';
import { parameterInWords, phrases } from './say/phrases.ts';
import { readScene, type Scene, type ToolResult } from './scene.ts';
import { type Choice, chooseTools, isAction, isHandoff } from './tools/choose-tools.ts';
import { readResult } from './tools/read-result.ts';
import { conceptsOf } from './words/concepts.ts';
import { wordsIn } from './words/words.ts';

/** What the demo model does next. */
export type Move =
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'call'; readonly calls: readonly { name: string; args: object }[] };

/** Decides from the request alone, and always the same. Results that are there are answered, never asked again. */
export function decide(request: DemoRequest): Move {
  const scene = readScene(request.messages);
  const tools = (request.tools ?? []).map((tool) => tool.function);
  const say = (text: string): Move => ({
    kind: 'say',
    text: scene.isFirstAnswer ? `${text} ${phrases[scene.language].standIn}` : text,
  });

  const results = scene.results.filter(({ tool }) => !isHandoff(tool));
  const told = results.filter(hasRun);
  if (told.length > 0) return say(answerFrom(told, scene));
  if (results.length > rerunsMax) return say(phrases[scene.language].failed);
  const choices = chooseTools(scene, tools);
  const ready = choices.filter(({ missing }) => missing.length === 0);
  if (ready.length > 0)
    return { kind: 'call', calls: ready.map(({ tool, args }) => ({ name: tool.name, args })) };
  if (choices.length > 0) return say(askFor(choices, scene));
  return say(smallTalk(scene, tools));
}

/** A call that never ran is simply made again, though not for ever. */
const hasRun = ({ content }: ToolResult) => readResult(content).state !== 'not_run';
const rerunsMax = 8;

function answerFrom(results: readonly ToolResult[], scene: Scene): string {
  return [...new Set(results.map((result) => sentenceFor(result, scene)))].join(' ');
}

function sentenceFor({ tool, content }: ToolResult, { language }: Scene): string {
  const say = phrases[language];
  const reading = readResult(content);
  if (reading.state === 'rejected') return say.rejected(reading.reason.replace(/[.\s]+$/, ''));
  if (reading.state === 'not_run') return say.failed;
  if (reading.state !== 'done') return say[reading.state];
  const words = dataInWords(reading.data, language).replace(/[.\s]+$/, '');
  if (words === '') return say.nothing;
  if (!isAction(tool)) return say.found(words);
  return reading.isRepeated ? say.doneBefore(words) : say.done(words);
}

function askFor(choices: readonly Choice[], { language }: Scene): string {
  const names = new Set(choices.flatMap(({ missing }) => missing));
  const asked = [...names].map((name) => parameterInWords(name, language));
  return phrases[language].ask(asked.join(phrases[language].and));
}

function smallTalk({ asked, language }: Scene, tools: readonly DemoTool[]): string {
  const say = phrases[language];
  const text = asked.join(' ');
  if (conceptsOf(text).has('person')) return say.person;
  if (/\b(thanks?|thank you|danke|dankeschön|merci)\b/i.test(text)) return say.thanks;
  if (text === '' || /^\W*(hi|hello|hey|hallo|moin|guten|good)\b/i.test(text)) return say.hello;
  const names = tools.filter(({ name }) => !isHandoff(name)).map(({ name }) => wordsIn(name).join(' '));
  return names.length > 0 ? say.can(names.join(', ')) : say.cannot;
}
