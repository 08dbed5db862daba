import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { isAbsolute, join, normalize } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { promisify } from 'node:util';
import { z } from 'zod';
import { runsAsTemporal } from './runs-as-temporal.ts';

const temporalDownloads = 'https://temporal.download/cli';
/** Behind a closed firewall the question hangs for minutes; three seconds tell. */
const preflightMs = 3_000;
const downloadMs = 10 * 60_000;
const archiveBytesMax = 300_000_000;

/** Temporal's answer to which archive fits a machine. */
const archiveSchema = z.object({ archiveUrl: z.url(), fileToExtract: z.string().refine(staysInside) });

/**
 * Downloads the CLI into `folder` from where Temporal's own SDKs do; undefined, and a line that says why, when
 * that cannot be done here.
 */
export async function downloadCli(options: {
  folder: string;
  version: string;
  progress: (line: string) => void;
  downloadUrl?: string;
  signal?: AbortSignal;
}): Promise<string | undefined> {
  const { folder, version, progress, downloadUrl = temporalDownloads } = options;
  try {
    const archive = await askForArchive(`${downloadUrl}/v${version}?${new URLSearchParams(machine())}`);
    progress(`downloading ${archive.archiveUrl}`);
    const file = join(folder, 'temporal.tar.gz');
    await download(archive.archiveUrl, file, options.signal);
    await promisify(execFile)('tar', ['-xzf', file, '-C', folder], { timeout: 120_000 });
    const cli = join(folder, archive.fileToExtract);
    await chmod(cli, 0o755);
    if (await runsAsTemporal(cli)) return cli;
    progress('the downloaded Temporal CLI does not run here');
  } catch (error) {
    options.signal?.throwIfAborted();
    progress(`the Temporal CLI cannot be downloaded here (${reasonOf(error)})`);
  }
  return undefined;
}

function machine() {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  return { platform: process.platform, arch, format: 'tar.gz' };
}

async function askForArchive(url: string) {
  const response = await fetch(url, { signal: AbortSignal.timeout(preflightMs) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return archiveSchema.parse(await response.json());
}

async function download(url: string, file: string, signal: AbortSignal | undefined): Promise<void> {
  const timeout = AbortSignal.timeout(downloadMs);
  const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream),
    atMost(archiveBytesMax),
    createWriteStream(file),
  );
}

function atMost(bytesMax: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      done(bytes > bytesMax ? new Error(`more than ${bytesMax} bytes`) : null, chunk);
    },
  });
}

function staysInside(path: string): boolean {
  return path !== '' && !isAbsolute(path) && !normalize(path).startsWith('..');
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message : (error.message.split('\n')[0] ?? error.name);
}
