/** What the files of a folder may import. Its own files always, and anything whose types alone it takes from a library. */
export interface FolderRule {
  /** Folders of ours, at run time. */
  readonly runs: readonly string[];
  /** Folders of ours from which only types may come. */
  readonly types: readonly string[];
  /** Libraries at run time; `*` is any but Temporal's, which are always named. */
  readonly libraries: readonly string[];
}

/** Each folder with its rule. What stands in no row may not exist; `main` and `test` have none and may import anything. */
export const folderRules: Readonly<Record<string, FolderRule>> = {
  domain: { runs: [], types: [], libraries: [] },
  workflows: {
    runs: ['domain'],
    types: ['activities'],
    libraries: ['@temporalio/workflow', '@temporalio/common'],
  },
  activities: {
    runs: ['domain'],
    types: ['providers', 'channels', 'database', 'registry'],
    libraries: ['*', '@temporalio/activity', '@temporalio/common'],
  },
  channels: { runs: ['domain'], types: [], libraries: ['*'] },
  providers: { runs: ['domain'], types: [], libraries: ['*'] },
  registry: { runs: ['domain'], types: [], libraries: ['*'] },
  bus: { runs: ['domain'], types: [], libraries: ['*'] },
  language: { runs: ['domain'], types: [], libraries: ['*'] },
  components: { runs: ['domain'], types: ['database'], libraries: ['*'] },
  monitors: { runs: ['domain'], types: ['database'], libraries: ['*'] },
  knowledge: { runs: ['domain', 'database', 'language'], types: [], libraries: ['*'] },
  // Both start a server of their own when none is given.
  database: { runs: ['domain', 'processes'], types: [], libraries: ['*'] },
  temporal: {
    runs: ['domain', 'processes'],
    types: ['workflows', 'activities', 'database'],
    libraries: ['@temporalio/*', 'node:*', 'zod'],
  },
  processes: { runs: [], types: [], libraries: ['node:*'] },
  http: {
    runs: ['domain', 'database', 'bus', 'workflows/signals.ts'],
    types: ['channels', 'registry'],
    libraries: ['*', '@temporalio/client', '@temporalio/common'],
  },
  console: { runs: ['domain'], types: [], libraries: ['*'] },
  assistants: { runs: [], types: [], libraries: ['*', 'baton'] },
};

/** Which folder of the table a file counts to; the first that fits. Types of `config` may be imported anywhere. */
export const folderPatterns: readonly (readonly [pattern: RegExp, folder: string])[] = [
  [/^(workflows|activities|assistants|test)\//, '$1'],
  [/^bench\//, 'test'],
  [/^src\/(config|data-dir)(\.ts|\/)/, 'config'],
  [/^src\/(start|commands)\//, 'main'],
  [/^src\/([^/]+)\//, '$1'],
  [/^src\/[^/]+\.ts$/, 'main'],
];

/** These belong to the composition root: they import what they like. */
export const unruled: readonly string[] = ['main', 'config', 'test'];

/** What the code of a folder never mentions, so that it gives the same for the same input. */
const impure = /\b(process|fetch|setTimeout|setInterval|Date\s*\.\s*now|Math\s*\.\s*random)\b|\bnode:/g;
/** Temporal's sandbox makes the clock deterministic, and nothing else of these is used there. */
const unrecorded = /\b(process|fetch|setTimeout|setInterval|Math\s*\.\s*random)\b|\bnode:/g;
export const forbiddenWords: Readonly<Record<string, RegExp>> = { domain: impure, workflows: unrecorded };

/** Loads what authors wrote: the one place where only the run knows what is imported. */
export const unknownImportsIn: readonly string[] = ['src/registry/import-assistant.ts'];

/** Where a default export is what somebody else's loader asks for. */
export const defaultExportsIn = [/^assistants\//, /\.config\.ts$/, /^src\/database\/migrations\//];
/** Temporal's two entries. */
export const indexFiles: readonly string[] = ['workflows/index.ts', 'activities/index.ts'];

export const fileLinesMax = 250;
/** Of the files in src, workflows and activities. */
export const medianLinesMax = 99;
