/** Likeness of short texts: folding, one slip of the pen, Jaro–Winkler, and how a Latin word sounds. */

/** Small letters without marks and in one width (Unicode NFKD); Hangul stays whole syllables. */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()

/** Letters and digits alone. */
export const squash = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '')

/** Whether one insertion, deletion, exchange of a character, or swap of neighbours makes `a` into `b`. */
export const isOneSlip = (a: string, b: string): boolean => {
  if (a === b) return false
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1) return false
  let head = 0
  while (head < short.length && short.charCodeAt(head) === long.charCodeAt(head)) head++
  let tail = 0
  while (
    tail < short.length - head &&
    short.charCodeAt(short.length - 1 - tail) === long.charCodeAt(long.length - 1 - tail)
  )
    tail++
  if (short.length !== long.length) return head + tail >= short.length
  const left = short.length - head - tail
  if (left <= 1) return true
  return left === 2 && short[head] === long[head + 1] && short[head + 1] === long[head]
}

const mostLetters = 64
const usedA = new Uint8Array(mostLetters)
const usedB = new Uint8Array(mostLetters)

/**
 * Jaro–Winkler likeness from 0 to 1 (Winkler 1990), with a prefix of up to four letters at 0.1 each. Only the first 64
 * letters are looked at.
 */
export const likeness = (a: string, b: string): number => {
  if (a === b) return 1
  const lengthA = Math.min(a.length, mostLetters)
  const lengthB = Math.min(b.length, mostLetters)
  if (lengthA === 0 || lengthB === 0) return 0
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1)
  usedA.fill(0, 0, lengthA)
  usedB.fill(0, 0, lengthB)
  let same = 0
  for (let i = 0; i < lengthA; i++) {
    const letter = a.charCodeAt(i)
    const end = Math.min(lengthB, i + reach + 1)
    for (let j = Math.max(0, i - reach); j < end; j++) {
      if (usedB[j] === 1 || b.charCodeAt(j) !== letter) continue
      usedA[i] = 1
      usedB[j] = 1
      same++
      break
    }
  }
  if (same === 0) return 0
  let swapped = 0
  for (let i = 0, j = 0; i < lengthA; i++) {
    if (usedA[i] === 0) continue
    while (usedB[j] === 0) j++
    if (a.charCodeAt(i) !== b.charCodeAt(j)) swapped++
    j++
  }
  const jaro = (same / lengthA + same / lengthB + (same - swapped / 2) / same) / 3
  let prefix = 0
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** The highest likeness that lengths alone allow: to pass by what cannot be alike. */
export const mostLikeness = (a: string, b: string): number => {
  const short = Math.min(a.length, b.length)
  const jaro = (2 + short / Math.max(a.length, b.length, 1)) / 3
  return jaro + 0.4 * (1 - jaro)
}

const soundClasses: Readonly<Record<string, string>> = {
  b: '1',
  p: '1',
  f: '1',
  v: '1',
  c: '2',
  k: '2',
  g: '2',
  j: '2',
  q: '2',
  s: '2',
  x: '2',
  z: '2',
  d: '3',
  t: '3',
  l: '4',
  r: '6',
  m: '5',
  n: '5',
}

/** How a Latin word sounds: its first letter's class and those of its consonants, in the manner of Soundex; '' for others. */
export const soundOf = (word: string): string => {
  const letters = word
    .replace(/^(kn|gn|pn)/, 'n')
    .replace(/^wr/, 'r')
    .replace(/ph/g, 'f')
    .replace(/[^a-z]/g, '')
  if (letters === '') return ''
  const first = letters[0]!
  let code = /[aeiouyhw]/.test(first) ? (first === 'h' || first === 'w' ? first : 'a') : soundClasses[first]!
  let last = soundClasses[first] ?? ''
  for (const letter of letters.slice(1)) {
    const sound = soundClasses[letter] ?? ''
    if (sound !== '' && sound !== last) code += sound
    if (!/[hw]/.test(letter)) last = sound
    if (code.length === 4) break
  }
  return code
}
