/**
 * A purpose as one line for the Temporal UI: without what only machines read, and within the 400 bytes that it takes.
 * A model wrote it, so it may hold anything.
 */
export function purposeText(purpose: string): string {
  const line = purpose
    .toWellFormed()
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '…')
    .replaceAll(/\S+@\S+\.\S+/g, '…')
    .replaceAll(/[{}[\]"<>`\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return Array.from(line).slice(0, charactersMax).join('') || 'Do a part of what was asked';
}

/** Of at most four bytes each. */
const charactersMax = 100;
