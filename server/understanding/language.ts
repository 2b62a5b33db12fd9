/** Names the language of a text by its scripts, and by its letters' company where the script is Latin. */
import { detectAll } from 'tinyld/light'

/** ISO 639-1, or `und` where nothing can be said. */
export type Language = string

/** Units read at most: a language shows early, and a long text must not cost more than a short one. */
const unitsRead = 2000
/** Letters handed to the Latin detector, which costs some 60 µs for a line. */
const latinRead = 240

const latin = 0
const hangul = 1
const kana = 2
const han = 3
const cyrillic = 4
const arabic = 5
const hebrew = 6
const thai = 7
const greek = 8
const devanagari = 9
const scriptCount = 10

/**
 * The language a text is written in: `ko`, `ja`, `zh`, `en`, … or `und` where it holds no letters (links, @handles and
 * emoji are not letters). Hangul wins early, since Korean posts carry foreign names more often than the other way round.
 */
export function detectLanguage(text: string): Language {
  const counts = new Uint32Array(scriptCount)
  const words = countScripts(text, counts)
  const of = (script: number) => counts[script] as number
  let total = 0
  for (const count of counts) total += count
  if (total === 0) return 'und'
  if (of(hangul) * 4 >= total) return 'ko'
  if (of(kana) > 0 && (of(kana) + of(han)) * 2 >= total) return 'ja'
  if (of(han) * 2 >= total) return 'zh'
  if (of(cyrillic) * 2 > total) return /[іїєґІЇЄҐ]/u.test(text.slice(0, unitsRead)) ? 'uk' : 'ru'
  if (of(arabic) * 2 > total) return /[پچژگ]/u.test(text.slice(0, unitsRead)) ? 'fa' : 'ar'
  if (of(hebrew) * 2 > total) return 'he'
  if (of(thai) * 2 > total) return 'th'
  if (of(greek) * 2 > total) return 'el'
  if (of(devanagari) * 2 > total) return 'hi'
  return of(latin) * 2 >= total ? detectLatin(words) : 'und'
}

/** Counts letters by script and gathers the words in Latin letters, small, with single spaces. */
function countScripts(text: string, counts: Uint32Array): string {
  const end = Math.min(text.length, unitsRead)
  let words = ''
  let isSkipped = false
  let inWord = 0
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code <= 0x20 || code === 0x3000) {
      isSkipped = false
      inWord = 0
      if (words.length > 0 && !words.endsWith(' ')) words += ' '
      continue
    }
    if (code === 0x40 || (code === 0x3a && text.startsWith('//', i + 1))) {
      isSkipped = true
      words = words.slice(0, words.lastIndexOf(' ') + 1)
      counts[latin] = (counts[latin] as number) - inWord
      inWord = 0
    }
    const script = isSkipped ? -1 : scriptOf(code)
    if (script < 0) {
      if (code !== 0x27 && code !== 0x2019) continue
    } else {
      counts[script] = (counts[script] as number) + 1
      if (script === latin) inWord++
    }
    if (script <= latin && words.length < latinRead) words += text[i]
  }
  return words.trim().toLowerCase()
}

function scriptOf(code: number): number {
  if (code < 0x80) return (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a ? latin : -1
  if (code < 0x250) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7 ? latin : -1
  if (code >= 0xac00 && code <= 0xd7a3) return hangul
  if ((code >= 0x1100 && code <= 0x11ff) || (code >= 0x3131 && code <= 0x318e)) return hangul
  if ((code >= 0x3041 && code <= 0x30ff && code !== 0x30fb) || (code >= 0xff66 && code <= 0xff9d)) return kana
  if ((code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)) return han
  if (code >= 0x1e00 && code <= 0x1eff) return latin
  if (code >= 0xff21 && code <= 0xff5a && (code <= 0xff3a || code >= 0xff41)) return latin
  if (code >= 0x400 && code <= 0x52f) return cyrillic
  if (code >= 0x370 && code <= 0x3ff) return greek
  if (code >= 0x590 && code <= 0x5ff) return hebrew
  if ((code >= 0x600 && code <= 0x6ff) || (code >= 0x750 && code <= 0x77f)) return arabic
  if (code >= 0xe00 && code <= 0xe7f) return thai
  return code >= 0x900 && code <= 0x97f ? devanagari : -1
}

/** Frequent English words that no neighbour shares; two of them, or one in a short text, settle it without the detector. */
const englishWords = new Set(
  (
    'the and you your with this that for was were have has had not but what when why how they their there would could ' +
    'should been from about will just like love really it its is are my we our ordered order delivery shipping refund ' +
    'late great good bad best worst thanks thank please never always again service customer app'
  ).split(' '),
)

function detectLatin(words: string): Language {
  if (/[\u1ea0-\u1ef9ơư]/u.test(words)) return 'vi'
  const list = words.split(' ').filter(word => word.length > 0)
  const plain = list.filter(word => englishWords.has(word.replace(/['’].*$/, ''))).length
  if (plain >= 2 && plain * 4 >= list.length) return 'en'
  const guesses = detectAll(words)
  const best = guesses[0]
  if (best === undefined) return plain > 0 ? 'en' : 'und'
  if (plain > 0 && guesses.some(guess => guess.lang === 'en') && best.accuracy < 0.5) return 'en'
  if (list.length < 2 && plain === 0) return words.length >= 4 && best.accuracy >= 0.5 ? best.lang : 'und'
  return best.lang
}
