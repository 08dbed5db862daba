import type { Compose } from './read-compose.ts';

/**
 * The file with its variables filled in, by the two forms that it uses: `${NAME:-default}` and `${NAME:?why}`. Throws,
 * naming the variable, where one of the second kind is empty or unset.
 */
export function interpolate(compose: Compose, env: Readonly<Record<string, string>>): unknown {
  return fill(compose, env);
}

function fill(value: unknown, env: Readonly<Record<string, string>>): unknown {
  if (typeof value === 'string') return fillText(value, env);
  if (Array.isArray(value)) return value.map((item) => fill(item, env));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, env)]));
}

function fillText(text: string, env: Readonly<Record<string, string>>): string | number {
  const filled = text.replaceAll(
    /\$\{(\w+):([-?])([^}]*)\}/g,
    (_, name: string, form: string, rest: string) => {
      if (env[name]) return env[name];
      if (form === '?') throw new Error(`${name}: ${rest}`);
      return rest;
    },
  );
  if (filled.includes('${')) throw new Error(`a form of variable that is not known here: ${text}`);
  // Compose turns what was a variable into the number that its place asks for.
  return filled !== text && /^\d+$/.test(filled) ? Number(filled) : filled;
}
