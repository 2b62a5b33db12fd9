/** Writes a zip archive as a stream: each part is packed while it is made, its sizes follow it (APPNOTE 4.3.9). */
import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface ZipPart {
  readonly name: string
  readonly bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>
}

/** 1 January 1980: the same rows give the same bytes. */
const dosDate = 0x0021

/** The archive, in flat memory whatever its length up to 4 GB. */
export async function* zipBytes(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = []
  let at = 0
  for await (const part of parts) {
    const name = Buffer.from(part.name)
    const start = at
    const measured = { crc: 0, unpacked: 0, packed: 0 }
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(20, 4)
    // Bit 3: sizes follow; bit 11: names are UTF-8.
    head.writeUInt16LE(0x0808, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(dosDate, 12)
    head.writeUInt16LE(name.length, 26)
    yield Buffer.concat([head, name])
    at += head.length + name.length
    for await (const piece of deflate(part.bytes, measured)) {
      yield piece
      at += piece.byteLength
    }
    const tail = Buffer.alloc(16)
    tail.writeUInt32LE(0x08074b50, 0)
    writeSizes(tail, 4, measured)
    yield tail
    at += tail.length
    directory.push(entryOf(name, start, measured))
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  yield Buffer.concat([entries, end])
}

interface Measured {
  crc: number
  unpacked: number
  packed: number
}

const writeSizes = (into: Buffer, at: number, { crc, packed, unpacked }: Measured): void => {
  into.writeUInt32LE(crc, at)
  into.writeUInt32LE(packed, at + 4)
  into.writeUInt32LE(unpacked, at + 8)
}

const entryOf = (name: Buffer, start: number, measured: Measured): Buffer => {
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(20, 4)
  entry.writeUInt16LE(20, 6)
  entry.writeUInt16LE(0x0808, 8)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt16LE(dosDate, 14)
  writeSizes(entry, 16, measured)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt32LE(start, 42)
  return Buffer.concat([entry, name])
}

async function* deflate(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  measured: Measured,
): AsyncGenerator<Uint8Array> {
  const counted = async function* () {
    for await (const piece of bytes) {
      measured.crc = crc32(piece, measured.crc)
      measured.unpacked += piece.byteLength
      yield piece
    }
  }
  const packing = createDeflateRaw({ level: 6 })
  const feeding = Readable.from(counted())
  feeding.on('error', error => packing.destroy(error))
  feeding.pipe(packing)
  for await (const piece of packing) {
    measured.packed += (piece as Uint8Array).byteLength
    yield piece as Uint8Array
  }
}
