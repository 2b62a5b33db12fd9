/** How much two values of a kind agree, as a level: 1 differs, the highest is equal. Level 0, not known, never comes here. */
import type { ValueKind } from './columns.ts'
import { hasHangul, isSameFamily, jamoOf, skeletonOf } from './hangul.ts'
import { isOneSlip, likeness, mostLikeness, soundOf, squash } from './letters.ts'
import { isNickname } from './nicknames.ts'
import { isRoleMailbox, postArea, postDistrict } from './values.ts'

/** A text with all that its comparisons ask of it again and again. */
export interface Prepared {
  readonly text: string
  /** Letters and digits alone; Hangul taken apart. */
  readonly letters: string
  readonly hasHangul: boolean
  /** One bit for each letter that occurs, of 32 classes: what shares few letters is not looked at closely. */
  readonly bag: number
  readonly words: readonly string[]
  /** How a Latin name sounds, and what romanisations of a Korean one share; worked out when first asked for. */
  sound: string | null
  skeleton: string | null
}

const emptyWords: readonly string[] = []

export const prepare = (text: string): Prepared => {
  const isKorean = hasHangul(text)
  const squashed = squash(text)
  const letters = isKorean ? jamoOf(squashed) : squashed
  let bag = 0
  for (let at = 0; at < letters.length; at++) bag |= 1 << (letters.charCodeAt(at) & 31)
  const words = text.includes(' ') || text.includes('-') ? text.split(/[\s-]+/).filter(isTelling) : emptyWords
  return { text, letters, hasHangul: isKorean, bag, words, sound: null, skeleton: null }
}

const soundOfPrepared = (one: Prepared): string => {
  one.sound ??= soundOf(one.text)
  return one.sound
}
const skeletonOfPrepared = (one: Prepared): string => {
  one.skeleton ??= skeletonOf(one.text)
  return one.skeleton
}

/** Ones of a number of 32 bits. */
const ones = (bits: number): number => {
  let left = bits - ((bits >>> 1) & 0x55555555)
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333)
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
/** Whether two bags differ by so many letters that neither a slip nor a likeness is possible. */
const isFar = (a: Prepared, b: Prepared, most: number): boolean => ones(a.bag ^ b.bag) > most

/** Names: 5 equal, 4 another form of the same name, 3 close, 2 loosely alike or an initial, 1 differs. */
export const nameLevel = (a: Prepared, b: Prepared): number => {
  if (a.text === b.text) return 5
  if (a.hasHangul && b.hasHangul) return koreanLevel(a, b)
  if (a.hasHangul !== b.hasHangul) {
    if (isSameFamily(a.text, b.text)) return 4
    const [one, two] = [skeletonOfPrepared(a), skeletonOfPrepared(b)]
    if (one === two && one.length >= 3) return 4
    return one.length >= 4 && isOneSlip(one, two) ? 2 : 1
  }
  if (isNickname(a.text, b.text) || isSameFamily(a.text, b.text)) return 4
  if (a.letters === b.letters) return 4
  if (a.words.length + b.words.length > 0 && (a.words.includes(b.text) || b.words.includes(a.text))) return 3
  const short = Math.min(a.text.length, b.text.length)
  if (short === 1) return a.text[0] === b.text[0] ? 2 : 1
  if (isFar(a, b, 6)) return 1
  if (short >= 3 && isOneSlip(a.text, b.text)) return 3
  const like = mostLikeness(a.text, b.text) < 0.7 ? 0 : likeness(a.text, b.text)
  if (like >= 0.92 && short >= 4) return 3
  if (like >= 0.85) return 2
  if (like < 0.7) return 1
  const sound = soundOfPrepared(a)
  return sound.length >= 3 && sound === soundOfPrepared(b) ? 2 : 1
}

const koreanLevel = (a: Prepared, b: Prepared): number => {
  const [one, two] = [a.text, b.text]
  if (one.length === two.length && (one.includes('*') || two.includes('*'))) {
    const fits = [...one].every((letter, at) => letter === '*' || two[at] === '*' || letter === two[at])
    return fits ? 4 : 1
  }
  if (one.length >= 2 && two.length >= 2 && (one.endsWith(two) || two.endsWith(one))) return 3
  if (isFar(a, b, 4)) return 1
  if (Math.min(a.letters.length, b.letters.length) >= 4 && isOneSlip(a.letters, b.letters)) return 3
  return likeness(a.letters, b.letters) >= 0.9 ? 2 : 1
}

/**
 * Birth dates: 8 equal, 7 one slip or day and month swapped, 6 same day of another year, 5 year and month or day, 4 year,
 * 3 two digits apart, 2 a slip in the year where nothing but the year is known, 1 differs.
 */
export const birthLevel = (a: Prepared, b: Prepared): number => {
  const [one, two] = [a.text, b.text]
  const day = one.slice(4)
  const otherDay = two.slice(4)
  const isYear = one.startsWith(two.slice(0, 4))
  const isOpen = day === '0000' || otherDay === '0000'
  if (isOpen) return isYear ? 4 : 1
  if (isYear && day.slice(0, 2) === otherDay.slice(2) && day.slice(2) === otherDay.slice(0, 2)) return 7
  if (isOneSlip(one, two)) return day === '0101' && otherDay === '0101' ? 2 : 7
  if (day === otherDay && day !== '0101') return 6
  if (!isYear) return day !== '0101' && otherDay !== '0101' && digitsApart(one, two) <= 3 ? 3 : 1
  return day !== '0101' &&
    otherDay !== '0101' &&
    (day.slice(0, 2) === otherDay.slice(0, 2) || day.slice(2) === otherDay.slice(2))
    ? 5
    : 4
}

const digitsApart = (a: string, b: string): number => {
  let apart = 0
  for (let at = 0; at < a.length; at++) if (a.charCodeAt(at) !== b.charCodeAt(at)) apart++
  return apart
}

/** Words in a row: 4 equal but for spaces, 3 close, 2 a word in common, 1 differs. */
const wordsLevel = (a: Prepared, b: Prepared): number => {
  const [one, two] = [a.letters, b.letters]
  if (one === two) return 4
  if (!isFar(a, b, 6)) {
    if (Math.min(one.length, two.length) >= 4 && isOneSlip(one, two)) return 3
    if (mostLikeness(one, two) >= 0.93 && likeness(one, two) >= 0.93) return 3
  }
  if (one.length > 3 && two.length > 3 && (one.includes(two) || two.includes(one))) return 2
  const words = a.words.length > 0 ? a.words : [a.text]
  const others = b.words.length > 0 ? b.words : [b.text]
  for (const word of words) if (others.includes(word)) return 2
  return 1
}

const plainWords =
  /^(street|st|road|rd|avenue|ave|place|pl|crescent|court|close|drive|lane|circuit|terrace|way|the|of|and|in|upon|west|east|north|south|new|saint|park|university|college|company|inc|ltd|co|시|도|구|동)$/
const isTelling = (word: string): boolean => word.length > 1 && !plainWords.test(word)

/** Post codes: 5 equal, 4 one slip, 3 same district, 2 same area, 1 differs. */
const postcodeLevel = ({ text: a }: Prepared, { text: b }: Prepared): number => {
  if (Math.min(a.length, b.length) >= 4 && isOneSlip(a, b)) return 4
  if (postDistrict(a) === postDistrict(b)) return 3
  return postArea(a) === postArea(b) ? 2 : 1
}

/** Mail addresses: 4 equal, 3 one slip or the same name elsewhere, 2 much alike, 1 differs. A role's mailbox is nobody's name. */
const emailLevel = ({ text: a }: Prepared, { text: b }: Prepared): number => {
  if (isRoleMailbox(a) || isRoleMailbox(b)) return 1
  if (isOneSlip(a, b)) return 3
  const [name = '', host = ''] = a.split('@')
  const [other = '', otherHost = ''] = b.split('@')
  if (name === other && name.length >= 5) return 3
  // The same letters with another number are a namesake's.
  if (
    name.replace(/\D/g, '') !== other.replace(/\D/g, '') ||
    name.replace(/[\W_]/g, '') === other.replace(/[\W_]/g, '')
  )
    return 1
  if (host === otherHost && likeness(name, other) >= 0.95) return 3
  return mostLikeness(a, b) >= 0.92 && likeness(a, b) >= 0.92 && likeness(name, other) >= 0.88 ? 2 : 1
}

/** Phones: 3 equal, 2 one slip or an old prefix, 1 differs. */
const phoneLevel = ({ text: a }: Prepared, { text: b }: Prepared): number => {
  if (a.length >= 10 && b.length >= 10 && a.slice(-8) === b.slice(-8)) return 2
  return a.length >= 9 && isOneSlip(a, b) ? 2 : 1
}

/** Numbers of documents, houses, states: equal, one slip, differs. */
const codeLevel = ({ text: a }: Prepared, { text: b }: Prepared): number =>
  Math.min(a.length, b.length) >= 2 && isOneSlip(a, b) ? 2 : 1

const addressLevel = (a: Prepared, b: Prepared): number => {
  if (a.letters === b.letters) return 4
  const words = new Set(a.text.split(' '))
  const others = new Set(b.text.split(' '))
  let same = 0
  for (const word of words) if (others.has(word)) same++
  const share = same / Math.min(words.size, others.size)
  if (share >= 0.75 && same >= 3) return 3
  return share >= 0.5 && same >= 2 ? 2 : 1
}

const differs = (): number => 1

interface Scale {
  /** The highest level. */
  readonly top: number
  /** Of two values that are not the same. */
  readonly level: (a: Prepared, b: Prepared) => number
}

export const scales: Readonly<Record<ValueKind, Scale>> = {
  birth: { top: 8, level: birthLevel },
  email: { top: 4, level: emailLevel },
  phone: { top: 3, level: phoneLevel },
  id: { top: 3, level: codeLevel },
  handle: { top: 3, level: codeLevel },
  // Whoever has another account besides is no less themselves.
  account: { top: 2, level: () => 0 },
  place: { top: 4, level: wordsLevel },
  postcode: { top: 5, level: postcodeLevel },
  street: { top: 4, level: wordsLevel },
  houseNumber: { top: 3, level: codeLevel },
  address: { top: 4, level: addressLevel },
  state: { top: 3, level: codeLevel },
  country: { top: 2, level: differs },
  occupation: { top: 4, level: wordsLevel },
  company: { top: 4, level: wordsLevel },
  gender: { top: 2, level: differs },
}

/** Distance of two points: 5 within 100 m, 4 within 1 km, 3 within 10 km, 2 within 50 km, 1 farther (haversine). */
export const distanceLevel = (latA: number, lonA: number, latB: number, lonB: number): number => {
  const radians = Math.PI / 180
  const north = Math.sin(((latB - latA) * radians) / 2)
  const east = Math.sin(((lonB - lonA) * radians) / 2)
  const part = north * north + Math.cos(latA * radians) * Math.cos(latB * radians) * east * east
  const kilometres = 2 * 6371 * Math.asin(Math.min(1, Math.sqrt(part)))
  return kilometres <= 0.1 ? 5 : kilometres <= 1 ? 4 : kilometres <= 10 ? 3 : kilometres <= 50 ? 2 : 1
}
