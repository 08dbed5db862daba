import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Baton, startBaton } from '../../test/support/baton-process.ts';
import type { Undo } from './undo.ts';

/** A chat service that customers of the bench write to, and the processes that it is made of. */
export interface Service {
  readonly name: string;
  readonly address: string;
  readonly assistant: string;
  readonly processes: readonly { readonly name: string; readonly pid: number }[];
}

/** Baton in processes of its own: one that serves HTTP, one that works. */
export interface BatonService extends Service {
  readonly namespace: string;
  readonly databaseUrl: string;
  readonly worker: Baton;
  /** One more worker like the first. */
  startWorker(): Promise<Baton>;
}

type Env = Readonly<Record<string, string>>;

export async function startBatonService(
  undo: Undo,
  env: Env,
  named: { readonly name: string; readonly assistant: string; readonly workerEnv?: Env },
): Promise<BatonService> {
  const { name, assistant, workerEnv = {} } = named;
  const start = (service: 'http' | 'worker', more: Env = {}) =>
    undo.bringUp(
      () => startBaton({ ...env, ...more, SERVICES: service }),
      (baton) => baton.stop(),
    );
  const http = await start('http');
  const worker = await start('worker', workerEnv);
  return {
    name,
    assistant,
    address: http.http,
    namespace: env.TEMPORAL_NAMESPACE ?? 'default',
    databaseUrl: env.DATABASE_URL ?? '',
    processes: [
      { name: 'HTTP', pid: http.pid },
      { name: 'worker', pid: worker.pid },
    ],
    worker,
    startWorker: () => start('worker', workerEnv),
  };
}

/** For a worker's environment: makes every step of its workflows a durable activity. */
export const allDurableEnv = {
  NODE_OPTIONS: `--import=${new URL('./durable-hook.ts', import.meta.url).href}`,
};

/** The chat written by hand. */
export async function startBareService(undo: Undo, env: Env, assistant: string): Promise<Service> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bare-service.ts', import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, ...env },
  });
  await once(child, 'spawn');
  undo.add(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the bare service ended')));
  ended.catch(() => {});
  const [address] = await Promise.race([once(createInterface(child.stdout), 'line'), ended]);
  const pid = child.pid as number;
  return { name: 'bare calls', assistant, address, processes: [{ name: 'service', pid }] };
}
