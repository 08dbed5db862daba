/** The known name that a mistyped one most likely means, or undefined when none is close. */
export function nearestName(wrong: string, known: readonly string[]): string | undefined {
  const editsMax = Math.max(1, Math.floor(wrong.length / 3));
  const [best] = known
    .map((name) => ({ name, edits: editsBetween(wrong.toLowerCase(), name.toLowerCase()) }))
    .filter(({ edits }) => edits <= editsMax)
    .sort((a, b) => a.edits - b.edits);
  return best?.name;
}

/** Levenshtein's distance. Names are short; what is longer than 64 characters is cut. */
function editsBetween(a: string, b: string): number {
  const [from, to] = [a.slice(0, 64), b.slice(0, 64)];
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const replace = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
