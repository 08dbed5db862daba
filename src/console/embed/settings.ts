/** What the shop's script tag says. */
export interface Settings {
  /** Baton's origin: the script's own. */
  readonly origin: string;
  readonly frameUrl: string;
  readonly isLeft: boolean;
}

const passedOn = ['assistant', 'language', 'color', 'theme', 'title'];

/** Reads the tag by which the loader runs; null where a script has no tag of its own. */
export function settingsOf(script: HTMLScriptElement | null): Settings | null {
  if (!script?.src) return null;
  const frame = new URL('/widget', script.src);
  for (const name of passedOn) {
    const value = script.dataset[name];
    if (value) frame.searchParams.set(name, value);
  }
  return { origin: frame.origin, frameUrl: frame.href, isLeft: script.dataset.position === 'left' };
}
