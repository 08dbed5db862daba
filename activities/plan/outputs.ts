import type { ToolCallRow } from '../../src/database/tool-calls.ts';
import type { Output } from '../../src/domain/plan/resolve-inputs.ts';
import type { Tool } from '../../src/registry/tool.ts';

/** What tasks gave, by their names: checked once more by the component that gave it, before anybody reads of it. */
export const outputsOf =
  (calls: readonly ToolCallRow[], tools: ReadonlyMap<string, Tool>) =>
  (task: string): Output => {
    const call = calls.findLast(({ task_name, state }) => task_name === task && state === 'done');
    if (!call) return { ok: false, problem: `${task} has given nothing` };
    const tool = tools.get(call.tool);
    if (!tool) return { ok: false, problem: `${call.tool} is no longer offered` };
    const checked = tool.checkOutput(ownResult(call));
    if (checked.ok) return { ok: true, value: checked.output };
    return { ok: false, problem: `the output of ${task} is not of its own shape` };
  };

/** An effect that was done before gives what it gave then, with a word about that around it. */
function ownResult({ effect, result }: ToolCallRow): unknown {
  if (effect === 'read' || typeof result !== 'object' || result === null) return result;
  return 'alreadyDone' in result && 'result' in result ? result.result : result;
}
