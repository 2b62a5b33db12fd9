/** Record keys of our own: a TID (atproto.com/specs/tid) that a delivery always gives again. */

const alphabet = '234567abcdefghijklmnopqrstuvwxyz'

/**
 * 64 bits as 13 characters of sortable base32: a zero, 53 bits of microseconds since 1970, 10 bits that tell clocks
 * apart. Milliseconds are those of the plan, the rest are bits of the delivery's id (UUIDv7: the last 62 are random).
 */
export const tidOf = (deliveryId: string, plannedAt: Date): string => {
  const random = BigInt(`0x${deliveryId.replaceAll('-', '').slice(-14)}`)
  const micros = BigInt(plannedAt.getTime()) * 1000n + ((random >> 10n) % 1000n)
  let rest = (micros << 10n) | (random & 1023n)
  let text = ''
  for (let place = 0; place < 13; place += 1) {
    text = alphabet[Number(rest & 31n)]! + text
    rest >>= 5n
  }
  return text
}

export interface AtUri {
  did: string
  collection: string
  rkey: string
}

/** Null for what is no address of a record. */
export const readAtUri = (uri: string): AtUri | null => {
  const found = /^at:\/\/(did:[a-z]+:[A-Za-z0-9._:%-]+)\/([A-Za-z0-9.-]+)\/([A-Za-z0-9._:~-]+)$/.exec(uri)
  return found ? { did: found[1]!, collection: found[2]!, rkey: found[3]! } : null
}

export const postCollection = 'app.bsky.feed.post'
