import { access } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { HttpSettings } from '../dependencies.ts';
import { notFound } from '../problem.ts';
import { addWidgetRoutes } from './widget-routes.ts';

/** The built pages. Where they aren't built, the API works and the page says what is missing. */
export async function addPageRoutes(app: App, settings: HttpSettings): Promise<void> {
  const { consoleFolder } = settings;
  const options = { config: allow({ who: 'anyone' }), schema: { hide: true } };
  const isBuilt = await exists(join(consoleFolder, 'index.html'));
  if (!isBuilt) {
    app.get('/', options, (_request, reply) =>
      reply.code(503).type('text/plain; charset=utf-8').send('The pages are not built yet: npm run build\n'),
    );
    return;
  }
  await addWidgetRoutes(app, settings);
  // It lists no folder and serves no hidden file; routes are ours, so that each declares its access.
  await app.register(fastifyStatic, { root: consoleFolder, serve: false, dotfiles: 'deny' });

  app.get('/', options, (_request, reply) => sendPage(reply, 'index.html'));
  app.get('/console', options, (_request, reply) => sendPage(reply, 'operator.html'));
  app.get('/decide', options, (_request, reply) => sendPage(reply, 'decide.html'));
  app.get('/assets/*', options, (request, reply) => {
    const { '*': file } = request.params as { '*': string };
    if (file.includes('..') || file.includes('\0') || file.endsWith('/') || file === '') throw notFound();
    // Their names carry a hash of their content.
    return reply.sendFile(`assets/${file}`, { maxAge: '1y', immutable: true });
  });
}

const sendPage = (reply: FastifyReply, file: string) =>
  reply.header('cache-control', 'no-cache').sendFile(file, { cacheControl: false });

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
