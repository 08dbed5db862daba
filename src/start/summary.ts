import type { Config } from '../config.ts';
import type { Ready } from './start-baton.ts';

/** What the user sees when everything runs. */
export function summaryOf(config: Config, { http, temporal, isDemo }: Ready): string {
  const [url] = http.publicUrls;
  const places: [string, string | null | undefined][] =
    url === undefined
      ? [['worker', `${http.address}/readyz`]]
      : [
          ['chat', `${url}/`],
          ['console', `${url}/console`],
        ];
  places.push(['Temporal UI', temporal.uiUrl]);
  const lines = places.flatMap(([name, place]) => (place ? [`  ${name.padEnd(12)} ${place}`] : []));
  const demo = isDemo ? ['', '  no OPENAI_API_KEY: the demo model answers'] : [];
  const setup = http.setupUrl ? ['', `  make the first admin (works once, today): ${http.setupUrl}`] : [];
  const stop = config.services.http ? ['', '  Ctrl-C stops everything'] : [];
  return ['', 'Baton is ready', '', ...lines, ...demo, ...setup, ...stop, ''].join('\n');
}
