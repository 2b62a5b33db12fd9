/** Pure: how large a file is, as people write it. */

/** Bytes in B, KB, MB (1,024 each), one decimal below ten. */
export const fileSize = (bytes: number, write: (value: number) => string): string => {
  if (bytes < 1024) return `${write(bytes)} B`
  const [value, unit] = bytes < 1024 * 1024 ? [bytes / 1024, 'KB'] : [bytes / 1024 / 1024, 'MB']
  return `${write(value < 10 ? Math.round(value * 10) / 10 : Math.round(value))} ${unit}`
}
