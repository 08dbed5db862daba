/**
 * Styles of the launcher and the panel, inside a shadow root: the shop's styles don't reach in, these don't reach
 * out. `phone` is the media query of a screen that the chat fills.
 */
export const phone = '(max-width: 30rem), (max-height: 26rem)';

export const styles = `
:host { all: initial; }
* { box-sizing: border-box; }
.launcher {
  position: fixed; z-index: 2147483000;
  bottom: calc(1.25rem + env(safe-area-inset-bottom)); right: calc(1.25rem + env(safe-area-inset-right));
  width: 3.5rem; height: 3.5rem; padding: 0; border: 2px solid #fff; border-radius: 50%;
  background: var(--accent); color: var(--on-accent);
  box-shadow: 0 2px 6px rgb(0 0 0 / 20%), 0 6px 22px rgb(0 0 0 / 22%);
  cursor: pointer; -webkit-tap-highlight-color: transparent; touch-action: manipulation;
}
.left .launcher { right: auto; left: calc(1.25rem + env(safe-area-inset-left)); }
.launcher:focus-visible { outline: 3px solid #1f5fd1; outline-offset: 3px; box-shadow: 0 0 0 3px #fff; }
.launcher svg { display: block; width: 1.75rem; height: 1.75rem; margin: auto; }
.launcher .cross, .launcher[aria-expanded=true] .bubble { display: none; }
.launcher[aria-expanded=true] .cross { display: block; }
.badge {
  position: absolute; top: -.4rem; right: -.4rem; min-width: 1.5rem; height: 1.5rem; padding: 0 .35rem;
  border: 2px solid #fff; border-radius: .75rem; background: #b3261e; color: #fff;
  font: 700 .8125rem/1.25rem system-ui, sans-serif; text-align: center;
}
.badge:empty { display: none; }
.panel {
  position: fixed; z-index: 2147483000; inset: auto; margin: 0; padding: 0; border: 0; display: block;
  bottom: calc(5.75rem + env(safe-area-inset-bottom)); right: calc(1.25rem + env(safe-area-inset-right));
  width: min(25rem, 100vw - 2.5rem); height: min(42rem, 100vh - 7.5rem); max-width: none; max-height: none;
  border-radius: 1rem; overflow: hidden; background: Canvas; color-scheme: light dark;
  box-shadow: 0 0 0 1px rgb(0 0 0 / 8%), 0 10px 40px rgb(0 0 0 / 26%);
  transition: opacity .16s, transform .16s, visibility 0s;
}
.left .panel { right: auto; left: calc(1.25rem + env(safe-area-inset-left)); }
.panel:not([open]) {
  visibility: hidden; opacity: 0; transform: translateY(.75rem); pointer-events: none;
  transition: opacity .16s, transform .16s, visibility 0s .16s;
}
.panel::backdrop { background: none; }
iframe { display: block; width: 100%; height: 100%; border: 0; }
@media ${phone} {
  .panel, .left .panel {
    inset: 0 0 auto; width: 100vw; height: 100vh; height: 100dvh; border-radius: 0; box-shadow: none;
    padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left);
  }
}
@media (prefers-reduced-motion: reduce) { .panel, .panel:not([open]) { transition: none; } }
@media print { .launcher, .panel { display: none; } }
`;
