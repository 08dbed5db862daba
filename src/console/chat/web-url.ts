/** The address if it is one of the web, else null: nothing that a model or a source names may run a script. */
export function webUrl(text: string | undefined): URL | null {
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url : null;
}
