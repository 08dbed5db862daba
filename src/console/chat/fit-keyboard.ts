/**
 * Keeps the page as high as what is seen of it, for browsers that lay the keyboard over the page instead of making
 * it smaller. Sets `--seen-height` on the root; a visitor who zooms in is left alone.
 */
export function fitKeyboard(): void {
  const seen = window.visualViewport;
  if (!seen) return;
  const fit = () => {
    const { style } = document.documentElement;
    const isCovered = seen.scale <= 1.01 && window.innerHeight - seen.height > 80;
    if (!isCovered) return void style.removeProperty('--seen-height');
    style.setProperty('--seen-height', `${Math.floor(seen.height)}px`);
    window.scrollTo(0, 0); // the browser scrolled the page to show the field; it is in sight now
  };
  seen.addEventListener('resize', fit);
}
