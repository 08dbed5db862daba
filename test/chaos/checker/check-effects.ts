import type { Evidence, Finding } from './evidence.ts';

/** I4, and I7 with it: an effect happened once for what was asked, the ledger says so, and nothing happened unallowed. */
export async function checkEffects({ arrivals, tools, rows }: Evidence): Promise<Finding> {
  const violations: string[] = [];
  const keysOf = new Map<string, string[]>();
  for (const { tool, args, effectKey } of arrivals) {
    if (effectOf(tool) === 'read') continue;
    const what = `${tool} ${JSON.stringify(args)}`;
    keysOf.set(what, [...(keysOf.get(what) ?? []), effectKey]);
  }
  for (const [what, keys] of keysOf) {
    const isKeyed = effectOf(what.split(' ')[0] ?? '') === 'keyed';
    // A far end that knows the key does it once; one that doesn't, as often as it is asked.
    const times = isKeyed ? new Set(keys).size : keys.length;
    if (times > 1) violations.push(`${what} happened ${times} times: ${keys.join()}`);
  }
  const done = await rows.effectsDone();
  for (const { tool, key } of done)
    if (!arrivals.some((one) => one.tool === tool && Object.values(one.args).includes(key)))
      violations.push(`the ledger says that ${tool} ${key} was done, and it wasn't`);
  for (const { tool, args } of await rows.unapproved())
    if (keysOf.has(`${tool} ${JSON.stringify(args)}`))
      violations.push(`${tool} ${JSON.stringify(args)} happened without a yes`);
  return {
    ...{ about: 'I4 effects happen once', looked: keysOf.size, violations },
    note: `${[...keysOf.values()].flat().length} runs of them, ${done.length} in the ledger`,
  };

  function effectOf(name: string): string | undefined {
    return tools.find((tool) => tool.name === name)?.effect;
  }
}
