/** One tool call, as far as it counts here. */
interface Asked {
  readonly round: number;
  readonly tool: string;
}

/**
 * Whether a model is lost: it asks for nothing but tools that there are not, and has been told so in enough rounds of
 * the turn before.
 */
export function isLost(
  wanted: readonly { readonly name: string }[],
  tools: { has(name: string): boolean },
  before: readonly Asked[],
): boolean {
  if (wanted.length === 0 || wanted.some(({ name }) => tools.has(name))) return false;
  const rounds = new Map<number, boolean>();
  for (const { round, tool } of before) rounds.set(round, (rounds.get(round) ?? true) && !tools.has(tool));
  return [...rounds.values()].filter(Boolean).length >= toldTimes;
}

/** So often it is told which tools there are. */
const toldTimes = 2;
