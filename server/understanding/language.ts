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

/** Small words that posts of a language are full of; one that several languages share stands with each of them. */
const smallWords: Readonly<Record<Language, string>> = {
  en:
    'the and you your with this that for was were have has had not but what when why how they their there would could ' +
    'should been from about will just like love really it its is are my we our of to in on at be been can do does did so ' +
    'if or me no i an as by all out up get got still than then them who been any after now one more too im dont cant ' +
    'ordered order delivery shipping refund late great good bad best worst thanks thank please never always again ' +
    'service customer app',
  es:
    'el la los las un una de del por para con pero muy está que y más como cuando porque nada mi me no es en se lo le ' +
    'hola gracias nunca siempre ya su yo este esta',
  fr:
    'le la les des un une de du et est pas pour dans je suis très avec vous nous qui sur mais ce cette au aux plus que ' +
    'en ne se on il elle mon ma sont merci bonjour toujours jamais été a',
  de:
    'der die das und ist nicht ich sie ein eine mit für auf zu von es war aber auch wir den dem leider sehr noch kein ' +
    'keine so im in habe hat bei nur nach mir mich danke immer wieder',
  pt:
    'o os as um uma de do da em no na não que e é para por com você muito mais obrigado meu minha está são isso ele ela ' +
    'se eu já foi nunca sempre',
  it: 'il lo la gli le di che non per una un con è sono ho anche molto grazie questo della del come ma mi si e in sempre mai',
  nl: 'het een de niet van en ik is dat voor met zijn op maar ook je wat deze heb te in er nog geen bij naar bedankt wel',
  id: 'yang dan di ini itu tidak untuk saya dengan ada aku sudah bisa kamu akan ke dari juga tapi lagi nya banget gak',
  tr: 'bir ve bu için çok ne da de değil ama ben gibi var daha kadar hiç teşekkürler o mi',
  pl: 'nie jest się na że jak ale tak co to w z i do za po czy są był mi już bardzo dziękuję',
  sv: 'och att det är inte jag som en på för med av den har var men så mycket tack aldrig ni vi i',
  tl: 'ang ng mga sa ko na hindi ako po naman lang kasi yung ay kayo pa di',
}

const latinLanguages = Object.keys(smallWords)
const languagesOfWord = new Map<string, number[]>()
for (const [n, language] of latinLanguages.entries()) {
  for (const word of smallWords[language]!.split(' ')) {
    languagesOfWord.set(word, [...new Set([...(languagesOfWord.get(word) ?? []), n])])
  }
}

/** The language whose small words are many here and whose rivals' are few; undefined where that settles nothing. */
function detectBySmallWords(words: readonly string[]): Language | undefined {
  const votes = new Uint16Array(latinLanguages.length)
  for (const word of words) for (const n of languagesOfWord.get(word) ?? []) votes[n]!++
  let best = 0
  for (let n = 1; n < votes.length; n++) if (votes[n]! > votes[best]!) best = n
  let second = 0
  for (let n = 0; n < votes.length; n++) if (n !== best) second = Math.max(second, votes[n]!)
  const isClear = votes[best]! >= 2 && votes[best]! >= second * 2 && votes[best]! * 5 >= words.length
  return isClear ? latinLanguages[best] : undefined
}

/** Frequent English words that no neighbour shares: one of them settles a short text. */
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
  const bare = list.map(word => word.replace(/['’].*$/, ''))
  const clear = detectBySmallWords(bare)
  if (clear !== undefined) return clear
  const plain = bare.filter(word => englishWords.has(word)).length
  const guesses = detectAll(words)
  const best = guesses[0]
  if (best === undefined) return plain > 0 ? 'en' : 'und'
  if (plain > 0 && guesses.some(guess => guess.lang === 'en') && best.accuracy < 0.5) return 'en'
  if (list.length < 2 && plain === 0) return words.length >= 4 && best.accuracy >= 0.5 ? best.lang : 'und'
  return best.lang
}
