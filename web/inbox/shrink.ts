/** Makes a picture fit a network: re-encoded in this browser, smaller where it is too large; what a camera wrote into it stays here. */

export interface Fitted {
  readonly blob: Blob
  /** Base64, as the server takes it. */
  readonly data: string
}

const longestEdges = [2000, 1600, 1200, 800, 500]

/**
 * Photographs are always drawn anew, so that the place where they were taken does not go out with them. Animations and
 * drawings that fit stay as they are.
 * @returns null for what this browser cannot read as a picture, or cannot make small enough.
 */
export const fitPicture = async (file: Blob, mostBytes: number): Promise<Fitted | null> => {
  const isKept = (file.type === 'image/gif' || file.type === 'image/png') && file.size <= mostBytes
  const blob = isKept ? file : await redraw(file, mostBytes)
  return blob === null ? null : { blob, data: await base64Of(blob) }
}

const redraw = async (file: Blob, mostBytes: number): Promise<Blob | null> => {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null)
  if (bitmap === null) return null
  try {
    for (const edge of longestEdges) {
      const scale = Math.min(1, edge / Math.max(bitmap.width, bitmap.height))
      const blob = await draw(bitmap, scale)
      if (blob !== null && blob.size <= mostBytes) return blob
    }
    return null
  } finally {
    bitmap.close()
  }
}

const draw = (bitmap: ImageBitmap, scale: number): Promise<Blob | null> => {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) return Promise.resolve(null)
  // JPEG knows no transparency: what shines through is white, not black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise(resolve => canvas.toBlob(resolve, 'image/jpeg', 0.86))
}

const base64Of = async (blob: Blob): Promise<string> => {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let from = 0; from < bytes.length; from += 0x8000)
    text += String.fromCharCode(...bytes.subarray(from, from + 0x8000))
  return btoa(text)
}
