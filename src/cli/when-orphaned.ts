/**
 * Calls back when the `npm` that started this process is gone. npm ends its shell on SIGTERM, and most shells do
 * not pass the signal on: without this the program would go on with nobody to stop it. Nothing outside of npm.
 */
export function whenOrphaned(env: Record<string, string | undefined>, onOrphaned: () => void): void {
  if (!env.npm_lifecycle_event) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onOrphaned()
  }, 500)
  timer.unref()
}
