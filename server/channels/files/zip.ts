/** The parts of a zip archive, each unpacked as a stream; what would burst is refused before anything is unpacked. */
import { pipeline, Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { type FileBytes, type FileRefusal, fileFault, piecesOf, refuseFile } from './bytes.ts'

interface ZipEntry {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly packed: number
  readonly unpacked: number
  readonly at: number
}

export interface Zip {
  readonly names: readonly string[]
  has(name: string): boolean
  /** The bytes of a part. @throws FileFault when it is more than the archive said, or broken. */
  unpack(name: string): AsyncGenerator<Uint8Array>
  /** What the archive says is the part's size. */
  sizeOf(name: string): number
}

const mostParts = 5000
const mostUnpacked = 2 ** 30
/** Deflate packs 1,032 to 1 at best; sheets of spreadsheets stay below 60 to 1, of one repeated row below 250. */
const mostRatio = 300
/** Small parts may be anything. */
const freeSize = 8 * 1024 * 1024

/** Reads the directory at the end of the archive (APPNOTE 6.3, 4.3.12 and 4.3.16). Zip64 is for more than we take. */
export const openZip = async (file: FileBytes): Promise<{ ok: true; zip: Zip } | FileRefusal> => {
  const tailLength = Math.min(file.size, 65_557)
  const tail = Buffer.from(await file.read(file.size - tailLength, tailLength))
  const end = tail.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0 || end + 22 > tail.length) return refuseFile('broken_zip')
  const count = tail.readUInt16LE(end + 10)
  const size = tail.readUInt32LE(end + 12)
  const at = tail.readUInt32LE(end + 16)
  if (at + size > file.size) return refuseFile('broken_zip')
  if (count > mostParts || size > 4 * 1024 * 1024) return refuseFile('bomb')
  const entries = readEntries(Buffer.from(await file.read(at, size)), count)
  if (entries === null) return refuseFile('broken_zip')
  return checkSizes(entries, file.size) ?? { ok: true, zip: zipOf(file, entries) }
}

const readEntries = (directory: Buffer, count: number): ZipEntry[] | null => {
  const entries: ZipEntry[] = []
  let at = 0
  for (let n = 0; n < count; n++) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== 0x02014b50) return null
    const nameLength = directory.readUInt16LE(at + 28)
    const isLocked = (directory.readUInt16LE(at + 8) & 1) === 1
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: isLocked ? -1 : directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      unpacked: directory.readUInt32LE(at + 24),
      at: directory.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
  }
  return entries
}

/** Too much in all, too much for its size, or parts that share bytes. */
const checkSizes = (entries: readonly ZipEntry[], size: number): FileRefusal | null => {
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  const bursts = entries.some(entry => entry.unpacked > freeSize && entry.unpacked > entry.packed * mostRatio)
  const isMuch = unpacked > freeSize && unpacked > size * mostRatio
  if (packed > size || unpacked > mostUnpacked || bursts || isMuch)
    return refuseFile('bomb', { megabytes: Math.round(unpacked / 1_048_576) })
  return null
}

const zipOf = (file: FileBytes, entries: readonly ZipEntry[]): Zip => {
  const byName = new Map(entries.map(entry => [entry.name, entry]))
  return {
    names: entries.map(entry => entry.name),
    has: name => byName.has(name),
    sizeOf: name => byName.get(name)?.unpacked ?? 0,
    unpack: name => {
      const entry = byName.get(name)
      if (!entry) throw fileFault('broken_zip')
      return unpackEntry(file, entry)
    },
  }
}

async function* unpackEntry(file: FileBytes, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.method === -1) throw fileFault('locked')
  if (entry.method !== 0 && entry.method !== 8) throw fileFault('broken_zip')
  const head = Buffer.from(await file.read(entry.at, 30))
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) throw fileFault('broken_zip')
  const from = entry.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const packed = piecesOf(file, from, from + entry.packed)
  let length = 0
  for await (const piece of entry.method === 0 ? packed : inflate(packed)) {
    length += piece.byteLength
    if (length > entry.unpacked) throw fileFault('bomb', { megabytes: Math.round(length / 1_048_576) })
    yield piece
  }
}

async function* inflate(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflating = createInflateRaw({ chunkSize: 128 * 1024 })
  const feeding = pipeline(Readable.from(packed), inflating, () => undefined)
  try {
    for await (const piece of feeding) yield piece as Uint8Array
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) throw fileFault('broken_zip')
    throw error
  } finally {
    inflating.destroy()
  }
}
