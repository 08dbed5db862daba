import { remindMsDefault } from '../domain/approval.ts';
import { authoringBounds } from '../domain/authoring-bounds.ts';
import { callbackBounds } from '../domain/callback.ts';
import { type EffectKey, effectScopeOf } from '../domain/effect-key.ts';
import type { ApprovalRule, ToolManifest } from '../domain/manifest.ts';
import { type Checked, checkArgs, checkResult } from './check-value.ts';
import { hashOf } from './hash.ts';
import { jsonSchemaOf } from './json-schema.ts';
import type { Tool } from './tool.ts';
import { policyOf } from './tool-rules.ts';
import type { CheckedTool } from './tool-shape.ts';

/** A tool as activities and HTTP use it. */
export function buildTool(written: CheckedTool): Tool {
  const { reconcile } = written;
  return Object.freeze({
    ...toolManifestOf(written),
    checkInput: (args, bytesMax) => withArgs(checkArgs(written.input, args, bytesMax)),
    checkOutput: (output: unknown) => withOutput(checkResult(written.output, output)),
    approvalFor: (args: unknown) => approvalFor(written, args),
    effectKeyFor: (args: unknown) => effectKeyFor(written, args),
    run: async (args, context) => written.run(args, context),
    ...(reconcile && { reconcile: async (args, context) => reconcile(args, context) }),
  } satisfies Tool);
}

/** The plain data of a tool. */
export function toolManifestOf(written: CheckedTool): ToolManifest {
  const { name, description, effect, proof, adapters, capabilities = [name], dataClass } = written;
  const approval = approvalRuleOf(written);
  return {
    name,
    description,
    effect,
    proof,
    capabilities,
    dataClass,
    policy: policyOf(effect, written.policy),
    ...(approval && { approval }),
    ...(adapters && { adapters }),
    ...(written.completes && {
      completes: written.completes,
      callbackWithinMs: written.callbackWithinMs ?? callbackBounds.withinMsDefault,
    }),
    hasEffectKey: written.effectKey !== undefined,
    canReconcile: written.reconcile !== undefined,
    inputSchema: jsonSchemaOf(written.input),
    outputSchema: jsonSchemaOf(written.output),
  };
}

/** The plain data of when its calls need an approval. */
export function approvalRuleOf({ approval }: Pick<CheckedTool, 'approval'>): ApprovalRule | undefined {
  if (!approval) return undefined;
  const { when, remindMs, ...rule } = approval;
  return { ...rule, ...(remindMs !== undefined && { remindMs }), always: when === undefined };
}

function approvalFor({ name, approval }: CheckedTool, args: unknown): ReturnType<Tool['approvalFor']> {
  if (!approval) return undefined;
  const { when, role, expiresMs, onExpiry, remindMs = remindMsDefault(expiresMs) } = approval;
  const needed = (reason: string) => ({ role, expiresMs, onExpiry, remindMs, reason });
  if (!when) return needed(`Every call of ${name} needs a decision.`);
  try {
    // Only a plain no lets a call pass: a promise, or nothing at all, is no answer.
    if (when(args) === false) return undefined;
    return needed(`The rule of ${name} asks for a decision on these arguments.`);
  } catch {
    return needed(`The rule of ${name} failed on these arguments, so a person decides.`);
  }
}

function effectKeyFor({ name, effect, effectKey }: CheckedTool, args: unknown): EffectKey {
  const scope = effectScopeOf(effect, effectKey !== undefined);
  if (!effectKey) return { key: hashOf(args), scope };
  const key = effectKey(args);
  if (typeof key === 'string' && key.length > 0 && key.length <= authoringBounds.effectKeyTextMax)
    return { key, scope };
  throw new TypeError(
    `effectKey of ${name}: expected a text of 1 to ${authoringBounds.effectKeyTextMax} characters`,
  );
}

const withArgs = (checked: Checked) => (checked.ok ? { ok: true as const, args: checked.value } : checked);
const withOutput = (checked: Checked) =>
  checked.ok ? { ok: true as const, output: checked.value } : checked;
