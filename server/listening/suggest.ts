/** Makes a working query from a brand's name alone: how people space it, spell it, mistype it, tag it and name its account. */
import { normalise } from '../understanding/index.ts'
import { parseQuery } from './query.ts'
import { printQuery } from './query-text.ts'

/** `query` is ready to use; `variants` are the terms it asks for and `exclusions` those it leaves out, as they stand in it. */
export type Suggestion = {
  readonly query: string
  readonly variants: readonly string[]
  readonly exclusions: readonly string[]
}

/** What people must write in Korea and elsewhere when they are paid for a post. */
const paidTags = ['#광고', '#협찬', '#ad', '#sponsored']

/**
 * Suggests a query for a name; `also` are further spellings that the person knows. The result always reads, and asks
 * for nothing where the name holds no letters (`query` is then empty).
 */
export function suggestQuery(name: string, also: readonly string[] = []): Suggestion {
  const spellings = unique([name, ...also].flatMap(spellingsOf))
  const variants = unique(spellings.flatMap(termsOf)).filter(term => parseQuery(term).ok)
  if (variants.length === 0) return { query: '', variants: [], exclusions: [] }
  const wanted = variants.join(' OR ')
  const parsed = parseQuery(`(${wanted}) ${paidTags.map(tag => `NOT ${tag}`).join(' ')}`)
  return parsed.ok
    ? { query: printQuery(parsed.query), variants, exclusions: paidTags }
    : { query: '', variants: [], exclusions: [] }
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)].filter(one => one !== '')
}

/** A name as it is spaced, in one word, spelled in the other script, and mistyped. */
function spellingsOf(name: string): string[] {
  const folded = normalise(name)
    .text.replace(/[^\p{L}\p{N}\p{M}+ ]/gu, ' ')
    .replace(/ +/g, ' ')
    .trim()
  const joined = folded.replaceAll(' ', '')
  const bySyllable = /^[가-힣]{4,8}$/.test(joined) && joined === folded ? halves(joined) : []
  return [folded, joined, ...bySyllable, romanised(joined), ...mistyped(joined)]
}

/** A Hangul name of four syllables or more is often written with a space in the middle: 하늘 상점. */
function halves(name: string): string[] {
  const middle = Math.floor(name.length / 2)
  const cuts = name.length % 2 === 0 ? [middle] : [middle, middle + 1]
  return cuts.map(cut => `${name.slice(0, cut)} ${name.slice(cut)}`)
}

/** The terms that find a spelling: the word or phrase, and in one word its tag and handle. */
function termsOf(spelling: string): string[] {
  if (spelling.includes(' ')) return [`"${spelling}"`]
  return /^[\p{L}\p{N}]+$/u.test(spelling) ? [spelling, `#${spelling}`, `@${spelling}`] : [`"${spelling}"`]
}

const initials = 'g kk n d tt r m b pp s ss _ j jj ch k t p h'.split(' ')
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ')
const finals = '_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ')

/** The Revised Romanization of a Hangul name, syllable by syllable; empty for other names. */
function romanised(name: string): string {
  if (!/^[가-힣]{2,}$/.test(name)) return ''
  return Array.from(name, (syllable, n) => {
    const order = syllable.charCodeAt(0) - 0xac00
    const initial = Math.floor(order / 588)
    const isDoubledL = n > 0 && initial === 5 && (name.charCodeAt(n - 1) - 0xac00) % 28 === 8
    return (
      (isDoubledL ? 'l' : initials[initial]) + (vowels[Math.floor((order % 588) / 28)] as string) + finals[order % 28]
    )
  })
    .join('')
    .replaceAll('_', '')
}

/** Vowels that sound alike and are mistaken for each other: ㅐ and ㅔ, ㅙ, ㅚ and ㅞ. */
const alike: Readonly<Record<number, readonly number[]>> = { 1: [5], 5: [1], 10: [11, 15], 11: [10, 15], 15: [10, 11] }

/** A name with one vowel mistaken for another that sounds the same. */
function mistyped(name: string): string[] {
  const typed: string[] = []
  for (const [n, syllable] of Array.from(name).entries()) {
    const order = syllable.charCodeAt(0) - 0xac00
    if (order < 0 || order >= 11172) continue
    for (const vowel of alike[Math.floor((order % 588) / 28)] ?? []) {
      const other = Math.floor(order / 588) * 588 + vowel * 28 + (order % 28)
      typed.push(name.slice(0, n) + String.fromCharCode(0xac00 + other) + name.slice(n + 1))
    }
  }
  return name.length > 2 ? typed : []
}
