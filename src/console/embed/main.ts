import { type BatonWidget, embed } from './embed.ts';
import { settingsOf } from './settings.ts';

declare global {
  interface Window {
    Baton?: BatonWidget;
  }
}

const warn = (why: string) => console.error(`Baton: no chat on this page: ${why}`);
const settings = settingsOf(document.currentScript as HTMLScriptElement | null);

if (settings === null) warn('widget.js has to be included by a <script src> of its own, not bundled.');
else if (!window.Baton) begin(settings);

/** The calls work from here on, whatever the page still loads; the frame waits until the shop has loaded. */
function begin(found: NonNullable<typeof settings>): void {
  const widget = pageLoaded().then(() => embed(found, warn));
  window.Baton = {
    open: () => void widget.then((one) => one.open()),
    close: () => void widget.then((one) => one.close()),
    identify: async (identity) => (await widget).identify(identity),
    logout: async () => (await widget).logout(),
  };
  dispatchEvent(new Event('baton:ready'));
}

function pageLoaded(): Promise<void> {
  return new Promise((resolve) => {
    if (document.readyState === 'complete') resolve();
    else addEventListener('load', () => resolve(), { once: true });
  });
}
