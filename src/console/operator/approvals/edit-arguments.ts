/** Arguments while they are being changed: a text for each field. What isn't a plain value is edited as JSON. */
export type Edit = readonly EditedField[];

export interface EditedField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'boolean' | 'json';
  readonly text: string;
}

/** The arguments of a call, ready to be changed. */
export function editOf(args: unknown): Edit {
  if (typeof args !== 'object' || args === null || Array.isArray(args))
    return [{ name: '', kind: 'json', text: jsonText(args) }];
  return Object.entries(args).map(([name, value]) => {
    if (typeof value === 'string') return { name, kind: 'text', text: value };
    if (typeof value === 'number') return { name, kind: 'number', text: String(value) };
    if (typeof value === 'boolean') return { name, kind: 'boolean', text: String(value) };
    return { name, kind: 'json', text: jsonText(value) };
  });
}

export type ReadEdit =
  | { readonly ok: true; readonly args: unknown }
  /** In words for people. */
  | { readonly ok: false; readonly problem: string };

/** What an edit amounts to, or what is wrong with it. Whether the tool takes it, the server says. */
export function readEdit(edit: Edit): ReadEdit {
  const args: Record<string, unknown> = {};
  for (const field of edit) {
    const value = meantBy(field);
    if (value === undefined)
      return { ok: false, problem: `${field.name || 'This'} is not ${expected[field.kind]}.` };
    if (field.name === '') return { ok: true, args: value };
    args[field.name] = value;
  }
  return { ok: true, args };
}

const expected = {
  text: 'a text',
  number: 'a number',
  boolean: 'true or false',
  json: 'valid JSON',
} as const;

function meantBy({ kind, text }: EditedField): unknown {
  if (kind === 'text') return text;
  if (kind === 'boolean') return text === 'true';
  if (kind === 'number')
    return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Names of the fields that differ. */
export function changesIn(before: unknown, after: unknown): string[] {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(now[name]),
  );
}

const fieldsOf = (args: unknown): Record<string, unknown> =>
  typeof args === 'object' && args !== null && !Array.isArray(args) ? { ...args } : { '': args };

const jsonText = (value: unknown) => JSON.stringify(value, null, 2) ?? 'null';
