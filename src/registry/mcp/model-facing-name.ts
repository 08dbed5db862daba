import { createHash } from 'node:crypto';

/** What models call a server's tool: letters, digits, `_` and `-`, at most 64 of them, as vendors take it. */
export function modelFacingName(server: string, tool: string): string {
  const name = `${server}_${tool}`;
  const safe = name.replaceAll(/[^a-zA-Z0-9_-]+/g, '_');
  if (safe.length <= nameTextMax) return safe;
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${safe.slice(0, nameTextMax - 9)}_${digest}`;
}

const nameTextMax = 64;
