/** Addresses of From, To and their kin (RFC 5322, 3.4), as clients in the wild write them. */
import { readWords } from './words.ts'

export interface Address {
  readonly name: string | null
  /** In lower case, with an @. */
  readonly address: string
}

const mostAddresses = 100

/** Reads a list; groups give their members, what holds no address is left out. */
export const readAddresses = (value: string | null): Address[] => {
  const found: Address[] = []
  for (const entry of entriesOf((value ?? '').slice(0, 100_000))) {
    const one = readAddress(entry)
    if (one && found.length < mostAddresses) found.push(one)
  }
  return found
}

/** Parts at commas and semicolons that stand outside quotes, comments and angle brackets; a group's name goes. */
const entriesOf = (value: string): string[] => {
  const entries: string[] = []
  let entry = ''
  let quoted = false
  let angle = false
  let comments = 0
  for (let at = 0; at < value.length; at += 1) {
    const sign = value[at]!
    if (sign === '\\' && (quoted || comments > 0)) {
      entry += sign + (value[at + 1] ?? '')
      at += 1
      continue
    }
    if (sign === '"' && comments === 0) quoted = !quoted
    else if (!quoted && sign === '(') comments += 1
    else if (!quoted && sign === ')' && comments > 0) comments -= 1
    else if (!quoted && comments === 0 && sign === '<') angle = true
    else if (!quoted && comments === 0 && sign === '>') angle = false
    const isOutside = !quoted && !angle && comments === 0
    if (isOutside && (sign === ',' || sign === ';')) {
      entries.push(entry)
      entry = ''
    } else if (isOutside && sign === ':') entry = ''
    else entry += sign
  }
  entries.push(entry)
  return entries
}

const looksLikeAddress = /^[^\s<>@"]+@[^\s<>@,;"]+$/

const readAddress = (entry: string): Address | null => {
  const angle = /^(.*)<\s*([^<>]*?)\s*>[^<>]*$/s.exec(entry)
  const comment = /\(((?:[^()\\]|\\.)*)\)/.exec(entry)
  const bare = entry.replace(/\((?:[^()\\]|\\.)*\)/g, ' ').trim()
  const address = (angle?.[2] ?? bare).replace(/^mailto:/i, '').replace(/\s+/g, '')
  if (!looksLikeAddress.test(address) || address.length > 320) return null
  const name = readWords(unquote(angle ? angle[1]! : (comment?.[1] ?? '')))
  return {
    name: name === '' || name.toLowerCase() === address.toLowerCase() ? null : name.slice(0, 200),
    address: address.toLowerCase(),
  }
}

const unquote = (text: string): string => {
  const plain = text.trim()
  return plain.startsWith('"') ? plain.replace(/^"|"$/g, '').replace(/\\(.)/gs, '$1') : plain.replace(/"/g, '')
}

/** The message ids of Message-ID, In-Reply-To or References, in order, without their angle brackets. */
export const readMessageIds = (value: string | null): string[] => {
  const ids: string[] = []
  for (const [, id] of (value ?? '').slice(0, 100_000).matchAll(/<\s*([^<>\s]{1,900})\s*>/g)) {
    if (!ids.includes(id!)) ids.push(id!)
    if (ids.length >= 200) break
  }
  return ids
}
