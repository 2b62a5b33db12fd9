/** Every zone that the browser knows, the one that it lives in first, and the one in use even where it does not know it. */
export const zonesWith = (current: string | null): readonly string[] => {
  const known = Intl.supportedValuesOf('timeZone')
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone
  return [...new Set([...(current === null ? [] : [current]), here, ...known])]
}
