/** Pure: how large a file is, as people write it. */

/** Bytes in B, KB, MB, GB (1,024 each), one decimal below ten. */
export const fileSize = (bytes: number, write: (value: number) => string): string => {
  if (bytes < 1024) return `${write(bytes)} B`
  const steps = Math.min(3, Math.floor(Math.log2(bytes) / 10))
  const [value, unit] = [bytes / 1024 ** steps, ['B', 'KB', 'MB', 'GB'][steps]]
  return `${write(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${unit}`
}
