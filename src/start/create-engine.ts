import type { Dependencies, Log } from '../../activities/dependencies.ts';
import { type Activities, createActivities } from '../../activities/index.ts';
import { readAgenda } from '../database/agenda.ts';
import { createApprovals } from '../database/approvals.ts';
import { writeAudit } from '../database/audit.ts';
import { readBrief } from '../database/brief.ts';
import { createCallbacks } from '../database/callbacks.ts';
import { createCases } from '../database/cases.ts';
import { createControl } from '../database/control.ts';
import { createConversations } from '../database/conversations.ts';
import { createDrafts } from '../database/drafts.ts';
import { createEffects } from '../database/effects.ts';
import { createEvents } from '../database/events.ts';
import { createFollowUps } from '../database/follow-ups.ts';
import { createHandoffs } from '../database/handoffs.ts';
import { createManifests } from '../database/manifests.ts';
import { createMemory } from '../database/memory.ts';
import { createMessages } from '../database/messages.ts';
import type { Database } from '../database/open-database.ts';
import { createOperators } from '../database/operators.ts';
import { waitForModels } from '../database/outages.ts';
import { createPauses } from '../database/pauses.ts';
import { createPlans } from '../database/plans.ts';
import { createPurse } from '../database/purse.ts';
import { loadStanding } from '../database/standing.ts';
import { createSteps } from '../database/steps.ts';
import { createSuggestions } from '../database/suggestions.ts';
import { createThreads } from '../database/threads.ts';
import { createToolCalls } from '../database/tool-calls.ts';
import { createTurnPassages } from '../database/turn-passages.ts';
import { createTurns } from '../database/turns.ts';
import type { Components } from '../domain/component.ts';
import { createKeptPassages } from '../domain/kept-passages.ts';
import type { Knowledge } from '../domain/knowledge.ts';
import type { ChatModel } from '../domain/model.ts';
import { detectLanguage } from '../language/detect-language.ts';
import type { Registry, VendorAccess } from '../registry/assistant.ts';
import { hashOf } from '../registry/hash.ts';
import { createPinnedAssistants } from './pinned-assistants.ts';

/** The activities, on a database and with the assistants that this process has loaded. */
export const createEngine = (parts: EngineParts): Activities => createActivities(engineDependencies(parts));

/** What the activities of a process rest on. */
export interface EngineParts {
  readonly db: Database;
  readonly registry: Registry;
  readonly modelFor: (model: VendorAccess) => ChatModel;
  readonly components: Components;
  /** Missing: nothing is found. */
  readonly knowledge?: Knowledge;
  /** Missing: no server is asked for tools. */
  readonly mcpTools?: Dependencies['mcpTools'];
  readonly hasSearchAttributes: boolean;
  /** How others reach the HTTP service. Missing: nothing can be told to it. */
  readonly publicUrl?: () => string | undefined | null;
  /** What must never be said to a customer: keys and passwords of this process. */
  readonly secrets?: readonly string[];
  readonly log: Log;
}

const noKnowledge: Knowledge = { search: async () => ({ passages: [], meaning: 'off' }) };

/** Everything that activities are made of, from these parts. */
export function engineDependencies(parts: EngineParts): Dependencies {
  const { db, registry, modelFor, components, hasSearchAttributes, log } = parts;
  const { secrets = [], knowledge = noKnowledge, publicUrl = () => undefined } = parts;
  return {
    messages: createMessages(db),
    conversations: createConversations(db),
    turns: createTurns(db),
    turnPassages: createTurnPassages(db),
    knowledge,
    keptPassages: createKeptPassages(Date.now),
    components,
    pauses: createPauses(db),
    cases: createCases(db),
    memory: createMemory(db),
    events: createEvents(db),
    followUps: createFollowUps(db),
    readAgenda: (conversationId) => readAgenda(db, conversationId),
    detectLanguage,
    secrets,
    handoffs: createHandoffs(db),
    drafts: createDrafts(db),
    toolCalls: createToolCalls(db),
    threads: createThreads(db),
    plans: createPlans(db),
    approvals: createApprovals(db),
    effects: createEffects(db),
    callbacks: createCallbacks(db),
    publicUrl,
    steps: createSteps(db),
    control: createControl(db),
    waitForModels: (request) => db.transaction().execute((tx) => waitForModels(tx, request)),
    brief: (conversationId) => readBrief(db, conversationId),
    suggestions: createSuggestions(db),
    loadStanding: (conversationId) => loadStanding(db, conversationId),
    findOperator: createOperators(db).findById,
    audit: (entry) => writeAudit(db, entry),
    mcpTools: parts.mcpTools ?? (async () => []),
    findAssistant: (id) => registry.assistants.get(id),
    findPinned: createPinnedAssistants(registry, createManifests(db)),
    purse: createPurse(db),
    modelFor,
    hasSearchAttributes,
    hashOf,
    log,
  };
}
