/** After the frame's own `load`, its first word is out already; this much longer it may take to arrive. */
const graceMs = 3_000;
const loadMsMax = 60_000;

/**
 * Calls `onRefused`, with what to do about it, when the frame's content never speaks: it was refused, blocked or
 * not reached. The returned function says that it has spoken.
 */
export function awaitFrame(
  frame: HTMLIFrameElement,
  origin: string,
  onRefused: (why: string) => void,
): () => void {
  const fail = (why: string) => {
    stop();
    onRefused(why);
  };
  const silent = () =>
    fail(
      `${origin} did not let this page show the chat. Add ${location.origin} to its WEB_ORIGINS; if it is there, see whether ${origin} can be reached.`,
    );
  const onBlocked = ({ blockedURI, effectiveDirective }: SecurityPolicyViolationEvent) => {
    if (!blockedURI.startsWith(origin) || !/^(frame|child|default)-src/.test(effectiveDirective)) return;
    fail(`this page's own Content-Security-Policy blocks the chat. Add ${origin} to its frame-src.`);
  };
  let timer = setTimeout(silent, loadMsMax);
  const onLoad = () => {
    clearTimeout(timer);
    timer = setTimeout(silent, graceMs);
  };
  const stop = () => {
    clearTimeout(timer);
    frame.removeEventListener('load', onLoad);
    document.removeEventListener('securitypolicyviolation', onBlocked);
  };
  frame.addEventListener('load', onLoad);
  document.addEventListener('securitypolicyviolation', onBlocked);
  return stop;
}
