/**
 * Calls back once when the shell that npm put between itself and us is gone. npm passes its signals on to that
 * shell, and a shell that dies of one tells nobody: without this we would run on alone.
 */
export function watchParent(env: NodeJS.ProcessEnv, onGone: () => void): void {
  if (env.npm_lifecycle_event === undefined) return;
  const parentPid = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parentPid) return;
    clearInterval(timer);
    onGone();
  }, 200);
  timer.unref();
}
