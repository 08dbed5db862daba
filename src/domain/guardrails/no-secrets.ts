// PLACEHOLDER of the lead so that others can run; the owner of this file replaces it.
export const findSecret = (_text: string): string | undefined => undefined;
export const containsAny = (text: string, secrets: readonly string[]): boolean =>
  secrets.some((secret) => secret.length >= 8 && text.includes(secret));
