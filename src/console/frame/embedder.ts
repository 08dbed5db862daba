/**
 * The origin of the page that frames this one, if it is ours or listed; null otherwise. Browsers refuse an unlisted
 * frame by its policy already; this holds where one doesn't.
 */
export function embedderOf(place: {
  /** From the parent up, where the browser tells. */
  readonly ancestorOrigins: readonly string[];
  readonly referrer: string;
  readonly ownOrigin: string;
  /** Origins that the server names, with spaces. */
  readonly listed: string;
}): string | null {
  const { ancestorOrigins, referrer, ownOrigin } = place;
  const listed = [ownOrigin, ...place.listed.split(' ').filter(Boolean)];
  const origins = ancestorOrigins.length > 0 ? ancestorOrigins : [originOf(referrer)];
  const isWelcome = origins.every((origin) => origin !== null && listed.includes(origin));
  return isWelcome ? (origins[0] ?? null) : null;
}

const originOf = (url: string) => (URL.canParse(url) ? new URL(url).origin : null);
