/**
 * Puts the focus where the visitor goes on: where to write, or on a touch screen the heading, so that no keyboard
 * covers what was said.
 */
export function moveFocusIn(root: Element): void {
  const isTouch = matchMedia('(pointer: coarse)').matches;
  root.querySelector<HTMLElement>(isTouch ? '.title' : 'textarea')?.focus();
}
