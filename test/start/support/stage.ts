import type { TestContext } from 'node:test';
import { startBaton } from '../../support/baton-process.ts';
import { cleanupOf } from '../../support/cleanup.ts';
import { type Script, startStandInModel } from '../../support/stand-in-model.ts';
import { tempDir } from '../../support/temp-dir.ts';
import { admin } from './console.ts';
import { type Arrival, startFarEnd } from './far-end.ts';
import { openVisit } from './visitor.ts';
import { type WrittenTool, writeAssistant } from './write-assistant.ts';

/** Everything as in production but the two ends that are others': the model's vendor and the tools' far end. */
export async function setStage(
  t: TestContext,
  options: {
    readonly tools: readonly WrittenTool[];
    readonly script: Script;
    readonly agents?: Parameters<typeof writeAssistant>[1]['agents'];
    readonly settings?: Readonly<Record<string, unknown>>;
    readonly react?: (arrival: Arrival) => Promise<unknown> | unknown;
    readonly replied?: (arrival: Arrival) => unknown;
  },
) {
  const undo = cleanupOf(t);
  const { tools, agents, script, settings = {}, react, replied } = options;
  const model = await startStandInModel(script);
  undo(() => model.stop());
  const farEnd = await startFarEnd({ ...(react && { react }), ...(replied && { replied }) });
  undo(() => farEnd.stop());
  const assistants = await tempDir(t);
  await writeAssistant(assistants, {
    id: 'desk',
    tools,
    farEndUrl: farEnd.url,
    settings,
    ...(agents && { agents }),
  });
  const env = {
    ASSISTANTS: assistants,
    OPENAI_API_KEY: 'test-key',
    OPENAI_BASE_URL: model.baseUrl,
    ...admin,
  };
  return {
    model,
    farEnd,
    env,
    undo,
    /** One Baton with everything in it, and its database and Temporal beside it. */
    async start() {
      const baton = await startBaton(env);
      undo(() => baton.stop());
      return {
        baton,
        async openVisit() {
          const visitor = await openVisit({ post: () => baton.http, read: () => baton.http });
          undo(() => visitor.leave());
          return visitor;
        },
      };
    },
  };
}
