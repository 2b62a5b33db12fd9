/** UUIDv7 made by us (RFC 9562, section 5.7): sortable by the instant of its making. */
import { randomBytes } from 'node:crypto'

/** @param now the instant of the request or job; ids of one instant are ordered at random. */
export const makeId = (now: Date): string => {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
