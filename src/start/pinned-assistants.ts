import type { Manifests } from '../database/manifests.ts';
import type { Assistant, Registry } from '../registry/assistant.ts';

/** More than a process meets in a day of deploys. */
const keptMax = 100;

/** Finds the assistant that a turn began with: this build's own, or one as an earlier or later build had it. */
export function createPinnedAssistants(registry: Registry, manifests: Pick<Manifests, 'find'>) {
  const kept = new Map<string, Assistant>();

  /** Undefined: nobody has stored a manifest of that hash. */
  return async function findPinned(hash: string): Promise<Assistant | undefined> {
    const known = kept.get(hash);
    if (known) return known;
    const manifest = await manifests.find(hash);
    if (!manifest) return undefined;
    const pinned = registry.pin(manifest);
    const [oldest] = kept.keys();
    if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest);
    kept.set(hash, pinned);
    return pinned;
  };
}
