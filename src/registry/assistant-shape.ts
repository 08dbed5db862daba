import { z } from 'zod';
import { authoringBounds as max } from '../domain/authoring-bounds.ts';
import { languagePattern } from '../domain/local-text.ts';
import {
  arrivals,
  type FixedMessage,
  failings,
  fixedMessages,
  inputGuardrails,
  outageWaitMsDefault,
  outputGuardrails,
} from '../domain/manifest.ts';
import { checkAssistantRules } from './assistant-rules.ts';
import { budgetShape } from './budget-shape.ts';
import { businessHoursShape } from './business-hours-shape.ts';
import { capabilitiesShape, dataClassShape } from './capability-shape.ts';
import { closedObject } from './closed-object.ts';
import { defaultTexts } from './default-texts.ts';
import { mcpShape } from './mcp/mcp-shape.ts';
import { modelsShape } from './model-shape.ts';
import { toolShape } from './tool-shape.ts';

const count = (most: number) => z.int().min(1).max(most);
const instructions = z.string().trim().max(max.instructionsTextMax);
const tools = z.array(toolShape).max(max.toolsMax).readonly();

const error = `expected a text of 1 to ${max.fixedTextMax} characters, or such texts by language, as in { en, de }`;
const fixedText = z.string().trim().min(1, error).max(max.fixedTextMax, error);
const textByLanguage = z.record(z.string().regex(languagePattern), fixedText).refine(
  (texts) => {
    const languages = Object.keys(texts).length;
    return languages > 0 && languages <= max.languagesMax;
  },
  { error },
);
const localText = z.union([fixedText, textByLanguage], { error });

const messageFields = Object.fromEntries(
  fixedMessages.map((name) => [name, localText.default(defaultTexts.messages[name])]),
) as Record<FixedMessage, z.ZodDefault<typeof localText>>;

const name = z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/i, 'expected a name of letters, digits, _ or -');
const named = <Shape extends z.ZodType>(what: string, shape: Shape, most: number) =>
  z.record(name, shape).refine((all) => Object.keys(all).length <= most, {
    error: `expected at most ${most} ${what}`,
  });

const agentNames = z.array(z.string()).max(max.agentsTurnedToMax).readonly();

const agentsShape = named(
  'agents',
  closedObject({
    instructions: instructions.optional(),
    tools: tools.optional(),
    knowledge: z.array(z.string()).max(max.knowledgeBasesMax).readonly().default([]),
    mcp: z.array(z.string()).max(max.toolsMax).readonly().optional(),
    description: z.string().trim().min(1).max(max.agentDescriptionTextMax).optional(),
    tier: z.string().optional(),
    handoffs: agentNames.default([]),
    consults: agentNames.default([]),
  }),
  max.agentsMax,
).refine((agents) => Object.keys(agents).length > 0, { error: 'expected at least one agent' });

const intentShape = closedObject({
  description: z.string().trim().min(1).max(max.descriptionTextMax),
  examples: z
    .array(z.string().trim().min(1).max(max.intentExampleTextMax))
    .max(max.intentExamplesMax)
    .readonly()
    .default([]),
  agent: z.string(),
  tier: z.string(),
});

const knowledgeShape = closedObject({
  folder: z.string().trim().min(1).max(max.nameTextMax),
  passages: count(max.passagesMax).default(5),
  capabilities: capabilitiesShape.default([]),
  dataClass: dataClassShape.default('public'),
});

const guardrailsShape = closedObject({
  input: z.array(z.enum(inputGuardrails)).readonly().default(inputGuardrails),
  output: z.array(z.enum(outputGuardrails)).readonly().default(outputGuardrails),
  whenFailing: z
    .partialRecord(z.enum([...inputGuardrails, ...outputGuardrails]), z.enum(failings))
    .optional(),
});

/** An assistant as an author may write it. */
export const assistantShape = closedObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'expected lower-case letters, digits, _ or -'),
  name: z.string().trim().min(1).max(max.nameTextMax),
  version: z.string().trim().min(1).max(max.nameTextMax),
  instructions: instructions.min(1),
  models: modelsShape,
  tools: tools.optional(),
  agents: agentsShape.optional(),
  intents: named('intents', intentShape, max.intentsMax).default({}),
  knowledge: named('knowledge bases', knowledgeShape, max.knowledgeBasesMax).default({}),
  mcp: mcpShape.default({}),
  guardrails: guardrailsShape.prefault({}),
  budget: budgetShape.optional(),
  arrival: z.enum(arrivals).default('queue'),
  door: closedObject({
    answersPer10s: count(1_000_000).default(6),
    messagesPerMinute: count(1_000_000).default(120),
    sessionsPerMinute: count(1_000_000).default(60),
    machineMailPerHour: count(10_000).default(10),
  }).prefault({}),
  settleMs: z.int().min(0).max(max.settleMsMax).default(300),
  turnDeadlineMs: count(max.turnDeadlineMsMax).default(60_000),
  idleCloseMs: count(max.idleCloseMsMax).default(604_800_000),
  escalation: closedObject({
    message: localText.default(defaultTexts.escalation),
    whenAsked: z.boolean().default(true),
    lowConfidenceTimes: count(max.lowConfidenceTimesMax).default(2),
    hours: businessHoursShape.optional(),
    firstAnswerMs: count(max.firstAnswerMsMax).optional(),
    outageWaitMs: z.int().min(0).max(max.outageWaitMsMax).default(outageWaitMsDefault),
    outsideHours: localText.default(defaultTexts.outsideHours),
  }).prefault({}),
  messages: closedObject(messageFields).prefault({}),
}).superRefine(checkAssistantRules);

/** An assistant that was found well-formed. */
export type CheckedAssistant = z.output<typeof assistantShape>;
