/** Content-Transfer-Encoding (RFC 2045, 6): base64 and quoted-printable back to bytes, forgiving what clients break. */

/** Unknown encodings are taken as they are. Never throws. */
export const decodeTransfer = (body: Buffer, encoding: string | null): Buffer => {
  const name = (encoding ?? '').trim().toLowerCase()
  if (name === 'base64') return fromBase64(body)
  if (name === 'quoted-printable') return fromQuotedPrintable(body)
  return body
}

/** Some clients pad each line, or append text: pieces between paddings are decoded one by one. */
const fromBase64 = (body: Buffer): Buffer => {
  const text = body.toString('latin1')
  const padding = text.indexOf('=')
  if (padding < 0 || (/^[=\s]*$/.test(text.slice(padding, padding + 200)) && text.length - padding < 200))
    return Buffer.from(text, 'base64')
  const pieces = text.split(/=+/).map(piece => piece.replace(/[^A-Za-z0-9+/]/g, ''))
  return Buffer.concat(pieces.map(piece => Buffer.from(piece, 'base64')))
}

const fromQuotedPrintable = (body: Buffer): Buffer => {
  const decoded = Buffer.alloc(body.length)
  let length = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]!
    if (byte !== 0x3d) {
      decoded[length++] = byte
      continue
    }
    const value = Number.parseInt(body.toString('latin1', at + 1, at + 3), 16)
    if (/^[0-9a-f]{2}$/i.test(body.toString('latin1', at + 1, at + 3))) {
      decoded[length++] = value
      at += 2
      continue
    }
    const soft = softBreak(body, at + 1)
    if (soft === null) decoded[length++] = byte
    else at = soft
  }
  return decoded.subarray(0, length)
}

/** Where the line break after `=` and blanks ends; null when there is none. */
const softBreak = (body: Buffer, from: number): number | null => {
  let at = from
  while (body[at] === 0x20 || body[at] === 0x09) at += 1
  if (body[at] === 0x0d && body[at + 1] === 0x0a) return at + 1
  if (body[at] === 0x0a || at >= body.length) return at
  return null
}
