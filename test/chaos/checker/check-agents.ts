import type { Evidence, Finding, Visit } from './evidence.ts';

/** Agents turn to each other no oftener than they may, and whoever was given a turn is who has it. */
export async function checkAgents({ visits, rows }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const counts = { handoffs: 0, questions: 0 };
  for (const visit of visits.filter(({ role }) => role === 'agents')) {
    const calls = await rows.calls(visit.conversationId);
    for (const { id, number, route } of await rows.turns(visit.conversationId)) {
      const own = calls.filter(({ turn_id, state }) => turn_id === id && state === 'done');
      const handoffs = own.filter(({ tool }) => tool.startsWith(handOff));
      const questions = own.filter(({ tool }) => tool.startsWith('ask_'));
      counts.handoffs += handoffs.length;
      counts.questions += questions.length;
      const name = (violation: string) => `${visit.tag}: turn ${number} ${violation}`;
      if (handoffs.length > handoffsMax) violations.push(name(`was handed off ${handoffs.length} times`));
      if (questions.length > questionsMax) violations.push(name(`took ${questions.length} questions`));
      const last = handoffs.at(-1)?.tool.slice(handOff.length);
      if (last !== undefined && route?.agent !== last)
        violations.push(name(`was given to ${last}, and ${route?.agent} has it`));
    }
  }
  violations.push(...useless(visits, counts));
  const looked = counts.handoffs + counts.questions;
  const note = `${counts.handoffs} handoffs, ${counts.questions} questions`;
  return { about: 'agents turn to each other', looked, violations, note };
}

const handOff = 'hand_off_to_';
const handoffsMax = 4;
const questionsMax = 8;

/** For so few it may be that no model could be asked. */
const luckMax = 2;

function useless(
  visits: readonly Visit[],
  { handoffs, questions }: Record<'handoffs' | 'questions', number>,
) {
  if (visits.filter(({ role }) => role === 'agents').length <= luckMax) return [];
  return [...(handoffs === 0 ? ['nobody handed off'] : []), ...(questions === 0 ? ['nobody asked'] : [])];
}
