/** Order numbers and the like in a text: `A-1001`, `#1001`, or digits that follow a word for a number. */
export function idsIn(text: string): string[] {
  const found = [
    ...text.matchAll(
      /\b([A-Z]{1,4}-\d{2,12})\b|#\s?(\w{2,12})\b|(?:number|nummer|nr\.?|order|bestellung)\s+(\d{3,12})\b/gi,
    ),
  ];
  return [...new Set(found.map((match) => (match[1] ?? match[2] ?? match[3] ?? '').toUpperCase()))];
}

/** Amounts of money in a text, in cents: `20 €`, `€ 19,99`, `$5.50`, `20 euros`. */
export function centsIn(text: string): number[] {
  const marked =
    /(?:[€$£]\s?(\d{1,7}(?:[.,]\d{1,2})?))|(?:(\d{1,7}(?:[.,]\d{1,2})?)\s?(?:[€$£]|eur|usd|dollar))/gi;
  const found = [...text.matchAll(marked)].map((match) => match[1] ?? match[2] ?? '');
  // A bare number is an amount only where nothing else was said: the reply to "how much?".
  const bare = /^\s*(\d{1,7}(?:[.,]\d{1,2})?)\s*$/.exec(text)?.[1];
  return [...found, ...(bare ? [bare] : [])].map((amount) =>
    Math.round(Number(amount.replace(',', '.')) * 100),
  );
}

/** Numbers in a text that are part of no id, amount or date, as they are written. */
export function numbersIn(text: string): string[] {
  return [...withoutMarked(text).matchAll(/(?<![\w.,#-])\d{1,12}(?![\w.,-]{0,20}\d)/g)].map(
    ([number]) => number,
  );
}

export const emailIn = (text: string) =>
  /(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}/.exec(text)?.[0];

/** The text without ids, amounts, addresses and dates. */
export function withoutMarked(text: string): string {
  return text.replace(
    /\b[A-Z]{1,4}-\d{2,12}\b|#\s?\w{2,12}\b|[€$£]\s?\d[\d.,]{0,12}|\d[\d.,]{0,12}\s?(?:[€$£]|eur\w*|usd|dollars?)|(?<!\S)\S{1,64}@\S{1,190}|\d{4}-\d{2}-\d{2}/gi,
    ' ',
  );
}
