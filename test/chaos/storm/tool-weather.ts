import { setTimeout as sleep } from 'node:timers/promises';
import { chanceOf } from '../../seam/random.ts';
import { startFarEnd } from '../../start/support/far-end.ts';
import type { WrittenTool } from '../../start/support/write-assistant.ts';
import { canary } from './canary.ts';

export const stormTools: readonly WrittenTool[] = [
  { name: 'look_up', field: 'what', effect: 'read', run: 'local' },
  { name: 'book', field: 'place', effect: 'keyed', run: 'durable' },
  { name: 'send_letter', field: 'letter', effect: 'irreversible', run: 'durable' },
  { name: 'refund', field: 'order', effect: 'keyed', run: 'durable', needsApproval: true },
];

/** The tools' far end, which fails before an effect, dies after it, or takes its time; each at most twice for a call. */
export async function startToolWeather(seed: number) {
  const calls = new Map<string, number>();
  const faults = new Map<string, number>();
  const note = (kind: string) => void faults.set(kind, (faults.get(kind) ?? 0) + 1);
  const farEnd = await startFarEnd({
    faultOf({ tool, args }) {
      const key = `${tool} ${JSON.stringify(args)}`;
      const nth = (calls.get(key) ?? 0) + 1;
      calls.set(key, nth);
      const chance = chanceOf('tool', seed, key, nth);
      if (nth > 2 || !chance.happens(0.35)) return undefined;
      const kind = chance.pick(['fails', 'dies'] as const);
      note(kind);
      return kind === 'fails' ? { kind, words: `stack trace of ${canary}` } : { kind };
    },
    async react({ tool, args }) {
      if (tool === 'look_up') return;
      const chance = chanceOf('slow', seed, tool, JSON.stringify(args));
      if (!chance.happens(0.3)) return;
      note('slow');
      await sleep(chance.between(300, 1_500));
    },
  });
  return { farEnd, faults: faults as ReadonlyMap<string, number> };
}
