/** The model file: a header in JSON and tables of int8 weights, read in place so that threads can share one copy. */

/** One column of a table: `logit = bias + scale · Σ weights / √features + Σ dense`. */
export interface Head {
  /** What it speaks for, e.g. `sentiment.negative`. */
  readonly name: string
  readonly bias: number
  /** What one step of an int8 weight is worth. */
  readonly scale: number
  /** Weights of the dense features, in their order (see dense.ts); empty where the head looks at none. */
  readonly dense: readonly number[]
  /**
   * Platt's a and b, for Korean and for all else: confidence = 1 / (1 + exp(−(a · logit + b))). In a group that is read
   * by softmax, a · logit + b is what the softmax is taken of.
   */
  readonly calibration: readonly (readonly [number, number])[]
  /** The confidence from which a yes-or-no label is given, for Korean and for all else. */
  readonly threshold: readonly number[]
}

/**
 * A table of rows with one int8 a head. Rows of several heads are padded to whole 32-bit words, so that four heads are
 * read at once; `stride` is the bytes of a row. With an `index` (see keyed.ts) a row is found by its whole hash, without one
 * the caller knows its number.
 */
export interface Table {
  readonly name: string
  readonly heads: readonly Head[]
  readonly stride: number
  readonly index: Uint32Array | null
  readonly weights: Int8Array
}

/** What a model file says of itself, besides its tables. */
export interface Credits {
  readonly version: string
  /** Which extractor made the features; another one cannot read the weights. */
  readonly features: string
  readonly licence: string
  readonly data: readonly string[]
  /** Fields of the scheme that are read unless somebody asks for others. */
  readonly reads: readonly string[]
  /** Names of the signs (see signs.ts), in the order of their numbers. */
  readonly signs: readonly string[]
}

export interface Model extends Credits {
  readonly tables: readonly Table[]
}

const MAGIC = 'MAERI02\n'
const HEADER_AT = 16

interface Header extends Credits {
  checksum: number
  tables: { name: string; heads: Head[]; stride: number; slots: number; rows: number; at: number }[]
}

/**
 * Opens a model in `bytes` without copying its weights. Throws with a sentence for an operator where the file is cut
 * off, damaged, or made for another version of the features.
 */
export function openModel(bytes: Uint8Array, features: string): Model {
  if (bytes.length < HEADER_AT || ascii(bytes, 0, 8) !== MAGIC) throw new Error('This is not a model file.')
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true)
  const bodyAt = HEADER_AT + size
  if (bytes.length < bodyAt) throw new Error('The model file is cut off.')
  const header = JSON.parse(new TextDecoder().decode(bytes.slice(HEADER_AT, bodyAt))) as Header
  if (header.features !== features) {
    throw new Error(`The model was trained on features "${header.features}", this program makes "${features}".`)
  }
  const body = bytes.subarray(bodyAt)
  if (body.byteOffset % 4 !== 0) throw new Error('The model must lie at a multiple of four bytes.')
  if (checksum(body) !== header.checksum) throw new Error('The model file is damaged: its checksum is wrong.')
  const tables = header.tables.map(({ name, heads, stride, slots, rows, at }) => {
    const from = bytes.byteOffset + bodyAt + at
    return {
      name,
      heads,
      stride,
      index: slots === 0 ? null : new Uint32Array(bytes.buffer, from, slots),
      weights: new Int8Array(bytes.buffer, from + slots * 4, rows * stride),
    }
  })
  const { checksum: _, tables: __, ...credits } = header
  return { ...credits, tables }
}

/** Writes a model as `openModel` reads it; the same model gives the same bytes. */
export function encodeModel(model: Model): Uint8Array {
  const sizeOf = ({ index, weights }: Table) => (index?.byteLength ?? 0) + Math.ceil(weights.length / 4) * 4
  const body = new Uint8Array(model.tables.reduce((sum, table) => sum + sizeOf(table), 0))
  let at = 0
  const tables = model.tables.map(table => {
    const { name, heads, stride, index, weights } = table
    if (index !== null) body.set(new Uint8Array(index.buffer, index.byteOffset, index.byteLength), at)
    body.set(new Uint8Array(weights.buffer, weights.byteOffset, weights.length), at + (index?.byteLength ?? 0))
    const entry = { name, heads: [...heads], stride, slots: index?.length ?? 0, rows: weights.length / stride, at }
    at += sizeOf(table)
    return entry
  })
  const { tables: _, ...credits } = model
  const header: Header = { ...credits, checksum: checksum(body), tables }
  const json = new TextEncoder().encode(JSON.stringify(header))
  const text = new Uint8Array(Math.ceil(json.length / 16) * 16).fill(32)
  text.set(json)
  const bytes = new Uint8Array(HEADER_AT + text.length + body.length)
  bytes.set(new TextEncoder().encode(MAGIC), 0)
  new DataView(bytes.buffer).setUint32(8, text.length, true)
  bytes.set(text, HEADER_AT)
  bytes.set(body, HEADER_AT + text.length)
  return bytes
}

/** Bytes of a row of `heads` weights: one alone stays one byte, more are padded to whole words. */
export function strideOf(heads: number): number {
  return heads === 1 ? 1 : Math.ceil(heads / 4) * 4
}

/** FNV-1a over 32-bit words and the bytes that are left: quick, and enough to see a damaged file. */
function checksum(bytes: Uint8Array): number {
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  let h = 0x811c9dc5
  for (let i = 0; i < words.length; i++) h = Math.imul(h ^ words[i]!, 0x01000193)
  for (let i = words.length * 4; i < bytes.length; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
  return h >>> 0
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}
