/** Text as it may be stored: no NUL (Postgres refuses it), no lone surrogates, no space around it. */
export function cleanText(text: string): string {
  return text.replaceAll('\0', '').replace(loneSurrogates, '').trim();
}

const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
