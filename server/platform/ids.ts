/** UUIDv7 made by us (RFC 9562, section 5.7): sortable by the instant of its making. */
import { randomFillSync } from 'node:crypto'

/** Random bytes for the next ids: asked for in hundreds, since asking costs more than they do. */
const drawn = Buffer.alloc(16 * 256)
let used = drawn.length

/** @param now the instant of the request or job; ids of one instant are ordered at random. */
export const makeId = (now: Date): string => {
  if (used === drawn.length) {
    randomFillSync(drawn)
    used = 0
  }
  const bytes = drawn.subarray(used, used + 16)
  used += 16
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
