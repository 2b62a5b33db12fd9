/** Makes what networks send storable: PostgreSQL takes no NUL bytes, no lone surrogates and no impossible instants. */

const earliest = Date.UTC(2000, 0, 1)
const replacement = '\uFFFD'

/** The text with NUL bytes and lone surrogates replaced by U+FFFD (Unicode 16, 3.9: ill-formed subsequences). */
export const storableText = (text: string): string => text.toWellFormed().replaceAll('\0', replacement)

export const storableTextOrNull = (text: string | null): string | null => (text === null ? null : storableText(text))

/** The same for every string and key inside a JSON value. What JSON cannot say becomes null. */
export const storableJson = (value: unknown, depth = 0): unknown => {
  if (typeof value === 'string') return storableText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value === null || typeof value !== 'object' || depth > 100) return null
  if (Array.isArray(value)) return value.map(item => storableJson(item, depth + 1))
  const kept: [string, unknown][] = []
  for (const [key, inner] of Object.entries(value)) {
    if (inner !== undefined) kept.push([storableText(key), storableJson(inner, depth + 1)])
  }
  return Object.fromEntries(kept)
}

/** The claimed instant as it can be kept: null for none, and for years outside 1 to 9999. */
export const storableInstant = (claimed: Date | null): Date | null => {
  if (claimed === null || Number.isNaN(claimed.getTime())) return null
  const year = claimed.getUTCFullYear()
  return year >= 1 && year <= 9999 ? claimed : null
}

/** The claimed time, clamped to what is possible: not before 2000, not after it was received; received when nothing is claimed. */
export const clampOccurred = (claimed: Date | null, receivedAt: Date): Date => {
  if (claimed === null || Number.isNaN(claimed.getTime())) return receivedAt
  return new Date(Math.min(Math.max(claimed.getTime(), earliest), receivedAt.getTime()))
}

/** An address that may be shown as a link: http or https, else null. */
export const storableLink = (address: string | null): string | null => {
  if (address === null || address.length > 4000) return null
  const url = URL.parse(storableText(address.trim()))
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : null
}
