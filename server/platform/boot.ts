/** The boot file that started this process: when it is killed, nobody can reach us any more, so we stop. */

/** Calls `gone` once, within a quarter of a second after the boot file ended. Does nothing where none started us. */
export const onBootGone = (environment: Readonly<Record<string, string | undefined>>, gone: () => void): void => {
  const boot = bootPid(environment)
  if (boot === 0) return
  const watch = setInterval(() => {
    if (process.ppid === boot) return
    clearInterval(watch)
    gone()
  }, 250)
  watch.unref()
}

/** The boot file's process, where it started us itself; 0 otherwise. */
export const bootPid = (environment: Readonly<Record<string, string | undefined>>): number => {
  const boot = Number(environment.MAEARI_BOOT_PID ?? 0)
  return boot === process.ppid ? boot : 0
}
