import { accessOf } from './access.ts';
import type { App } from './app.ts';

/** What routes there are: tells a wrong method from an unknown path, and finds routes that nobody guards. */
export interface RouteTable {
  /** The methods that a path answers to; none: the path is unknown. */
  methodsOf(path: string): string[];
}

/** Keeps account of every route added from now on. The server won't get ready with an undeclared one. */
export function keepRouteTable(app: App): RouteTable {
  const routes: { segments: string[]; methods: string[]; url: string; config: unknown }[] = [];
  app.addHook('onRoute', (route) => {
    routes.push({
      segments: route.url.split('/'),
      methods: [route.method].flat(),
      url: route.url,
      // Plugins' routes get their declaration by a later hook, so it is looked at when all are there.
      get config() {
        return route.config;
      },
    });
  });
  app.addHook('onReady', async () => {
    const open = routes.filter((route) => accessOf(route.config) === undefined);
    if (open.length > 0) {
      throw new Error(`routes without declared access: ${open.map((route) => route.url).join(', ')}`);
    }
  });
  return {
    methodsOf(path) {
      const segments = path.split('/');
      return [
        ...new Set(
          routes.filter((route) => fits(route.segments, segments)).flatMap((route) => route.methods),
        ),
      ];
    },
  };
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  const wildcard = pattern.at(-1) === '*';
  if (wildcard ? segments.length < pattern.length : segments.length !== pattern.length) return false;
  return pattern.every((part, i) => part === '*' || part.startsWith(':') || part === segments[i]);
}
