import { bounds } from '../src/domain/bounds.ts';
import type { CallOrder } from '../src/domain/tool.ts';
import type { Tool, ToolContext } from '../src/registry/tool.ts';

/** Runs the tool's own function under its timeout. One that ignores its signal is left alone when time is up. */
export async function runOnce(
  tool: Tool,
  order: CallOrder,
  { cancelled, ...context }: Omit<ToolContext, 'signal'> & { readonly cancelled?: AbortSignal },
): Promise<unknown> {
  const timeout = AbortSignal.timeout(tool.policy.timeoutMs);
  const signal = cancelled ? AbortSignal.any([cancelled, timeout]) : timeout;
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    return await Promise.race([tool.run(order.args, { ...context, signal }), aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    aborted.promise.catch(() => {});
  }
}

export function isTooLarge(output: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(output) ?? '') > bounds.toolResultBytesMax;
}
