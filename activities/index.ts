import { createAdmitSignal } from './admit-signal.ts';
import { createCallAgent } from './agents/call-agent.ts';
import { createHandOff } from './agents/hand-off.ts';
import { createApprovalActivities } from './approvals.ts';
import { createCallModel } from './call-model.ts';
import { createConversationActivities } from './conversation.ts';
import type { Dependencies } from './dependencies.ts';
import { explainErrors } from './explain-errors.ts';
import { createJoinTurn } from './memory/join-turn.ts';
import { createSummarise } from './memory/summarise.ts';
import { createMakePlan } from './plan/make-plan.ts';
import { createPrepareTasks } from './plan/prepare-tasks.ts';
import { createSettleTasks } from './plan/settle-tasks.ts';
import { createRescue } from './rescue.ts';
import { createRetrieve } from './retrieve.ts';
import { createRunTool } from './run-tool.ts';
import { createSuggestAnswer } from './suggest-answer.ts';
import { createTurnActivities } from './turn.ts';
import { createUnderstand } from './understand.ts';
import { createWaitForModels } from './wait-for-models.ts';

export type Activities = ReturnType<typeof createActivities>;

/** Every side effect that a conversation has. */
export function createActivities(dependencies: Dependencies) {
  return explainErrors(
    {
      ...createConversationActivities(dependencies),
      ...createTurnActivities(dependencies),
      ...createApprovalActivities(dependencies),
      ...createRunTool(dependencies),
      handOff: createHandOff(dependencies),
      callAgent: createCallAgent(dependencies),
      callModel: createCallModel(dependencies),
      understand: createUnderstand(dependencies),
      rescue: createRescue(dependencies),
      waitForModels: createWaitForModels(dependencies),
      retrieve: createRetrieve(dependencies),
      makePlan: createMakePlan(dependencies),
      prepareTasks: createPrepareTasks(dependencies),
      settleTasks: createSettleTasks(dependencies),
      admitSignal: createAdmitSignal(dependencies),
      joinTurn: createJoinTurn(dependencies),
      summarise: createSummarise(dependencies),
      suggestAnswer: createSuggestAnswer(dependencies),
    },
    dependencies.log,
  );
}
