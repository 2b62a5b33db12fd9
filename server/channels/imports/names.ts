/** Names of columns, as they are compared, and the zones that they name. */

/** Letters and digits of a name, in small letters: `Full Text`, `full_text` and `FullText` are one. */
export const foldName = (header: string): string =>
  header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\((utc|gmt|kst|[^)]*시간[^)]*)\)/g, '')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** The zone that a header names: `Time (UTC)`. */
export const zoneOfName = (header: string): string | null => {
  const named = /\((UTC|GMT|KST)\)|(한국\s?시간)/i.exec(header)
  if (!named) return null
  return /utc|gmt/i.test(named[1] ?? '') ? 'UTC' : 'Asia/Seoul'
}
