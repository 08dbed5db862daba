/** This origin's lasting storage, or null: the mere mention of it throws where a browser forbids it. */
export function ownStorage(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
