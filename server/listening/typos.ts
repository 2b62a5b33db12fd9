/** How a name is mistyped: letters that sound alike, a 받침 lost or doubled, keys side by side, the wrong keyboard. */
import { tokenise } from '../understanding/index.ts'
import {
  isHangul,
  joinSyllable,
  lettersBeside,
  type Syllable,
  splitSyllable,
  typedAsHangul,
  typedAsLatin,
} from './hangul.ts'

/** Mistypings of a name in one word, the likeliest first; none for names so short that a mistyping is another word. */
export function typosOf(name: string): string[] {
  const found = isHangul(name) ? hangulTypos(name) : /^[a-z]+$/.test(name) ? latinTypos(name) : []
  return [...new Set(found)].filter(typo => typo !== name)
}

/** The name as it comes out with the other keyboard on; empty where that would be nothing to find. */
export function wrongKeyboard(name: string): string {
  if (isHangul(name)) return name.length > 1 ? typedAsLatin(name).toLowerCase() : ''
  const typed = /^[a-z]{4,}$/.test(name) ? typedAsHangul(name) : ''
  // Whole syllables may be a word of their own.
  return isHangul(typed) && typed.length < 4 ? '' : typed
}

/** Letters that sound alike or nearly so, and are mistaken for each other also by people who type well. */
const alike = ['ㅐㅔ', 'ㅚㅙㅞ', 'ㅒㅖ']
const likely = [
  'ㄱㄲ',
  'ㄷㄸ',
  'ㅂㅃ',
  'ㅅㅆ',
  'ㅈㅉ',
  'ㅓㅏ',
  'ㅗㅓ',
  'ㅔㅖ',
  'ㅋㄲ',
  'ㅍㅃ',
  'ㅌㄸ',
  'ㅣㅟ',
  'ㅑㅏ',
  'ㅠㅜ',
  'ㅕㅓ',
  'ㅛㅗ',
  'ㅍㅎ',
]
const likelyFinals = ['ㄱㅋ', 'ㄱㄲ', 'ㅅㅆ', 'ㅅㅌ', 'ㅂㅍ', 'ㄴㅇ', 'ㅁㅇ', 'ㄹㄴ']

function hangulTypos(name: string): string[] {
  const found = changed(name, (letter, place) => (place === 1 ? partners(alike, letter) : []))
  if (name.length < 2) return []
  if (name.length < 3) return found
  found.push(...changed(name, (letter, place) => partners(place === 2 ? likelyFinals : likely, letter)))
  // A 받침 that is lost.
  found.push(...changed(name, (letter, place) => (place === 2 && letter !== '' ? [''] : [])))
  found.push(...carriedOver(name))
  // Keys side by side give other words too easily where the name is short.
  if (name.length > 3) found.push(...changed(name, letter => (letter === '' ? [] : lettersBeside(letter))))
  return found.filter(typo => !isOtherWord(typo))
}

/** True for what reads as a shorter noun with particles: 나이기 is 나이 with 이기, and no mistyped 나이키. */
function isOtherWord(typo: string): boolean {
  return tokenise(typo)[0]?.stems.some(stem => stem !== typo && (stem.length > 1 || typo.length < 4)) ?? true
}

function partners(groups: readonly string[], letter: string): string[] {
  return groups
    .filter(group => letter !== '' && group.includes(letter))
    .flatMap(group => [...group].filter(one => one !== letter))
}

/** The name with one letter of one syllable changed. */
function changed(name: string, others: (letter: string, place: 0 | 1 | 2) => readonly string[]): string[] {
  const found: string[] = []
  for (const [n, char] of Array.from(name).entries()) {
    const syllable = splitSyllable(char)
    if (syllable === undefined) continue
    for (const place of [0, 1, 2] as const) {
      for (const letter of others(syllable[place], place)) {
        const typed = joinSyllable(syllable.with(place, letter) as unknown as Syllable)
        if (typed !== undefined) found.push(name.slice(0, n) + typed + name.slice(n + 1))
      }
    }
  }
  return found
}

/** A 받침 doubled into the next syllable or moved there: 올리브영 → 올리브영, 백억 → 배걱. */
function carriedOver(name: string): string[] {
  const found: string[] = []
  for (let n = 0; n + 1 < name.length; n++) {
    const [one, next] = [splitSyllable(name[n] as string), splitSyllable(name[n + 1] as string)]
    if (one === undefined || next === undefined) continue
    if (one[2] !== '' && next[0] === 'ㅇ') {
      for (const final of ['', one[2]] as const) {
        const [before, after] = [joinSyllable([one[0], one[1], final]), joinSyllable([one[2], next[1], next[2]])]
        if (before !== undefined && after !== undefined)
          found.push(name.slice(0, n) + before + after + name.slice(n + 2))
      }
    }
    if (one[2] === '') {
      const before = joinSyllable([one[0], one[1], next[0]])
      if (before !== undefined && next[0] !== 'ㅇ') found.push(name.slice(0, n) + before + name.slice(n + 1))
    }
  }
  return found
}

const soundsAlike: readonly (readonly [string, string])[] = [
  ['ck', 'k'],
  ['ks', 'x'],
  ['ph', 'f'],
  ['c', 'k'],
  ['k', 'c'],
  ['s', 'z'],
  ['z', 's'],
  ['i', 'y'],
  ['y', 'i'],
  ['ei', 'ie'],
  ['ie', 'ei'],
  ['a', 'e'],
  ['e', 'a'],
  ['o', 'u'],
]

function latinTypos(name: string): string[] {
  if (name.length < 5) return []
  const found: string[] = []
  for (let n = 1; n < name.length; n++) {
    if (name[n] === name[n - 1]) found.push(name.slice(0, n) + name.slice(n + 1))
    else found.push(name.slice(0, n - 1) + name[n] + name[n - 1] + name.slice(n + 1))
  }
  if (name.length > 5) {
    for (let n = 1; n < name.length; n++) found.push(name.slice(0, n) + name.slice(n + 1))
    for (let n = 1; n < name.length - 1; n++) found.push(name.slice(0, n + 1) + name.slice(n))
    for (const [one, other] of soundsAlike) {
      const at = name.indexOf(one, 1)
      if (at > 0) found.push(name.slice(0, at) + other + name.slice(at + one.length))
    }
  }
  return found
}
