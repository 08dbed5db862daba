import { posix } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { transformWithOxc } from 'vite';
import * as rules from './architecture-rules.ts';

await init;

/** What one file does against the rules, in words. `path` is from the repository's root, with slashes. */
export async function violationsIn(path: string, source: string): Promise<string[]> {
  const folder = folderOf(path);
  if (!folder) return [`${path} is in no folder of the table`];
  const [imports, exports] = parse(await lexable(path, source), path);
  const found: string[] = [];
  for (const each of imports) {
    if (each.type === 'import-meta') continue;
    const isType = each.type === 'dynamic' ? each.probablyTypeOnly : 'typeOnly' in each && each.typeOnly;
    const problem = importProblem(path, folder, each.specifier ?? undefined, isType);
    if (problem) found.push(`${path} ${problem}`);
  }
  if (
    exports.some((each) => 'name' in each && each.name === 'default') &&
    !matches(rules.defaultExportsIn, path)
  ) {
    found.push(`${path} has a default export`);
  }
  return [
    ...found,
    ...nameProblems(path),
    ...lengthProblems(path, source),
    ...impurities(path, folder, source),
  ];
}

/** The lexer reads TypeScript's types but no JSX; a page's type imports are therefore not looked at. */
async function lexable(path: string, source: string): Promise<string> {
  if (!path.endsWith('.tsx')) return source;
  const { code } = await transformWithOxc(source, path, {
    jsx: { runtime: 'automatic', importSource: 'preact' },
    typescript: { onlyRemoveTypeImports: true },
  });
  return code;
}

function importProblem(path: string, folder: string, specifier: string | undefined, isType: boolean) {
  if (rules.unruled.includes(folder)) return undefined;
  if (specifier === undefined) {
    return rules.unknownImportsIn.includes(path) ? undefined : 'imports what only the run knows';
  }
  const rule = rules.folderRules[folder];
  if (!rule) return `is in ${folder}, which has no rule`;
  if (!specifier.startsWith('.')) {
    return isType || mayUse(rule.libraries, specifier) ? undefined : `imports ${specifier} at run time`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  const to = folderOf(target);
  if (to === folder && isSameAssistant(path, target)) return undefined;
  if (to && (rule.runs.includes(to) || rule.runs.includes(target))) return undefined;
  if (isType && to && (to === 'config' || rule.types.includes(to))) return undefined;
  return `imports ${target}${isType ? '' : ' at run time'}`;
}

/** The folder, in the table's words, that a file counts to. */
export function folderOf(path: string): string | undefined {
  for (const [pattern, folder] of rules.folderPatterns) {
    const found = pattern.exec(path);
    if (found) return folder === '$1' ? found[1] : folder;
  }
  return undefined;
}

function mayUse(libraries: readonly string[], specifier: string): boolean {
  const isNamed = libraries.some((name) =>
    name.endsWith('*') && name !== '*' ? specifier.startsWith(name.slice(0, -1)) : specifier === name,
  );
  return isNamed || (libraries.includes('*') && !/^(@temporalio\/|baton$)/.test(specifier));
}

/** Assistants know nothing of each other. */
function isSameAssistant(path: string, target: string): boolean {
  const [top, name] = path.split('/');
  return top !== 'assistants' || target.startsWith(`${top}/${name}/`);
}

function nameProblems(path: string): string[] {
  const isIndex = /(^|\/)index\.tsx?$/.test(path);
  return isIndex && !rules.indexFiles.includes(path) ? [`${path} is an index`] : [];
}

function lengthProblems(path: string, source: string): string[] {
  const lines = linesOf(source);
  return lines > rules.fileLinesMax ? [`${path} has ${lines} lines`] : [];
}

export const linesOf = (source: string) => source.trimEnd().split('\n').length;

function impurities(path: string, folder: string, source: string): string[] {
  const forbidden = rules.forbiddenWords[folder];
  if (!forbidden) return [];
  const words = new Set(withoutComments(source).match(forbidden) ?? []);
  return [...words].map((word) => `${path} mentions ${word}`);
}

/** Texts in quotes stay (an import's is one), so that no `//` in them is taken for a comment. */
function withoutComments(source: string): string {
  return source.replace(quotedOrComment, (found) => (/^\/[/*]/.test(found) ? '' : found));
}

const quotedOrComment =
  /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/.*|\/\*[\s\S]*?\*\//g;

const matches = (patterns: readonly RegExp[], path: string) => patterns.some((pattern) => pattern.test(path));
