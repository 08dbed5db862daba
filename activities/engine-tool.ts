import { z } from 'zod';
import { cleanJson } from '../src/domain/clean-json.ts';
import type { EffectKey } from '../src/domain/effect-key.ts';
import type { CallPolicy, Effect } from '../src/domain/tool.ts';
import type { Tool, ToolContext } from '../src/registry/tool.ts';

/** A tool of the engine's own: its code is ours, its arguments are a model's. */
export interface EngineToolDefinition<Input extends z.ZodObject> {
  readonly name: string;
  readonly description: string;
  readonly input: Input;
  readonly effect: Effect;
  readonly policy: CallPolicy;
  /** For effects: what makes two calls the same. */
  effectKey?(args: z.output<Input>): EffectKey;
  run(args: z.output<Input>, context: ToolContext): Promise<object>;
}

/** Gives such a tool the shape that authors' tools have. */
export function engineTool<Input extends z.ZodObject>(definition: EngineToolDefinition<Input>): Tool {
  const { input, effectKey, run, ...settings } = definition;
  const checked = (args: unknown) => input.parse(args);
  return {
    ...settings,
    proof: 'claimed',
    capabilities: [settings.name],
    dataClass: 'personal',
    hasEffectKey: effectKey !== undefined,
    canReconcile: false,
    inputSchema: z.toJSONSchema(input, { io: 'input', target: 'draft-7' }),
    outputSchema: { type: 'object' },
    checkInput(args) {
      const result = input.safeParse(cleanJson(args));
      if (result.success) return { ok: true, args: result.data };
      return { ok: false, problem: z.prettifyError(result.error).slice(0, 300) };
    },
    checkOutput: (output) => ({ ok: true, output }),
    approvalFor: () => undefined,
    effectKeyFor: (args) => effectKey?.(checked(args)) ?? { key: JSON.stringify(args), scope: 'case' },
    run: (args, context) => run(checked(args), context),
  };
}
