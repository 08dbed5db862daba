import { secretShapes } from './secret-shapes.ts';

/** What an assistant must not say, whoever asks. */
export type SecretKind =
  | 'api-key'
  | 'private-key'
  | 'token'
  | 'connection-string'
  | 'credential'
  | 'stack-trace'
  | 'internal-error';

/** The kind of the first secret or inner failure that a text for a customer holds; undefined when there is none. */
export function findSecret(text: string): SecretKind | undefined {
  for (const [kind, shapes] of Object.entries(secretShapes) as [SecretKind, readonly RegExp[]][])
    if (shapes.some((shape) => shape.test(text))) return kind;
  return hasCredential(text) ? 'credential' : undefined;
}

/** Whether a text holds one of these known values, spaced out or not. Values under 8 units are too common to look for. */
export function containsAny(text: string, secrets: readonly string[]): boolean {
  const compact = compactOf(text);
  return secrets.some((secret) => {
    const sought = compactOf(secret);
    return sought.length >= secretTextMin && compact.includes(sought);
  });
}

const secretTextMin = 8;
const compactOf = (text: string) => text.replace(/[\s\p{Cf}]+/gu, '');

/** Something that looks drawn at random, right after a word that says what it is for. */
function hasCredential(text: string): boolean {
  for (const { index } of text.matchAll(credentialWord)) {
    const after = text.slice(index, index + credentialReachMax);
    for (const [run] of after.matchAll(/(?<![\w/?&=:.-])[\w+/-]{20,}={0,2}/g)) if (isRandom(run)) return true;
  }
  return false;
}

const credentialWord =
  /(?:api|access|secret|private|signing|encryption)[ _-]?key|passwor[dt]|passwd|passwort|kennwort|mot de passe|contrase|secret|token|credential/gi;
/** How far after the word it may stand, in UTF-16 units. */
const credentialReachMax = 120;

function isRandom(run: string): boolean {
  if (!/\d/.test(run) || !/[a-z]/i.test(run)) return false;
  const counts = new Map<string, number>();
  for (const character of run) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / run.length) * Math.log2(count / run.length);
  return bits >= entropyBitsMin;
}

/** Bits for each character: words have about three, hex drawn at random nearly four. */
const entropyBitsMin = 3.2;
