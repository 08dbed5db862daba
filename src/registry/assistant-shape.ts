import { z } from 'zod';
import { authoringBounds as max } from '../domain/authoring-bounds.ts';
import { languagePattern } from '../domain/local-text.ts';
import { type FixedMessage, fixedMessages } from '../domain/manifest.ts';
import { closedObject, notYet, notYetText } from './closed-object.ts';
import { defaultTexts } from './default-texts.ts';
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

const agentsShape = z
  .record(
    z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/i, 'expected a name of letters, digits, _ or -'),
    closedObject({
      instructions: instructions.optional(),
      tools: tools.optional(),
      knowledge: notYet('knowledge'),
      handoffs: notYet('a handoff'),
    }),
  )
  .refine((agents) => Object.keys(agents).length === 1, {
    error: `more agents than one, or none: ${notYetText}, or to hold exactly one`,
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
  intents: notYet('intents'),
  knowledge: notYet('knowledge'),
  mcp: notYet('mcp'),
  guardrails: notYet('guardrails'),
  budget: notYet('a budget'),
  arrival: z
    .enum(['queue', 'interrupt'], {
      error: (issue) =>
        issue.input === 'steer'
          ? 'steer is not supported by this build yet; expected queue or interrupt'
          : undefined,
    })
    .default('queue'),
  door: closedObject({
    answersPer10s: count(1_000_000).default(6),
    messagesPerMinute: count(1_000_000).default(120),
    machineMailPerHour: count(10_000).default(10),
  }).prefault({}),
  settleMs: z.int().min(0).max(max.settleMsMax).default(300),
  turnDeadlineMs: count(max.turnDeadlineMsMax).default(60_000),
  idleCloseMs: count(max.idleCloseMsMax).default(604_800_000),
  escalation: closedObject({
    message: localText.default(defaultTexts.escalation),
    whenAsked: notYet('whenAsked'),
    lowConfidenceTimes: notYet('lowConfidenceTimes'),
  }).prefault({}),
  messages: closedObject(messageFields).prefault({}),
}).superRefine((assistant, context) => {
  if (assistant.tools && assistant.agents) {
    context.addIssue({
      code: 'custom',
      path: ['tools'],
      message: 'expected either here or in agents, not in both',
    });
  }
});

/** An assistant that was found well-formed. */
export type CheckedAssistant = z.output<typeof assistantShape>;
