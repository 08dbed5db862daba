import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

/**
 * A headless Chromium: the one inside the npm package on Linux x64, else the one that is installed (or named by
 * `CHROMIUM_PATH`). Close it after use.
 */
export async function launchBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'];
  const named = process.env.CHROMIUM_PATH;
  if (named) return chromium.launch({ executablePath: named, args });
  if (process.platform !== 'linux' || process.arch !== 'x64') return launchInstalled();
  return chromium.launch({ executablePath: await unpackedChromium(), args });
}

async function launchInstalled(): Promise<Browser> {
  for (const channel of ['chrome', 'chromium', 'msedge']) {
    const browser = await chromium.launch({ channel }).catch(() => null);
    if (browser) return browser;
  }
  throw new Error('No Chromium is installed: install Chrome, or name one by CHROMIUM_PATH');
}

/**
 * The package unpacks into the temporary folder and takes a half-written file for a whole one, so tests that
 * start together would run into each other. Each unpacks for itself; the first whole one gets the name.
 */
async function unpackedChromium(): Promise<string> {
  const folder = join(tmpdir(), `baton-chromium-${process.getuid?.() ?? 0}`);
  const executable = join(folder, 'chromium');
  if (existsSync(executable)) return executable;
  const partial = await mkdtemp(join(tmpdir(), 'baton-chromium-partial-'));
  const env = { ...process.env, TMPDIR: partial };
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpack], {
    env,
    cwd: import.meta.dirname,
  });
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return executable;
}

const unpack = `import chromium from '@sparticuz/chromium'; await chromium.executablePath();`;
