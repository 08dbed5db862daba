import { wanting } from '../support/classification.ts';
import { answersAre, type Scenario, tool } from './scenario.ts';

/** Lives of conversations in which agents turn to each other. */
export const agentScenarios: Readonly<Record<string, Scenario>> = {
  handoff: {
    script: wanting('other', ({ messages }) => {
      if (messages[0]?.content?.includes('Orders.')) return { text: 'Orders here.' };
      const [look, pass] = [
        { name: 'look', args: { what: 'A-1' } },
        { name: 'hand_off_to_orders', args: { reason: 'Theirs.', note: 'A-1.' } },
      ];
      return { toolCalls: [pass, look] };
    }),
    assistant: {
      agents: {
        desk: { tools: [tool('look', 'local')], handoffs: ['orders'] },
        orders: { instructions: 'Orders.' },
      },
      intents: { other: { description: 'Else', agent: 'desk', tier: 'large' } },
    },
    async play(engine, id) {
      await engine.say(id, 'Where might it be?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },
};
