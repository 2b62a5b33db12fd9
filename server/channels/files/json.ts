/** Reads rows out of JSON Lines, of an array of objects, or of the first list of objects inside one object. */
import { fileFault } from './bytes.ts'

export type JsonShape = 'lines' | 'array' | 'wrapped'

/** By the beginning of the file. */
export const detectJsonShape = (head: string): JsonShape => {
  const text = head.trimStart()
  if (text.startsWith('[')) return 'array'
  const line = text.slice(0, text.indexOf('\n') < 0 ? text.length : text.indexOf('\n')).trim()
  return isObject(line) && !hasList(line) ? 'lines' : 'wrapped'
}

const isObject = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A single line that is one object around a list of them. */
const hasList = (line: string): boolean =>
  Object.values(JSON.parse(line) as object).some(
    value => Array.isArray(value) && value.length > 0 && value.every(one => typeof one === 'object' && one !== null),
  )

const depths: Readonly<Record<JsonShape, number>> = { lines: 0, array: 1, wrapped: 2 }
const longestObject = 20_000_000

export interface JsonReader {
  /** @returns the objects that are over. @throws FileFault for what is no JSON. */
  feed(text: string): Record<string, unknown>[]
  end(): void
}

/** Finds whole objects at the depth at which rows lie, each character looked at once. */
export const readJson = (shape: JsonShape): JsonReader => {
  const rowDepth = depths[shape]
  let depth = 0
  let isInString = false
  let isEscaped = false
  let kept = ''
  let isKeeping = false
  let count = 0
  const finish = (found: Record<string, unknown>[]) => {
    count += 1
    try {
      found.push(JSON.parse(kept) as Record<string, unknown>)
    } catch {
      throw fileFault('broken_json', { row: count })
    }
    kept = ''
    isKeeping = false
  }
  return {
    feed(text) {
      const found: Record<string, unknown>[] = []
      let from = 0
      for (let at = 0; at < text.length; at++) {
        const code = text.charCodeAt(at)
        if (isInString) {
          if (isEscaped) isEscaped = false
          else if (code === 92) isEscaped = true
          else if (code === 34) isInString = false
        } else if (code === 34) isInString = true
        else if (code === 123 || code === 91) {
          if (code === 123 && depth === rowDepth && !isKeeping) {
            isKeeping = true
            from = at
          }
          depth += 1
        } else if (code === 125 || code === 93) {
          depth -= 1
          if (depth < 0) throw fileFault('broken_json', { row: count + 1 })
          if (isKeeping && depth === rowDepth) {
            kept += text.slice(from, at + 1)
            finish(found)
          }
        }
      }
      if (isKeeping) kept += text.slice(from)
      if (kept.length > longestObject) throw fileFault('broken_json', { row: count + 1 })
      return found
    },
    end() {
      if (isKeeping || depth !== 0) throw fileFault('broken_json', { row: count + 1 })
    },
  }
}

/** An object as flat cells: `author.name` for what lies inside, lists joined with `; `. */
export const flatten = (value: Record<string, unknown>): Map<string, string> => {
  const cells = new Map<string, string>()
  const put = (name: string, inner: unknown, depth: number): void => {
    if (inner === null || inner === undefined) cells.set(name, '')
    else if (Array.isArray(inner))
      cells.set(name, inner.map(one => (isPlain(one) ? String(one) : JSON.stringify(one))).join('; '))
    else if (typeof inner === 'object' && depth < 4)
      for (const [key, one] of Object.entries(inner)) put(`${name}.${key}`, one, depth + 1)
    else cells.set(name, typeof inner === 'object' ? JSON.stringify(inner) : String(inner))
  }
  for (const [key, inner] of Object.entries(value)) put(key, inner, 0)
  return cells
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)
