/** Hangul syllables as the letters that they are made of, and as the keys that type them on the two-set keyboard. */

const initials = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'
const vowels = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ'
const finals = ['', ...'ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ']

/** Initial, vowel and final of a syllable; the final may be ''. */
export type Syllable = readonly [initial: string, vowel: string, final: string]

/** The letters of a syllable; undefined for anything else. */
export function splitSyllable(syllable: string): Syllable | undefined {
  const order = syllable.charCodeAt(0) - 0xac00
  if (syllable.length !== 1 || order < 0 || order >= 11172) return undefined
  return [
    initials[Math.floor(order / 588)] as string,
    vowels[Math.floor((order % 588) / 28)] as string,
    finals[order % 28] as string,
  ]
}

/** The syllable of three letters; undefined where they make none. */
export function joinSyllable([initial, vowel, final]: Syllable): string | undefined {
  const at = [initials.indexOf(initial), vowels.indexOf(vowel), finals.indexOf(final)] as const
  if (initial === '' || vowel === '' || at.includes(-1)) return undefined
  return String.fromCharCode(0xac00 + at[0] * 588 + at[1] * 28 + at[2])
}

/** True for a text of Hangul syllables alone. */
export function isHangul(text: string): boolean {
  return /^[가-힣]+$/.test(text)
}

const keys: Readonly<Record<string, string>> = Object.fromEntries(
  [...'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ'].map((letter, n) => [
    letter,
    'qwertyuiopasdfghjklzxcvbnmQWERTOP'[n] as string,
  ]),
)
const lettersOfKeys = Object.fromEntries(Object.entries(keys).map(([letter, key]) => [key, letter]))

/** Letters that two keys make. */
const doubles: Readonly<Record<string, string>> = {
  ㅘ: 'ㅗㅏ',
  ㅙ: 'ㅗㅐ',
  ㅚ: 'ㅗㅣ',
  ㅝ: 'ㅜㅓ',
  ㅞ: 'ㅜㅔ',
  ㅟ: 'ㅜㅣ',
  ㅢ: 'ㅡㅣ',
  ㄳ: 'ㄱㅅ',
  ㄵ: 'ㄴㅈ',
  ㄶ: 'ㄴㅎ',
  ㄺ: 'ㄹㄱ',
  ㄻ: 'ㄹㅁ',
  ㄼ: 'ㄹㅂ',
  ㄽ: 'ㄹㅅ',
  ㄾ: 'ㄹㅌ',
  ㄿ: 'ㄹㅍ',
  ㅀ: 'ㄹㅎ',
  ㅄ: 'ㅂㅅ',
}
const joinedLetters = Object.fromEntries(Object.entries(doubles).map(([joined, pair]) => [pair, joined]))

/** What comes out where Hangul is typed with the Latin keyboard on: 스타벅스 → tmxkqjrtm. */
export function typedAsLatin(text: string): string {
  return Array.from(text, char => {
    const letters = splitSyllable(char)?.join('') ?? char
    return Array.from(letters, letter => Array.from(doubles[letter] ?? letter, one => keys[one] ?? one).join('')).join(
      '',
    )
  }).join('')
}

/** What comes out where Latin letters are typed with the Hangul keyboard on: tmxkqjrtm → 스타벅스, nike → ㅜㅑㅏㄷ. */
export function typedAsHangul(text: string): string {
  const letters = Array.from(text, key => lettersOfKeys[key] ?? lettersOfKeys[key.toLowerCase()] ?? key)
  let typed = ''
  let open: [string, string, string] = ['', '', '']
  const close = () => {
    typed += joinSyllable(open) ?? open.join('')
    open = ['', '', '']
  }
  for (const letter of letters) {
    if (vowels.includes(letter)) {
      const joined = joinedLetters[open[1] + letter]
      if (open[1] !== '' && open[2] === '' && joined !== undefined) open[1] = joined
      else if (open[2] !== '') {
        // The consonant that closed the syllable begins the next one.
        const pair = doubles[open[2]]
        const initial = pair === undefined ? open[2] : (pair[1] as string)
        open[2] = pair === undefined ? '' : (pair[0] as string)
        close()
        open = [initial, letter, '']
      } else if (open[0] !== '' && open[1] === '') open[1] = letter
      else {
        close()
        open[1] = letter
      }
      continue
    }
    const joined = joinedLetters[open[2] + letter]
    if (open[0] !== '' && open[1] !== '' && open[2] === '' && finals.includes(letter)) open[2] = letter
    else if (open[2] !== '' && joined !== undefined) open[2] = joined
    else {
      close()
      if (initials.includes(letter)) open[0] = letter
      else typed += letter
    }
  }
  close()
  return typed
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** The letters on the keys beside a letter's own, of its own sort: consonants beside consonants. */
export function lettersBeside(letter: string): string[] {
  const key = keys[letter]?.toLowerCase()
  const row = rows.findIndex(one => key !== undefined && one.includes(key))
  if (key === undefined || row === -1) return []
  const at = (rows[row] as string).indexOf(key)
  // A row stands half a key to the right of the one above it.
  const beside = [
    rows[row]?.[at - 1],
    rows[row]?.[at + 1],
    rows[row - 1]?.[at],
    rows[row - 1]?.[at + 1],
    rows[row + 1]?.[at],
    rows[row + 1]?.[at - 1],
  ]
  const isVowel = vowels.includes(letter)
  return beside
    .map(one => (one === undefined ? undefined : lettersOfKeys[one]))
    .filter(one => one !== undefined)
    .filter(one => vowels.includes(one) === isVowel)
}
