import * as z from 'zod/mini';
import { approvalStates } from '../../../domain/approval.ts';
import { caseOutcomes } from '../../../domain/case.ts';
import { componentKinds, componentStates, dataClasses, pauseManners } from '../../../domain/component.ts';
import { conversationStatuses, needs } from '../../../domain/conversation.ts';
import { channelNames, proofs } from '../../../domain/message.ts';
import { roles } from '../../../domain/operator.ts';

// Without this zod probes `new Function`, which the page's policy rightly reports.
z.config({ jitless: true });

const text = z.exactOptional(z.string());

/** A list in pages, as every list route gives it. */
export const pageOf = <Item extends z.ZodMiniType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

export const meShape = z.object({
  operator: z.object({ id: z.string(), email: z.string(), role: z.enum(roles) }),
  /** What to put a workflow's id behind, to see it in the Temporal UI. */
  temporalUi: text,
});
/** Who is logged in here. */
export type Me = z.infer<typeof meShape>;

export const conversationShape = z.object({
  id: z.string(),
  assistant: z.string(),
  customer: z.object({ id: z.string(), name: text }),
  status: z.enum(conversationStatuses),
  needs: z.array(z.enum(needs)),
  nextStep: z.string(),
  costMicroUsd: z.number(),
  workflowId: z.string(),
  updatedAt: z.string(),
  assignee: z.exactOptional(z.object({ id: z.string(), email: z.string() })),
  waitingSince: text,
  unread: z.exactOptional(z.number()),
});
export type Conversation = z.infer<typeof conversationShape>;

export const messageShape = z.object({
  seq: z.number(),
  id: z.string(),
  from: z.enum(['customer', 'assistant', 'operator']),
  kind: z.enum(['message', 'answer', 'note']),
  channel: z.enum(channelNames),
  text: z.string(),
  citations: z.array(z.object({ title: z.string(), url: text, passage: z.string() })),
  turnId: text,
  at: z.string(),
  delivery: z.nullable(z.string()),
  disposition: z.nullable(z.enum(['pending', 'answered', 'handed_over', 'closed'])),
  reason: text,
});
/** One utterance, with what became of it. */
export type Message = z.infer<typeof messageShape>;

export const noteShape = z.object({
  id: z.string(),
  afterSeq: z.number(),
  by: z.object({ id: z.string(), email: z.string() }),
  text: z.string(),
  at: z.string(),
});
/** What a colleague wrote for colleagues. */
export type Note = z.infer<typeof noteShape>;

export const approvalShape = z.object({
  id: z.string(),
  version: z.number(),
  conversationId: z.string(),
  tool: z.string(),
  args: z.unknown(),
  argsHash: z.string(),
  askedArgs: z.exactOptional(z.unknown()),
  reason: z.string(),
  policy: z.object({ role: z.enum(roles), onExpiry: z.enum(['reject', 'escalate']) }),
  why: z.object({ words: text, purpose: text, question: text }),
  expiresAt: z.string(),
  remindedAt: text,
  state: z.enum(approvalStates),
  decidedBy: z.exactOptional(z.object({ id: z.string(), email: z.string() })),
});
export type Approval = z.infer<typeof approvalShape>;

/** What a link is about, and in whose name it decides. */
export const linkedApprovalShape = z.object({
  approval: approvalShape,
  operator: z.object({ email: z.string() }),
  expiresAt: z.string(),
});
export type LinkedApproval = z.infer<typeof linkedApprovalShape>;

/** A draft for an operator, or why there is none. */
export const suggestionShape = z.object({
  suggestion: z.nullable(z.object({ id: z.string(), text: z.string() })),
  why: text,
});

export const customerShape = z.object({
  id: z.string(),
  businessId: text,
  name: text,
  email: text,
  phone: text,
  language: text,
  addresses: z.array(z.object({ channel: z.enum(channelNames), proof: z.enum(proofs), since: z.string() })),
  cases: z.array(
    z.object({
      number: z.number(),
      openedAt: z.string(),
      closedAt: z.nullable(z.string()),
      outcome: z.nullable(z.enum(caseOutcomes)),
      summary: z.nullable(z.string()),
    }),
  ),
});

const stepShape = z.object({
  id: z.string(),
  parentId: text,
  kind: z.string(),
  component: z.string(),
  startedAt: z.string(),
  endedAt: z.nullable(z.string()),
  attempts: z.number(),
  outcome: z.string(),
  tokens: z.exactOptional(z.object({ input: z.number(), output: z.number() })),
  costMicroUsd: z.exactOptional(z.number()),
  detail: z.exactOptional(z.unknown()),
});
/** One thing that a turn did. */
export type Step = z.infer<typeof stepShape>;

export const turnShape = z.object({
  id: z.string(),
  trigger: z.string(),
  messageSeqs: z.array(z.number()),
  intent: z.nullable(z.string()),
  route: z.nullable(z.object({ agent: z.string(), tier: z.string(), reason: z.string() })),
  manifestHash: z.string(),
  steps: z.array(stepShape),
  outcome: z.nullable(z.string()),
});
export type Turn = z.infer<typeof turnShape>;

export const tracedTurnShape = z.extend(turnShape, {
  passages: z.array(
    z.object({ number: z.number(), base: z.string(), title: z.string(), url: text, text: z.string() }),
  ),
});
/** A turn with what went in and out of its steps, and the passages that its model was shown. */
export type TracedTurn = z.infer<typeof tracedTurnShape>;

export const colleaguesShape = z.object({
  items: z.array(z.object({ id: z.string(), email: z.string() })),
});

export const accountShape = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  isDisabled: z.boolean(),
  createdAt: z.string(),
});
/** An operator as an admin sees them. */
export type Account = z.infer<typeof accountShape>;

export const auditEntryShape = z.object({
  id: z.string(),
  at: z.string(),
  actor: z.string(),
  actorEmail: text,
  act: z.string(),
  subject: z.string(),
  allowed: z.boolean(),
  detail: z.exactOptional(z.unknown()),
});
/** One act of somebody, or an attempt at one. */
export type AuditEntry = z.infer<typeof auditEntryShape>;

export const briefShape = z.object({
  reason: z.nullable(z.string()),
  summary: z.nullable(z.string()),
  answerBy: z.nullable(z.string()),
  isOverdue: z.boolean(),
  tried: z.array(z.object({ tool: z.string(), state: z.string(), args: z.unknown() })),
  open: z.object({
    approvals: z.array(z.object({ id: z.string(), tool: z.string(), state: z.enum(approvalStates) })),
    promises: z.array(z.object({ about: z.string(), when: z.string() })),
  }),
  discarded: z.nullable(z.string()),
});

const componentShape = z.object({
  id: z.string(),
  assistant: z.string(),
  kind: z.enum(componentKinds),
  name: z.string(),
  version: z.string(),
  description: z.string(),
  capabilities: z.array(z.string()),
  policy: z.record(z.string(), z.unknown()),
  dataClass: z.enum(dataClasses),
  state: z.enum(componentStates),
  reason: text,
  since: text,
});
/** What an assistant rests on, and how it is now. */
export type Component = z.infer<typeof componentShape>;

export const registryShape = z.object({
  items: z.array(componentShape),
  assistants: z.array(z.object({ id: z.string(), name: z.string() })),
});

export const pauseShape = z.object({
  scope: z.string(),
  manner: z.enum(pauseManners),
  reason: text,
  by: z.string(),
  byEmail: text,
  at: z.string(),
  waiting: z.number(),
  handedOver: z.number(),
});
/** What somebody has stopped, and what that has led to. */
export type Pause = z.infer<typeof pauseShape>;

export const incidentShape = z.object({
  id: z.string(),
  component: z.string(),
  state: z.enum(['degraded', 'down']),
  reason: z.string(),
  serves: z.string(),
  openedAt: z.string(),
  closedAt: z.nullable(z.string()),
  closedBecause: z.nullable(z.string()),
});
/** A time in which a component was not well. */
export type Incident = z.infer<typeof incidentShape>;
