/** Files over HTTP: uploads are cut into pieces while they arrive, downloads are made while they are sent. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AppError } from './errors.ts'
import type { Download, InTransaction, Piece } from './route.ts'

/** What is uploaded is stored in pieces of this many bytes; the last one may be shorter. */
export const pieceBytes = 1024 * 1024

/** Lets files through unread: the route takes them from the request. */
export const acceptFiles = (app: FastifyInstance): void => {
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
}

/** 413: larger than the configuration allows. */
const fileTooLarge = (megabytes: number): AppError => new AppError('file_too_large', 413, { megabytes })

/**
 * The body of a request in pieces. However it ends, the rest of the body is read away: a caller who still sends would
 * wait for ever otherwise, and never hear the refusal.
 * @throws 413 as soon as more than `megabytes` have come.
 */
export async function* cutPieces(body: unknown, megabytes: number): AsyncGenerator<Piece> {
  const source = body instanceof Readable ? body : Readable.from([])
  let waiting: Uint8Array[] = []
  let length = 0
  let total = 0
  let number = 0
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      total += chunk.byteLength
      if (total > megabytes * 1_048_576) throw fileTooLarge(megabytes)
      waiting.push(chunk)
      length += chunk.byteLength
      if (length < pieceBytes) continue
      const whole = Buffer.concat(waiting)
      let at = 0
      for (; length - at >= pieceBytes; at += pieceBytes)
        yield { number: number++, bytes: whole.subarray(at, at + pieceBytes) }
      waiting = at < length ? [whole.subarray(at)] : []
      length -= at
    }
  } finally {
    source.resume()
  }
  if (length > 0) yield { number, bytes: Buffer.concat(waiting) }
}

/** Sends a file as something to be kept, never to be shown by the browser. */
export const sendDownload = (reply: FastifyReply, download: Download, inTransaction: InTransaction): FastifyReply =>
  reply
    .header('content-type', download.contentType)
    .header('content-disposition', dispositionOf(download.fileName))
    .header('cache-control', 'no-store')
    .header('x-content-type-options', 'nosniff')
    .send(Readable.from(download.bytes(inTransaction), { objectMode: false }))

/** The name in plain letters, and as it is (RFC 6266, 8187). */
const dispositionOf = (fileName: string): string => {
  const plain = fileName.replace(/[^\w.-]+/g, '_')
  const whole = encodeURIComponent(fileName).replace(/['()*]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
