import { writeAssistant } from '../../start/support/write-assistant.ts';
import { assistants, type Part } from './cast.ts';
import { dimensions } from './knowledge-weather.ts';
import { officeAgents, officeDocuments, officeSettings, officeTools } from './office.ts';
import { stormTools } from './tool-weather.ts';

/** What an assistant may spend, in money of which a token costs one. */
interface Caps {
  readonly case: number;
  readonly day: number;
}

/** Writes what the storm's customers speak to. Returns what each may spend. */
export async function writeAssistants(folder: string, cast: readonly Part[], farEndUrl: string) {
  const caps = capsFor(cast);
  for (const id of assistants)
    await writeAssistant(folder, {
      ...{ id, tools: stormTools, farEndUrl, settings: settingsFor(caps[id]) },
      ...(id === 'office' && office(caps[id])),
    });
  return caps;
}

/** The thrifty could all together spend more than twice their day's cap. */
function capsFor(cast: readonly Part[]) {
  const thrifty = cast.filter(({ role }) => role === 'thrifty').length;
  const ample = { case: 1_000_000, day: 1_000_000_000 };
  const scarce = { case: 1_000_000, day: Math.max(1, thrifty) * 4_500 };
  return { desk: ample, doomed: ample, office: ample, thrifty: scarce };
}

function settingsFor({ case: inCase, day }: Caps) {
  return {
    models: { large: model('primary', ['backup']), backup: model('backup') },
    budget: { case: { costMicroUsd: inCase }, assistantDay: { costMicroUsd: day }, downgradeAt: 1 },
    settleMs: 50,
    turnDeadlineMs: 15_000,
    escalation: { outageWaitMs: 20_000 },
    door: { answersPer10s: 1_000, messagesPerMinute: 1_000_000 },
  };
}

/** What the office has instead of, and beside, what the others have. */
function office(caps: Caps) {
  const { models, ...settings } = settingsFor(caps);
  const embedding = { model: 'embedding', dimensions, baseUrlEnv: 'EMBEDDINGS_URL' };
  return {
    ...{ tools: officeTools, agents: officeAgents, documents: officeDocuments },
    settings: {
      ...{ ...settings, ...officeSettings },
      models: { ...models, small: model('small', ['backup']), embedding },
    },
  };
}

const model = (name: string, fallback: readonly string[] = []) => ({
  ...{ model: name, contextTokens: 32_000, outputTokensMax: 300, fallback },
  priceMicroUsdPerMillionTokens: { input: 1_000_000, output: 1_000_000 },
});
