import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A Node of its own that runs a few lines of TypeScript; `SRC` in them stands for the source folder. */
export interface Script {
  readonly child: ChildProcess;
  /** The first line that it prints, or all its output when it ends without one. */
  readonly firstLine: Promise<string>;
  /** Dies without a chance to tidy up. */
  kill(): Promise<void>;
}

export function runScript(code: string): Script {
  const source = fileURLToPath(new URL('../../src', import.meta.url));
  const child = spawn(
    process.execPath,
    ['--input-type=module-typescript', '--eval', code.replaceAll('SRC', source)],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const firstLine = new Promise<string>((resolve) => {
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (stream === child.stdout && output.includes('\n')) resolve(output.trim());
      });
    }
    child.once('close', () => resolve(output.trim()));
  });
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { child, firstLine, kill };
}
