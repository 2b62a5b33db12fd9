/** Harms texts as people do, to see how much a reading loses: no spaces, slips of the finger, jamo in place of words. */

/** Everything in one word. */
export function unspace(text: string): string {
  return text.replace(/\s+/g, '')
}

/** Every tenth letter or so mistyped: a Hangul syllable loses or changes its last letters, a Latin one is doubled or dropped. */
export function mistype(text: string, chance: () => number): string {
  let out = ''
  for (const letter of text) {
    if (chance() >= 0.1) {
      out += letter
      continue
    }
    const code = letter.charCodeAt(0)
    if (code >= 0xac00 && code <= 0xd7a3) out += slip(code - 0xac00, chance)
    else if (/[a-z]/i.test(letter)) out += chance() < 0.5 ? '' : letter + letter
    else out += letter
  }
  return out
}

function slip(syllable: number, chance: () => number): string {
  const last = syllable % 28
  const rest = syllable - last
  const kind = chance()
  if (kind < 0.4 && last > 0) return String.fromCharCode(0xac00 + rest)
  if (kind < 0.7) return String.fromCharCode(0xac00 + rest + Math.floor(chance() * 28))
  const vowel = Math.floor(rest / 28) % 21
  const moved = (vowel + 1 + Math.floor(chance() * 20)) % 21
  return String.fromCharCode(0xac00 + rest + (moved - vowel) * 28 + last)
}

/** Words that people write by their first letters alone. */
const INITIALS: readonly (readonly [RegExp, string])[] = [
  [/감사(합니다|해요|드립니다|드려요)?|고맙(습니다)?|고마워요?/g, 'ㄱㅅ'],
  [/죄송(합니다|해요)?/g, 'ㅈㅅ'],
  [/진짜|정말/g, 'ㄹㅇ'],
  [/인정/g, 'ㅇㅈ'],
  [/괜찮(아요|네요|습니다|아)?/g, 'ㄱㅊ'],
  [/축하(해요|합니다|드려요)?/g, 'ㅊㅋ'],
  [/아니요?(?=[\s.,!?])/g, 'ㄴㄴ'],
  [/어디/g, 'ㅇㄷ'],
  [/모르겠(어요|습니다|네요|음)?|몰라요?/g, 'ㅁㄹ'],
  [/추천/g, 'ㅊㅊ'],
  [/화가? ?나(요|네요|서|고)?|화났(어요|습니다)?/g, 'ㅂㄷㅂㄷ'],
]

/** Jamo in place of words that people write so, and no full stop. */
export function slang(text: string): string {
  let out = text
  for (const [word, letters] of INITIALS) out = out.replace(word, letters)
  return out.replace(/[.]+$/, '')
}
