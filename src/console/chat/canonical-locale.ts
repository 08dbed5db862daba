/** A language tag as `Intl` takes it; empty for what is none, such as the `en-US@posix` of a browser in a bare container. */
export function canonicalLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? '';
  } catch {
    return '';
  }
}
