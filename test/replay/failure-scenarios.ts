import { wanting } from '../support/classification.ts';
import { answersAre, type Scenario, tool } from './scenario.ts';

/** Lives in which a vendor fails, or may be asked only so often. */
export const failureScenarios: Readonly<Record<string, Scenario>> = {
  outage: {
    script: (_request, call) =>
      call === 1 ? { status: 429, headers: { 'retry-after': '30' } } : { text: 'Here again.' },
    assistant: { turnDeadlineMs: 5_000 },
    async play(engine, id) {
      await engine.say(id, 'Hello');
      await engine.transcriptWhen(id, (all) => all.some(({ kind }) => kind === 'note'));
      // The vendor is back before it said.
      await engine.db.updateTable('reservations').set({ retry_at: null }).execute();
      await engine.handle(id).signal('wakeUp');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },

  'limited-model': {
    script: wanting('other', ({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? { text: 'Done.' }
        : { toolCalls: [{ name: 'look', args: { what: 'A-1' } }] },
    ),
    assistant: {
      models: {
        large: {
          ...{ model: 'stand-in', contextTokens: 32_000, outputTokensMax: 1_000, ratePerSecond: 50 },
          ...{ baseUrlEnv: 'MODEL_URL', apiKeyEnv: 'MODEL_KEY' },
        },
      },
      agents: { desk: { tools: [tool('look', 'local')] } },
      intents: { other: { description: 'Anything', agent: 'desk', tier: 'large' } },
    },
    async play(engine, id) {
      await engine.say(id, 'Where might it be?');
      await engine.transcriptWhen(id, answersAre(1));
    },
  },
};
