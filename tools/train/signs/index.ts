/** Turns the project's words for signs into the table that finds them by the hashes of a post's features. */
import { createExtractor, type Features } from '../../../server/understanding/features.ts'
import { indexOf } from '../../../server/understanding/keyed.ts'
import { foldInto, makeFolded } from '../../../server/understanding/normalise.ts'
import { BEGINS, SIGNS_A_ROW, type SignTable } from '../../../server/understanding/signs.ts'
import { englishSigns } from './english.ts'
import { koreanSigns } from './korean.ts'

/** Longest piece that is one feature, in code points: the longest n-gram. */
const LONGEST_PIECE = 5

/** The table of all signs, in the order in which they are written. */
export function buildSigns(): SignTable {
  const names = Object.keys(koreanSigns)
  const codesOf = new Map<number, number[]>()
  const add = (hash: number | undefined, code: number) => {
    if (hash === undefined) return
    const codes = codesOf.get(hash) ?? []
    if (!codes.includes(code) && codes.length < SIGNS_A_ROW) codes.push(code)
    codesOf.set(hash, codes)
  }
  const hashOf = createHashes()
  names.forEach((name, sign) => {
    refuseNumbers(name, [...wordsOf(koreanSigns[name]!), ...wordsOf(englishSigns[name] ?? '')])
    for (const word of wordsOf(koreanSigns[name]!)) {
      const code = word.startsWith('_') ? (sign + 1) | BEGINS : sign + 1
      add(hashOf.piece(word.replaceAll('_', '')), code)
    }
    for (const word of wordsOf(englishSigns[name] ?? '')) {
      for (const form of word.endsWith('*') ? formsOf(word.slice(0, -1)) : [word]) {
        const text = form.replaceAll('_', ' ').trim()
        add(/^[a-z0-9'’ -]+$/.test(text) ? hashOf.words(text) : hashOf.piece(text), sign + 1)
      }
    }
  })
  const hashes = [...codesOf.keys()]
  const codes = new Uint8Array(hashes.length * SIGNS_A_ROW)
  hashes.forEach((hash, row) => {
    codes.set(codesOf.get(hash)!, row * SIGNS_A_ROW)
  })
  return { names, index: indexOf(hashes), codes }
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter(word => word.length > 0)
}

/** Features know every number as 0, so a sign that means one number would be found in all of them. */
function refuseNumbers(name: string, words: readonly string[]): void {
  const bare = words.find(word => /^[/%.]*\d[\d/%.점원]*$/.test(word))
  if (bare !== undefined && name !== 'number' && name !== 'price')
    throw new Error(`"${bare}" of the sign ${name} would be any number.`)
}

/** The hash of a piece as an n-gram, and of one or two whole words as a word or a pair; undefined where it is none. */
function createHashes() {
  const extract = createExtractor()
  const folded = makeFolded()
  const spanning = (text: string, pick: (features: Features) => number | undefined) => {
    foldInto(text, folded)
    return pick(extract(folded))
  }
  return {
    piece: (text: string) =>
      spanning(text, ({ count, from, to, hash, length }) => {
        for (let i = 0; i < count; i++) {
          if (from[i] === 0 && to[i] === Math.min(LONGEST_PIECE, length)) return length > 0 ? hash[i] : undefined
        }
        return undefined
      }),
    words: (text: string) =>
      spanning(text, ({ count, from, to, hash, length }) => {
        if (text.split(' ').length > 2) return undefined
        for (let i = count - 1; i >= 0; i--) if (from[i] === 0 && to[i] === length && length > 0) return hash[i]
        return undefined
      }),
  }
}

/** The regular forms of an English word; some that nobody writes are among them, which costs nothing. */
function formsOf(word: string): string[] {
  const bare = word.replace(/e$/, '')
  const twice = word + word.slice(-1)
  const soft = word.replace(/y$/, 'i')
  return [
    ...['', 's', 'es', 'ed', 'd', 'ing', 'er', 'ly', 'ment'].map(ending => word + ending),
    ...['ing', 'ed', 'y', 'able', 'ation', 'ion'].map(ending => bare + ending),
    ...['ed', 'ing'].map(ending => twice + ending),
    ...['es', 'ed', 'er'].map(ending => soft + ending),
  ]
}
