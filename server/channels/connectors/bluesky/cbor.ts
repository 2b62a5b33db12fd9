/**
 * DAG-CBOR (ipld.io/specs/codecs/dag-cbor) and CAR v1 (ipld.io/specs/transport/car/carv1), as far as the firehose needs
 * them: reading only. Links become `{ $link }` and bytes stay bytes.
 */
import { hash } from 'node:crypto'

export type Cbor = null | boolean | number | string | Uint8Array | Cbor[] | { [key: string]: Cbor }

interface Reading {
  readonly bytes: Uint8Array
  readonly view: DataView
  at: number
}

const text = new TextDecoder('utf-8', { fatal: true })
const deepest = 200

const begin = (bytes: Uint8Array, at = 0): Reading => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  at,
})

/** Reads the value at `at`. @returns it and where the next one begins. @throws RangeError for what is no DAG-CBOR. */
export const decodeCbor = (bytes: Uint8Array, at = 0): { value: Cbor; next: number } => {
  const reading = begin(bytes, at)
  const value = readValue(reading, 0)
  return { value, next: reading.at }
}

const readValue = (reading: Reading, depth: number): Cbor => {
  if (depth > deepest) throw new RangeError('too deep')
  const first = reading.view.getUint8(reading.at)
  reading.at += 1
  const major = first >> 5
  const info = first & 31
  if (major === 7) return readSimple(reading, info)
  const argument = readArgument(reading, info)
  switch (major) {
    case 0:
      return argument
    case 1:
      return -1 - argument
    case 2:
      return take(reading, argument)
    case 3:
      return text.decode(take(reading, argument))
    case 4:
      return readArray(reading, argument, depth)
    case 5:
      return readMap(reading, argument, depth)
    default:
      return readTagged(reading, argument, depth)
  }
}

const readArgument = (reading: Reading, info: number): number => {
  if (info < 24) return info
  const { view, at } = reading
  const size = 2 ** (info - 24)
  if (size > 8) throw new RangeError('indefinite lengths are not DAG-CBOR')
  reading.at += size
  if (size === 1) return view.getUint8(at)
  if (size === 2) return view.getUint16(at)
  if (size === 4) return view.getUint32(at)
  const wide = view.getBigUint64(at)
  if (wide > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('an integer beyond 2^53')
  return Number(wide)
}

const take = (reading: Reading, length: number): Uint8Array => {
  const end = reading.at + length
  if (end > reading.bytes.length) throw new RangeError('cut short')
  const part = reading.bytes.subarray(reading.at, end)
  reading.at = end
  return part
}

const readArray = (reading: Reading, length: number, depth: number): Cbor[] => {
  if (length > reading.bytes.length - reading.at) throw new RangeError('cut short')
  const items: Cbor[] = []
  for (let n = 0; n < length; n += 1) items.push(readValue(reading, depth + 1))
  return items
}

const readMap = (reading: Reading, length: number, depth: number): { [key: string]: Cbor } => {
  if (length > reading.bytes.length - reading.at) throw new RangeError('cut short')
  const entries: [string, Cbor][] = []
  for (let n = 0; n < length; n += 1) {
    const key = readValue(reading, depth + 1)
    if (typeof key !== 'string') throw new RangeError('keys are strings')
    entries.push([key, readValue(reading, depth + 1)])
  }
  return Object.fromEntries(entries)
}

/** The one tag is 42: a CID in bytes behind a zero. */
const readTagged = (reading: Reading, tag: number, depth: number): Cbor => {
  const inner = readValue(reading, depth + 1)
  if (tag !== 42 || !(inner instanceof Uint8Array) || inner[0] !== 0) throw new RangeError('not a link')
  return { $link: cidText(inner.subarray(1)) }
}

const readSimple = (reading: Reading, info: number): Cbor => {
  if (info === 20) return false
  if (info === 21) return true
  if (info === 22) return null
  if (info !== 27) throw new RangeError('not a simple value of DAG-CBOR')
  const value = reading.view.getFloat64(reading.at)
  reading.at += 8
  return value
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'

/** A CID v1 in multibase base32, as AT Protocol writes it. */
export const cidText = (bytes: Uint8Array): string => {
  let out = 'b'
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      out += base32[(held >> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return bits > 0 ? out + base32[(held << (5 - bits)) & 31] : out
}

const cidHead = Uint8Array.of(1, 0x71, 0x12, 32)

/** The CID that a block of DAG-CBOR must have: version 1, SHA-256. */
export const cidOfBlock = (block: Uint8Array): string => {
  const bytes = new Uint8Array(36)
  bytes.set(cidHead)
  bytes.set(hash('sha256', block, 'buffer'), 4)
  return cidText(bytes)
}

/** The blocks of an archive whose CIDs are wanted, undecoded. @throws RangeError for what is no CAR. */
export const readCarBlocks = (car: Uint8Array, wanted: ReadonlySet<string>): Map<string, Uint8Array> => {
  const reading = begin(car)
  take(reading, readVarint(reading))
  const found = new Map<string, Uint8Array>()
  while (reading.at < car.length && found.size < wanted.size) {
    const length = readVarint(reading)
    const end = reading.at + length
    const cidLength = cidByteLength(reading)
    const cid = cidText(take(reading, cidLength))
    const block = take(reading, end - reading.at)
    if (wanted.has(cid)) found.set(cid, block)
  }
  return found
}

/** Version, codec, hash function, hash length, hash: all but the hash are varints. */
const cidByteLength = (reading: Reading): number => {
  const start = reading.at
  for (let part = 0; part < 3; part += 1) readVarint(reading)
  const length = readVarint(reading)
  const size = reading.at - start + length
  reading.at = start
  return size
}

const readVarint = (reading: Reading): number => {
  let value = 0
  for (let shift = 0; shift < 49; shift += 7) {
    const byte = reading.view.getUint8(reading.at)
    reading.at += 1
    value += (byte & 127) * 2 ** shift
    if (byte < 128) return value
  }
  throw new RangeError('a varint too long')
}
