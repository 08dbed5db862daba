import type { Elements } from './build-elements.ts';
import { phone } from './styles.ts';

/** The chat's place in the shop's page: a window beside the launcher, or on a phone the whole screen. */
export interface Panel {
  readonly isOpen: boolean;
  show(): void;
  /** Gives the focus back to where it came from. */
  hide(): void;
}

/** `onCancel` hears that the browser's own gesture (Esc, a phone's back) wants it closed. */
export function createPanel({ panel, frame, launcher, host }: Elements, onCancel: () => void): Panel {
  const small = matchMedia(phone);
  let cameFrom: HTMLElement | null = null;
  let overflow: string | null = null;

  const show = () => {
    if (small.matches) {
      panel.showModal(); // the shop behind it can't be reached, also not by keyboard
      overflow ??= document.documentElement.style.overflow;
      document.documentElement.style.overflow = 'hidden';
    } else {
      panel.setAttribute('open', ''); // show() would take the focus
    }
    fitKeyboard();
  };
  const hide = () => {
    panel.close();
    panel.removeAttribute('style');
    if (overflow !== null) document.documentElement.style.overflow = overflow;
    overflow = null;
  };
  const fitKeyboard = () => {
    const seen = window.visualViewport;
    if (!seen || !panel.open) return;
    const isCovered = small.matches && seen.scale <= 1.01 && innerHeight - seen.height > 80;
    panel.style.height = isCovered ? `${seen.height}px` : '';
    panel.style.top = isCovered ? `${seen.offsetTop}px` : '';
  };
  window.visualViewport?.addEventListener('resize', fitKeyboard);
  window.visualViewport?.addEventListener('scroll', fitKeyboard);
  small.addEventListener('change', () => {
    if (!panel.open) return;
    hide();
    show();
  });
  panel.addEventListener('cancel', (event) => {
    event.preventDefault();
    onCancel();
  });

  return {
    get isOpen() {
      return panel.open;
    },
    show() {
      const { activeElement } = document;
      cameFrom =
        activeElement instanceof HTMLElement && activeElement !== document.body ? activeElement : null;
      show();
    },
    hide() {
      const hadFocus = document.activeElement === host && host.shadowRoot?.activeElement !== launcher;
      hide();
      if (!hadFocus) return; // the visitor is elsewhere in the shop already
      frame.blur();
      const isThere = cameFrom?.isConnected && cameFrom !== host;
      (isThere ? cameFrom : launcher)?.focus();
    },
  };
}
