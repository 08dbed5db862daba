import type { Settled } from './decide.ts';
import type { DemoTool } from './demo-request.ts';
import { keysOf } from './passages/quote.ts';
import { sentencesIn } from './passages/sentences.ts';
import type { Plan } from './plan.ts';
import { abilitiesIn } from './say/abilities.ts';
import { phrases } from './say/phrases.ts';
import { askFor, confirmFor } from './say/questions.ts';
import { resultInWords } from './say/result-in-words.ts';
import type { Scene } from './scene.ts';
import { kindOf } from './tools/tool-kind.ts';
import { topicIn } from './words/labels.ts';
import { moodOf } from './words/mood.ts';

type Answerable = Settled & { readonly tools: readonly DemoTool[] };

/** What is said once there is nothing left to look up: every part of what was asked, in the order asked. */
export function answerFor({ scene, tools, plans, given, besides }: Answerable): string {
  const say = phrases[scene.language];
  const kinds = new Map(tools.map((tool) => [tool.name, kindOf(tool)]));
  const told = besides
    .filter(({ tool }) => !kinds.get(tool)?.isSearch)
    .map((result) => resultInWords(result, kinds.get(result.tool), scene.language));
  const parts = plans.map((plan, index) => {
    const result = given.get(plan);
    if (result) return resultInWords(result, kinds.get(result.tool), scene.language);
    const before = plans[index - 1];
    if (plan.kind === 'confirm') return confirmFor(plan.choice, before && given.get(before), scene.language);
    return sentenceFor(plan, plans, scene, tools);
  });
  const asks = askFor(plans, given, scene);
  const sentences = [...new Set([...told, ...parts, ...(asks ? [asks] : [])].filter(Boolean))];
  if (sentences.length === 0) return scene.asked.length === 0 ? say.hello : say.unclear;
  return sentences.join(plans.length > 1 && sentences.length > 1 ? '\n' : ' ').slice(0, answerMax);
}

/** In UTF-16 units. */
const answerMax = 6_000;

function sentenceFor(plan: Plan, plans: readonly Plan[], scene: Scene, tools: readonly DemoTool[]): string {
  const say = phrases[scene.language];
  switch (plan.kind) {
    case 'quote': {
      const { passage, sentences } = plan.quote;
      const quoted = sentences.map((sentence) =>
        `${sentence.replace(/[.\s]+$/, '')} [${passage.number}].`.replace(/([!?]) (\[\d+\])\./, '$1 $2'),
      );
      const topic = plans.length > 1 ? topicIn(keysOf(plan.part), scene.language) : undefined;
      const lead = passage.language === scene.language ? '' : say.foreign;
      return `${topic ? say.about(topic) : ''}${lead}${quoted.join(' ')}`;
    }
    case 'talk':
      if (plan.talk === 'who') return say.who(nameIn(scene));
      return plan.talk === 'can' ? canDo(tools, scene) : say[plan.talk];
    case 'call':
      return say.failed;
    case 'search':
    case 'unknown': {
      const topic = topicIn(keysOf(plan.part), scene.language);
      if (plans.length > 1) return say.unknownAbout(topic ?? say.said(plan.part.slice(0, partTextMax)));
      const isAsked = topic !== undefined || moodOf(plan.part) === 'question';
      return hasKnowledge(scene, tools) && isAsked ? say.unknown : `${say.unclear} ${canDo(tools, scene)}`;
    }
    case 'ask':
    case 'confirm':
      return '';
  }
}

/** In UTF-16 units. */
const partTextMax = 80;

const hasKnowledge = ({ system }: Scene, tools: readonly DemoTool[]) =>
  system.some((text) => text.includes('<passages>')) || tools.some((tool) => kindOf(tool).isSearch);

function canDo(tools: readonly DemoTool[], { language }: Scene): string {
  const list = abilitiesIn(tools.map(kindOf), language);
  return list ? phrases[language].can(list) : phrases[language].cannot;
}

/** The name that the instructions give us, without what they say besides. */
function nameIn({ system }: Scene): string | undefined {
  const [first = ''] = sentencesIn((system[0] ?? '').slice(0, nameTextMax));
  return /^You are (\p{Lu}[\p{L}-]{1,30})\b/u.exec(first)?.[1];
}

const nameTextMax = 300;
