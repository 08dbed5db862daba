/** What a document says of itself before it begins. */
export interface FrontMatter {
  readonly title?: string;
  readonly url?: string;
  readonly language?: string;
  /** Words that customers use for what the document is about, and that may not stand in it. */
  readonly keywords?: string;
}

/** Parts a Markdown text into what stands between `---` lines at its top and the rest. Other fields than ours are passed over. */
export function splitFrontMatter(text: string): { matter: FrontMatter; body: string } {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return { matter: {}, body: text };
  const rest = text.slice(opening[0].length);
  const closing = /^(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/m.exec(rest.slice(0, matterTextMax));
  if (!closing) return { matter: {}, body: text };
  const matter: Record<string, string> = {};
  for (const line of rest.slice(0, closing.index).split('\n')) {
    const [, name = '', value = ''] = /^(title|url|language|keywords):(.*)$/.exec(line.trimEnd()) ?? [];
    const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (bare !== '') matter[name] = bare;
  }
  return { matter, body: rest.slice(closing.index + closing[0].length) };
}

/** A rule that begins a document is no front matter that never ends. */
const matterTextMax = 10_000;
