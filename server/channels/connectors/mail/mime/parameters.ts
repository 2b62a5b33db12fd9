/** `Content-Type: text/plain; charset=euc-kr; name*0*=…`: a value with parameters (RFC 2045, RFC 2231). */
import { readLabelled, readWords } from './words.ts'

export interface Parametered {
  /** In lower case. */
  readonly value: string
  /** Names in lower case; values as bytes came (latin1). */
  readonly raw: ReadonlyMap<string, string>
}

const parameter = /;\s*([\w!#$&^`|~.+*-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;]*)/gs

export const readParameters = (field: string | null): Parametered => {
  const given = (field ?? '').slice(0, 20_000)
  const semicolon = given.indexOf(';')
  const value = (semicolon < 0 ? given : given.slice(0, semicolon)).trim().toLowerCase()
  const raw = new Map<string, string>()
  for (const [, name, text] of (semicolon < 0 ? '' : given.slice(semicolon)).matchAll(parameter)) {
    const key = name!.toLowerCase()
    if (!raw.has(key)) raw.set(key, unquote(text!.trim()))
  }
  return { value, raw }
}

const unquote = (text: string): string =>
  text.startsWith('"') ? text.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1') : text

/** A parameter as people read it: continued and labelled (RFC 2231), in encoded words, or in raw bytes; null where absent. */
export const textOf = ({ raw }: Parametered, name: string): string | null => {
  const plain = raw.get(name)
  const labelled = raw.get(`${name}*`)
  if (labelled !== undefined) return readExtended(labelled)
  const pieces: string[] = []
  let charset: string | null = null
  for (let n = 0; n < 100; n += 1) {
    const coded = raw.get(`${name}*${n}*`)
    const bare = raw.get(`${name}*${n}`)
    if (coded === undefined && bare === undefined) break
    if (coded === undefined) pieces.push(bare!)
    else {
      const head = n === 0 ? /^([^']*)'[^']*'(.*)$/s.exec(coded) : null
      if (head) charset = head[1]!
      pieces.push(unpercent(head ? head[2]! : coded))
    }
  }
  if (pieces.length > 0) return charset === null ? readWords(pieces.join('')) : readLabelled(pieces.join(''), charset)
  return plain === undefined ? null : readWords(plain)
}

const readExtended = (value: string): string => {
  const parts = /^([^']*)'[^']*'(.*)$/s.exec(value)
  return parts ? readLabelled(unpercent(parts[2]!), parts[1]!) : readWords(unpercent(value))
}

const unpercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
