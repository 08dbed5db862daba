/** Whether a text holds something encoded that is long enough to be a message: base64, hex or escapes. Links are none. */
export function hasEncodedBlob(text: string): boolean {
  if (escapes.some((pattern) => pattern.test(text))) return true;
  for (const word of text.split(/\s/)) {
    if (word.length < blobTextMin || link.test(word)) continue;
    for (const [run] of word.matchAll(blobRun)) {
      if (run.length >= hexTextMin && /^[0-9a-f]+$/i.test(run) && /[a-f]/i.test(run)) return true;
      if (run.length >= blobTextMin && /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9=]/.test(run))
        return true;
    }
  }
  return false;
}

const escapes = [
  /(?:\\x[0-9a-f]{2}){6}/i,
  /(?:\\u[0-9a-f]{4}){6}/i,
  /(?:&#x?[0-9a-f]{2,5};){6}/i,
  /(?:[01]{8}\s){6}/,
];
const blobRun = /[A-Za-z0-9+/_-]+={0,2}/g;
const link = /:\/\/|^www\.|@/;
/** In UTF-16 units: shorter ones are codes that shops and carriers use. */
const blobTextMin = 40;
const hexTextMin = 80;
