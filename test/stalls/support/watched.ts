import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Baton, startBaton } from '../../support/baton-process.ts';
import { eventually } from '../../support/eventually.ts';

/** The longest delays of two event loops over the same time, ms. */
export interface Delays {
  readonly batonMs: number;
  /** Of a process that does nothing: what the machine alone does to an event loop. */
  readonly controlMs: number;
}

export interface Watched {
  readonly baton: Baton;
  delaysDuring(work: () => Promise<void>): Promise<Delays>;
  stop(): Promise<void>;
}

/** Baton and an idle process, each with a probe in its event loop. */
export async function startWatched(env: Readonly<Record<string, string>>): Promise<Watched> {
  const folder = await mkdtemp(join(tmpdir(), 'baton-stalls-'));
  const [batonFile, controlFile] = [join(folder, 'baton'), join(folder, 'control')];
  const control = spawn(process.execPath, ['--eval', 'setInterval(() => {}, 1 << 30)'], {
    stdio: 'ignore',
    env: { ...process.env, ...probeIn(controlFile) },
  });
  const stopControl = async () => {
    const ended = once(control, 'exit');
    control.kill();
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const baton = await startBaton({ ...env, ...probeIn(batonFile) }).catch(async (error) => {
    await stopControl();
    throw error;
  });
  const [askBaton, askControl] = [askerOf(batonFile), askerOf(controlFile)];
  return {
    baton,
    async delaysDuring(work) {
      await Promise.all([askBaton(), askControl()]);
      await work();
      const [batonMs, controlMs] = await Promise.all([askBaton(), askControl()]);
      return { batonMs, controlMs };
    },
    async stop() {
      await baton.stop();
      await stopControl();
    },
  };
}

const probe = import.meta.resolve('./loop-probe.ts');
const probeIn = (file: string) => ({ NODE_OPTIONS: `--import=${probe}`, LOOP_PROBE_FILE: file });

/** Asks for the longest delay since it was last asked. */
function askerOf(file: string): () => Promise<number> {
  const port = eventually(() => readFile(file, 'utf8').catch(() => undefined));
  return async () => Number(await (await fetch(`http://127.0.0.1:${await port}`)).text());
}
