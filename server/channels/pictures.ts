/** Pictures by their bytes: which kind they are and how large, whatever a name or a header claims. Pure. */

export interface Picture {
  contentType: 'image/jpeg' | 'image/png' | 'image/gif' | 'image/webp'
  width: number
  height: number
}

/** Null for what is no JPEG (ITU T.81), PNG, GIF or WebP, or ends before its size is told. */
export const readPicture = (bytes: Uint8Array): Picture | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const found = readPng(view) ?? readGif(view) ?? readWebp(view) ?? readJpeg(view)
  return found !== null && found.width > 0 && found.height > 0 ? found : null
}

const asciiAt = (view: DataView, at: number, text: string): boolean =>
  view.byteLength >= at + text.length && [...text].every((letter, n) => view.getUint8(at + n) === letter.charCodeAt(0))

const readPng = (view: DataView): Picture | null => {
  const isPng = view.byteLength >= 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a
  if (!isPng || !asciiAt(view, 12, 'IHDR')) return null
  return { contentType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

const readGif = (view: DataView): Picture | null =>
  view.byteLength >= 10 && (asciiAt(view, 0, 'GIF87a') || asciiAt(view, 0, 'GIF89a'))
    ? { contentType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
    : null

/** Its three kinds (RFC 9649) tell their size in three ways. */
const readWebp = (view: DataView): Picture | null => {
  if (view.byteLength < 30 || !asciiAt(view, 0, 'RIFF') || !asciiAt(view, 8, 'WEBP')) return null
  const contentType = 'image/webp'
  if (asciiAt(view, 12, 'VP8X')) {
    const wide = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1
    return { contentType, width: wide(24), height: wide(27) }
  }
  if (asciiAt(view, 12, 'VP8L')) {
    const bits = view.getUint32(21, true)
    return { contentType, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (!asciiAt(view, 12, 'VP8 ')) return null
  return { contentType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

/** Walks the segments to the start of a frame; the others are passed over by their lengths. */
const readJpeg = (view: DataView): Picture | null => {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 < view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { contentType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    const isBare = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)
    at += isBare ? (marker === 0xff ? 1 : 2) : 2 + Math.max(2, view.getUint16(at + 2))
  }
  return null
}
