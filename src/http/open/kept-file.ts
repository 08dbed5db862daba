import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A small file that is held in memory and sent with a tag of its content, the same on every process. */
export interface KeptFile {
  readonly body: string;
  readonly etag: string;
}

/** Reads a file, changed by `edit`; undefined where there is none. */
export async function keepFile(path: string, edit = (text: string) => text): Promise<KeptFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const body = edit(text);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/** Sends it, or says 304 to whoever has it already. */
export function sendKept(request: FastifyRequest, reply: FastifyReply, { body, etag }: KeptFile) {
  reply.header('etag', etag);
  const held = String(request.headers['if-none-match'] ?? '').split(/\s*,\s*/);
  // A proxy that compresses marks the tag as weak.
  const isHeld = held.some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
  return isHeld ? reply.code(304).send() : reply.send(body);
}
