/** A file as readers see it: so many bytes, any stretch of which can be asked for; where they lie is the caller's. */

export interface FileBytes {
  readonly size: number
  /** The bytes from `at` on: `length` of them, or fewer where the file ends. */
  read(at: number, length: number): Promise<Uint8Array>
}

/** Bytes that are in memory. */
export const bytesOf = (bytes: Uint8Array): FileBytes => ({
  size: bytes.byteLength,
  read: async (at, length) => bytes.subarray(at, at + length),
})

const pieceSize = 256 * 1024

/** The bytes from `from` to `to` in order, a piece at a time. */
export async function* piecesOf(file: FileBytes, from = 0, to = file.size): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; ) {
    const piece = await file.read(at, Math.min(pieceSize, to - at))
    if (piece.byteLength === 0) return
    yield piece
    at += piece.byteLength
  }
}

/** Why a file cannot be read, as a code of the room's sentences. */
export interface FileRefusal {
  readonly ok: false
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

export const refuseFile = (code: string, params: FileRefusal['params'] = {}): FileRefusal => ({
  ok: false,
  code: `channels.file.${code}`,
  params,
})

/** Thrown while a file is read on, where what is wrong with it only shows later. */
export interface FileFault extends Error {
  readonly refusal: FileRefusal
}

export const fileFault = (code: string, params: FileRefusal['params'] = {}): FileFault => {
  const refusal = refuseFile(code, params)
  return Object.assign(new Error(refusal.code), { name: 'FileFault', refusal })
}

export const isFileFault = (error: unknown): error is FileFault => error instanceof Error && error.name === 'FileFault'
