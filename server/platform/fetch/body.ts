// Reads a body within its caps: bytes on the wire, bytes after unpacking, and how much one byte may unfold to.
import { type Readable, Transform } from 'node:stream'
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib'
import { isFetchRefusal, refuse } from './refusal.ts'

/** What unfolds further than this, once it is larger than `ratioFloorBytes`, is a bomb and no document. */
const ratioCap = 200
const ratioFloorBytes = 1024 * 1024
/** Nobody honest packs a body more often than this. */
const layersCap = 2

/**
 * Collects `body`, unpacked as its `content-encoding` says.
 * Throws `fetch.too_large` as soon as a cap is passed and `fetch.bad_encoding` for an unknown or broken packing.
 */
export async function readBody(body: Readable, contentEncoding: string, maxBytes: number): Promise<Uint8Array> {
  const layers = contentEncoding
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '' && name !== 'identity')
    .reverse()
  if (layers.length > layersCap) throw refuse('fetch.bad_encoding', { layers: layers.length })

  const first = await firstByte(body)
  if (first === null) return new Uint8Array(0)

  const wire = counter(maxBytes)
  const unpackers = layers.map((name, index) => unpacker(name, index === 0 ? first : null))
  const chunks: Buffer[] = []
  let size = 0
  const collect = async (source: AsyncIterable<Buffer>) => {
    for await (const chunk of source) {
      size += chunk.length
      if (size > maxBytes) throw refuse('fetch.too_large', { maxBytes })
      if (size > ratioFloorBytes && size > wire.bytes() * ratioCap)
        throw refuse('fetch.too_large', { maxBytes, ratioCap })
      chunks.push(chunk)
    }
  }
  // Each layer is counted too: the inner one of two may be the bomb.
  const stages = unpackers.flatMap((stage, index) =>
    index < unpackers.length - 1 ? [stage, counter(maxBytes).stage] : [stage],
  )
  try {
    const unpacked = [wire.stage, ...stages].reduce<Readable>((from, to) => from.compose(to), body)
    await collect(unpacked)
  } catch (error) {
    if (isFetchRefusal(error) || !isPackingError(error)) throw error
    throw refuse('fetch.bad_encoding', { encoding: layers.join(',') })
  }
  return Buffer.concat(chunks, size)
}

/** Looks at the first byte without taking it; null for an empty body. */
async function firstByte(body: Readable): Promise<number | null> {
  for (;;) {
    const chunk: Buffer | null = body.read()
    if (chunk !== null && chunk.length > 0) {
      body.unshift(chunk)
      return chunk[0]!
    }
    if (body.readableEnded) return null
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error) => {
        body.off('readable', settle).off('end', settle).off('error', settle).off('close', settle)
        error ? reject(error) : resolve()
      }
      body.on('readable', settle).on('end', settle).on('error', settle).on('close', settle)
    })
    if (body.destroyed && !body.readableEnded) throw body.errored ?? refuse('fetch.network', { cause: 'closed' })
  }
}

function counter(maxBytes: number) {
  let bytes = 0
  const stage = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > maxBytes) return done(refuse('fetch.too_large', { maxBytes }))
      done(null, chunk)
    },
  })
  return { stage, bytes: () => bytes }
}

/** `deflate` is meant to carry a zlib header (RFC 9110 § 8.4.1.2), yet some servers leave it out: the first byte tells. */
function unpacker(name: string, first: number | null): Transform {
  const zlib = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH }
  if (name === 'gzip' || name === 'x-gzip') return createGunzip(zlib)
  if (name === 'deflate') return first === null || (first & 0x0f) === 8 ? createInflate(zlib) : createInflateRaw(zlib)
  if (name === 'br') return createBrotliDecompress()
  if (name === 'zstd') return createZstdDecompress()
  throw refuse('fetch.bad_encoding', { encoding: name.slice(0, 40) })
}

function isPackingError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING|ERR_ZLIB|ZSTD_)/.test(code)
}
