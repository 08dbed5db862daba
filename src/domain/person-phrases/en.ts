import { any, end, type PersonPhrases, some } from './phrase-parts.ts';

const person =
  '(?:human(?: being)?s?|person|people|agent|representative|rep|operator|manager|supervisor|advis[eo]r|employee|staff(?: member)?|member of (?:the |your )?staff|team member|colleague|(?:customer|client) (?:service|support|care)|support(?: team)?|service team)';
const filler = 'a|an|the|your|some|any|one|of|real|live|actual|proper|human|with|to|different|another';
const oneOf = '(?:someone|somebody|anyone|anybody)';
const connect =
  '(?:talk|speak|chat|connect(?:ed)?(?: me| us)?|transfer(?:red)?(?: me| us| this| it)?|escalate(?: me| this| it)?|forward(?: me| this| it)?|pass (?:me|this|it)(?: on| over)?|hand (?:me|this|it)(?: over)?|(?:put|patch|get)(?: me)?(?: in touch| through| on)|switch me(?: over)?|redirect me)';
const want =
  '(?:i want|we want|i (?:really )?need|we need|needs|get me|give me|find me|i prefer|i d (?:like|prefer)|i would (?:like|prefer|rather have)|i d rather have|i demand|i request|(?:can|could|may) (?:i|we) (?:please )?(?:have|get)|is there|are there)';

/** How to ask for a person in English. */
export const en: PersonPhrases = {
  asks: [
    `${connect} (?:directly |please )?(?:to|with) ${some(filler)}(?:${person}|${oneOf})(?! (?:resources|error))`,
    `(?:contact|reach|get hold of|ask(?:ing)? for) ${some(filler)}${person}${end}`,
    `${want} ${some(filler)}${person}${end}`,
    `(?:${person}|${oneOf}) (?:here )?(?:that |who |whom )?(?:i|we) (?:can|could) (?:talk|speak|chat)`,
    `(?:can|could|will|would) (?:someone|somebody|anyone|you) (?:please )?(?:call|phone|ring) me(?! an? )`,
    `(?:don t|do not|stop|tired of|sick of) (?:want |wanna |like )?(?:to )?(?:talk|speak|chat)(?:ing)? (?:to|with) (?:a|an|the|this|your|some) ${any(1)}(?:bots?|robots?|machine|ai|chatbot|computer)`,
  ],
  takenBack:
    '(?:don t|dont|do not|didn t|did not|never|no need|rather not|without|tried|had|used)(?: really)?(?: want| need| have| wish| like| wanna)?(?: to)?',
  alone: `${some(filler)}${person}`,
};
