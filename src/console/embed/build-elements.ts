import { styles } from './styles.ts';

/** What the loader puts into the shop's page. */
export interface Elements {
  readonly host: HTMLElement;
  readonly box: HTMLElement;
  readonly launcher: HTMLButtonElement;
  readonly badge: HTMLElement;
  readonly panel: HTMLDialogElement;
  readonly frame: HTMLIFrameElement;
}

/**
 * Builds them without markup in text and without inline styles, so that a page with a strict policy, Trusted Types
 * included, needs no exception. The launcher is left out until the frame has answered.
 */
export function buildElements(frameUrl: string, isLeft: boolean): Elements {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  shadow.adoptedStyleSheets = [sheet];

  const box = make('div', isLeft ? 'left' : 'right');
  const launcher = make('button', 'launcher');
  launcher.type = 'button';
  const badge = make('span', 'badge');
  badge.setAttribute('aria-hidden', 'true'); // the launcher's name says it
  launcher.append(
    icon(
      'bubble',
      'M5 3.5h14a2.5 2.5 0 0 1 2.5 2.5v8.5A2.5 2.5 0 0 1 19 17h-6.5L8 21v-4H5A2.5 2.5 0 0 1 2.5 14.5V6A2.5 2.5 0 0 1 5 3.5zM7 8.2h10M7 12.2h6.5',
    ),
    icon('cross', 'M6 6l12 12M18 6L6 18'),
    badge,
  );
  const panel = make('dialog', 'panel');
  const frame = make('iframe');
  frame.referrerPolicy = 'origin'; // how the frame knows, in some browsers, who has embedded it
  frame.src = frameUrl;
  panel.append(frame);
  box.append(panel);
  shadow.append(box);
  return { host, box, launcher, badge, panel, frame };
}

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className = '',
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  return element;
}

function icon(name: string, path: string): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  const line = document.createElementNS(svg, 'path');
  for (const [key, value] of Object.entries({ class: name, viewBox: '0 0 24 24', 'aria-hidden': 'true' }))
    drawing.setAttribute(key, value);
  for (const [key, value] of Object.entries({ ...stroke, d: path })) line.setAttribute(key, value);
  drawing.append(line);
  return drawing;
}

const svg = 'http://www.w3.org/2000/svg';
const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '1.8',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};
