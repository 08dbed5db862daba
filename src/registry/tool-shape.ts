import { z } from 'zod';
import { authoringBounds as max } from '../domain/authoring-bounds.ts';
import { callbackBounds } from '../domain/callback.ts';
import { proofs } from '../domain/message.ts';
import { adapterNames } from '../domain/plan/adapters/adapters.ts';
import { effects } from '../domain/tool.ts';
import { capabilitiesShape, dataClassShape } from './capability-shape.ts';
import { closedObject, notYetText } from './closed-object.ts';
import type { ApprovalDefinition } from './define-tool.ts';
import type { ToolContext } from './tool.ts';
import { checkToolRules } from './tool-rules.ts';

/** A tool's functions, whatever its kind gives. Methods: only so is a function of any input one of these. */
interface Written {
  effectKey(args: unknown): string;
  reconcile(args: unknown, context: ToolContext): Promise<unknown>;
  run(args: unknown, context: ToolContext): unknown;
}

const aFunction = <Signature>() =>
  z.custom<Signature>((value) => typeof value === 'function', 'expected a function');
const aSchema = () => z.custom<z.ZodType>((value) => value instanceof z.ZodType, 'expected a zod schema');

/** Which calls wait for a person. */
export const approvalShape = closedObject({
  when: aFunction<Required<ApprovalDefinition>['when']>().optional(),
  // A viewer may not even write to a customer.
  role: z.enum(['operator', 'approver', 'admin']).default('approver'),
  quorum: z.literal(1, { error: `a quorum other than 1 ${notYetText}` }).default(1),
  expiresMs: z.int().min(1).max(max.approvalExpiresMsMax).default(86_400_000),
  remindMs: z.int().min(1).max(max.approvalExpiresMsMax).optional(),
  onExpiry: z.enum(['reject', 'escalate']).default('reject'),
}).superRefine(({ expiresMs, remindMs = 0 }, context) => {
  if (remindMs < expiresMs) return;
  context.addIssue({
    code: 'custom',
    path: ['remindMs'],
    message: `expected less than expiresMs, ${expiresMs}`,
  });
});

/** Time, attempts and way of running. */
export const policyShape = closedObject({
  timeoutMs: z.int().min(1).max(max.toolTimeoutMsMax).default(10_000),
  attempts: z.int().min(1).max(max.toolAttemptsMax).optional(),
  run: z.enum(['local', 'durable']).optional(),
  ratePerSecond: z.number().min(0.01).max(max.toolRatePerSecondMax).optional(),
  concurrency: z.int().min(1).max(max.toolConcurrencyMax).optional(),
});

export const effectKeyShape = aFunction<Written['effectKey']>();

/** A tool as an author may write it. */
export const toolShape = closedObject({
  // As OpenAI takes it.
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/, 'expected 1 to 64 letters, digits, _ or -'),
  description: z.string().trim().min(1).max(max.descriptionTextMax),
  input: aSchema(),
  output: aSchema(),
  effect: z.enum(effects),
  effectKey: effectKeyShape.optional(),
  proof: z.enum(proofs).default('claimed'),
  capabilities: capabilitiesShape.optional(),
  dataClass: dataClassShape.default('personal'),
  approval: approvalShape.optional(),
  policy: policyShape.prefault({}),
  adapters: z.record(z.string(), z.enum(adapterNames)).optional(),
  completes: z.literal('callback', { error: "expected 'callback', or nothing" }).optional(),
  callbackWithinMs: z.int().min(1).max(callbackBounds.withinMsMax).optional(),
  reconcile: aFunction<Written['reconcile']>().optional(),
  run: aFunction<Written['run']>(),
}).superRefine(checkToolRules);

/** A tool that was found well-formed. */
export type CheckedTool = z.output<typeof toolShape>;
