import { join } from 'node:path';
import { allow } from '../access.ts';
import type { App } from '../app.ts';
import type { HttpSettings } from '../dependencies.ts';
import { notFound } from '../problem.ts';
import { keepFile, sendKept } from './kept-file.ts';

const options = { config: allow({ who: 'anyone' }), schema: { hide: true } };

/** What a shop embeds: `/widget.js` runs in the shop's page and puts `/widget` into a frame there. */
export async function addWidgetRoutes(app: App, settings: HttpSettings): Promise<void> {
  const { consoleFolder, webOrigins } = settings;
  const loader = await keepFile(join(consoleFolder, 'widget.js'));
  const frame = await keepFile(join(consoleFolder, 'widget.html'), (html) => nameOrigins(html, webOrigins));

  app.get('/widget.js', options, (request, reply) => {
    if (!loader) throw notFound();
    reply.type('text/javascript; charset=utf-8').headers({
      // Shops keep their tag for years: an hour until a new version is seen, and no waiting for it.
      'cache-control': 'public, max-age=3600, stale-while-revalidate=86400',
      'cross-origin-resource-policy': 'cross-origin',
    });
    return sendKept(request, reply, loader);
  });

  app.get('/widget', options, (request, reply) => {
    if (!frame) throw notFound();
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    return sendKept(request, reply, frame);
  });
}

/**
 * Tells the framed page who may embed it, so that it also holds where a browser ignores its policy. They are no
 * secret: the policy names them as well.
 */
export function nameOrigins(html: string, origins: readonly string[]): string {
  const content = origins.join(' ').replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return html.replace(
    'name="embedding-origins" content=""',
    () => `name="embedding-origins" content="${content}"`,
  );
}
