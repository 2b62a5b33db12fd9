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
/** Letters by script of the text that is looked at. */
const counts = new Uint32Array(scriptCount)

/**
 * The language a text is written in: `ko`, `ja`, `zh`, `en`, … or `und` where it holds no letters (links, @handles and
 * emoji are not letters). Hangul wins early, since Korean posts carry foreign names more often than the other way round.
 */
export function detectLanguage(text: string): Language {
  countLetters(text)
  let total = 0
  for (let n = 0; n < scriptCount; n++) total += counts[n]!
  if (total === 0) return 'und'
  if (counts[hangul]! * 4 >= total) return 'ko'
  if (counts[latin]! * 2 > total) return detectLatin(text)
  if (counts[kana]! > 0 && (counts[kana]! + counts[han]!) * 2 >= total) return 'ja'
  if (counts[han]! * 2 >= total) return 'zh'
  if (counts[cyrillic]! * 2 > total) return /[іїєґІЇЄҐ]/u.test(text.slice(0, unitsRead)) ? 'uk' : 'ru'
  if (counts[arabic]! * 2 > total) return /[پچژگ]/u.test(text.slice(0, unitsRead)) ? 'fa' : 'ar'
  if (counts[hebrew]! * 2 > total) return 'he'
  if (counts[thai]! * 2 > total) return 'th'
  if (counts[greek]! * 2 > total) return 'el'
  if (counts[devanagari]! * 2 > total) return 'hi'
  return counts[latin]! * 2 >= total ? detectLatin(text) : 'und'
}

/**
 * Counts letters by script and looks every word of Latin letters up as it passes. Words end at white space alone; what
 * begins with @ or holds a link counts nowhere.
 */
function countLetters(text: string): void {
  counts.fill(0)
  forget()
  const end = Math.min(text.length, unitsRead)
  let isSkipped = false
  let inWord = 0
  for (let i = 0; i < end; i++) {
    const code = text.charCodeAt(i)
    if (code <= 0x20 || code === 0x3000) {
      endWord()
      isSkipped = false
      inWord = 0
      continue
    }
    if (isSkipped) continue
    if (code === 0x40 || (code === 0x3a && text.startsWith('//', i + 1))) {
      isSkipped = true
      counts[latin]! -= inWord
      dropWord()
      continue
    }
    const script = scriptOf(code)
    if (script === latin) inWord++
    if (script >= 0) counts[script]!++
    if (script === latin || code === 0x27 || code === 0x2019) addLetter(code)
  }
  endWord()
}

/** The words in Latin letters, small, with single spaces, for the detector. */
function latinWords(text: string): string {
  let words = ''
  for (const word of text.slice(0, unitsRead).split(/[\0-\x20\u3000]+/)) {
    if (words.length >= latinRead) break
    if (word.includes('@') || word.includes('://')) continue
    let letters = ''
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i)
      if (code === 0x27 || code === 0x2019 || scriptOf(code) === latin) letters += word[i]
    }
    if (letters !== '') words += words === '' ? letters : ` ${letters}`
  }
  return words.slice(0, latinRead).trim().toLowerCase()
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
const english = latinLanguages.indexOf('en')

/** Frequent English words that no neighbour shares. */
const englishWords = new Set(
  (
    "the and you that it's this but not just like have with they what your at all people good would how out " +
    "from really think don't know or there when too more she thanks now will them him his time her that's " +
    'see some because thank who much why even well still had only got go been oh here right their did than ' +
    "then way yeah being never want hope make very you're great should bad sorry feel back going thing " +
    'better were could same actually say sure any someone pretty other those need though something best ' +
    "thought look happy off day can't guy after first didn't always looks these yes makes its i've over take " +
    'year into years most made does wow our said before new where probably glad maybe life down nice things ' +
    "he's last ever getting damn doesn't dude every keep hate everyone many wish hard anything help little " +
    "try person wrong give long haha least tell use read play nothing trying i'd again amazing might sounds " +
    "seen isn't anyone believe let which enough awesome while true both please wait already another " +
    "definitely guess big funny kind they're two next sad since having weird seems luck friend else yourself " +
    'through watch saying gets everything world without used few done literally far ago own call must season ' +
    "reason yet care happened away friends exactly left making times talking heard there's favorite saw joke " +
    "against honestly imagine whole girl enjoy different either home needs stuff women myself today she's " +
    'almost surprised story playing face absolutely stay head worst change worse news beautiful poor days ' +
    "free school thinking games ask crazy coming lost family found taking happen leave wouldn't wonder " +
    "feeling took we're loved wasn't sometimes feels cute three open hours hour minutes paid price says five " +
    'tomorrow month asked months car water four half nobody phone night six third week buy card check report ' +
    'arrived late sent cancelled told closed pay opened driver food monday number room finally coffee gone ' +
    'refund reviews works reported book order lovely cold sunday gave eight calls ordered waiting weeks ' +
    'staff floor ticket flight send charged payment early morning skin course shop seven delivered parcel ' +
    "hasn't address broken birthday changes returns stopped seat refused hands delivery shipping package " +
    'customer service account password crash crashed screen battery charger website store cheap cheapest ' +
    'expensive quality replace replacement money receipt booking airport luggage hotel clean dirty towel ' +
    'breakfast dinner lunch chicken milk bread cheese fresh spicy taste tastes tasty delicious flavor ' +
    'flavour shirt dress shoes shoe fits size colour color small wash dry soft hair cream brand company ' +
    'review stars friendly rude helpful manager waiter truck seatbelt engine brake brakes tire tires garage ' +
    'insurance bank loan interest fraud scam hacked leaked breach lawsuit court recall recalled recalls ' +
    'recalling nationwide watchdog regulator maker retailer executive officials workers worker children toy ' +
    'toys smoke burn burned hurt injured hospital doctor nurse patient patients teacher student students ' +
    'lesson lessons class classes exam reward rewards servers player players level fix fixed slow fast ' +
    'faster quick easy smooth sturdy gentle generous welcome packaging product products button buttons ' +
    'models blanket electric warm winter summer spring reads knows stares grind crushing soul potions boxes ' +
    'received stain frozen secret group join earn click giveaway winner follow followers verified guaranteed ' +
    'discount deal offers rent filter apply approval pharmacy magic notes meh tonight table booked delayed flights ' +
    'rules explained cheapest trade safe below restock dates trailer movie game fucking fuck shit stupid lol lmao omg ' +
    "cool baby hell god holy dog dogs cat boy excellent huge brilliant fantastic perfect congrats congratulations i'm " +
    "you're it's such gotta gonna disgusting garbage idiot dead song album concert episode season finale team match " +
    'goal tomorrow yesterday sunday saturday friday thursday wednesday tuesday parking traffic weather neighbour ' +
    'neighbor wedding strike damage network signal broadband hair haircut salon gym membership cancel cancelled'
  ).split(' '),
)

/** Set on a word that is English for sure, above the bits of the languages that have it among their small words. */
const sureBit = 1 << 15
/** Words by the hash of their letters: what was written above, in a table that is asked without making a string. */
const wordSlots = 1 << 13
const wordHashes = new Uint32Array(wordSlots)
const wordBits = new Uint16Array(wordSlots)
const hashStart = 0x811c9dc5

for (const [n, language] of latinLanguages.entries())
  for (const word of smallWords[language]!.split(' ')) note(word, 1 << n)
for (const word of englishWords) note(word, sureBit)

function note(word: string, bit: number): void {
  let hash = hashStart
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 0x01000193)
  const slot = slotOf(hash >>> 0)
  wordHashes[slot] = hash
  wordBits[slot]! |= bit
}

function slotOf(hash: number): number {
  let slot = (hash ^ (hash >>> 15)) & (wordSlots - 1)
  while (wordBits[slot] !== 0 && wordHashes[slot] !== hash) slot = (slot + 1) & (wordSlots - 1)
  return slot
}

/** Votes for each language, by words as they stand and by words up to their apostrophe. */
const votes = new Uint16Array(latinLanguages.length)
const bareVotes = new Uint16Array(latinLanguages.length)
let words = 0
let sureWords = 0
let sureBare = 0
let letters = 0
let isPlain = true
let isVietnamese = false
/** The word that is being read: its hash, that of its part before an apostrophe, and how many letters it has so far. */
let hash = hashStart
let bareHash = 0
let size = 0

function forget(): void {
  votes.fill(0)
  bareVotes.fill(0)
  words = sureWords = sureBare = letters = 0
  isPlain = true
  isVietnamese = false
  dropWord()
}

function dropWord(): void {
  hash = hashStart
  bareHash = 0
  size = 0
}

function addLetter(code: number): void {
  if (letters + size >= latinRead) return
  const small = smallOf(code)
  if (small === 0x27 && bareHash === 0) bareHash = hash
  else if (small > 0x7f) {
    isPlain = false
    if ((small >= 0x1ea0 && small <= 0x1ef9) || small === 0x1a1 || small === 0x1b0) isVietnamese = true
  }
  hash = Math.imul(hash ^ small, 0x01000193)
  size++
}

function smallOf(code: number): number {
  if (code < 0x80) return code >= 0x41 && code <= 0x5a ? code + 32 : code
  if (code === 0x2019) return 0x27
  return String.fromCharCode(code).toLowerCase().charCodeAt(0)
}

function endWord(): void {
  if (size === 0) return
  letters += size + 1
  words++
  const whole = wordBits[slotOf(hash >>> 0)]!
  const bare = bareHash === 0 ? whole : wordBits[slotOf(bareHash >>> 0)]!
  if (whole & sureBit) {
    sureWords++
    votes[english]!++
  } else if (whole !== 0) addVotes(votes, whole)
  if (bare & sureBit) sureBare++
  addVotes(bareVotes, bare)
  dropWord()
}

function addVotes(into: Uint16Array, bits: number): void {
  for (let n = 0, left = bits & (sureBit - 1); left !== 0; n++, left >>>= 1) if (left & 1) into[n]!++
}

/**
 * Whether a text in plain letters is English for sure: one word in four is (in five, where two are), and it has more of them
 * than small words of any other language.
 */
function isEnglish(): boolean {
  const all = votes[english]!
  if (!isPlain) return false
  if (!(sureWords > 0 && sureWords * 4 >= words) && !(all > 1 && all * 5 >= words)) return false
  for (let n = 0; n < votes.length; n++) if (n !== english && votes[n]! >= all) return false
  return true
}

/** The language whose small words are many here and whose rivals' are few; undefined where that settles nothing. */
function detectBySmallWords(): Language | undefined {
  let best = 0
  for (let n = 1; n < bareVotes.length; n++) if (bareVotes[n]! > bareVotes[best]!) best = n
  let second = 0
  for (let n = 0; n < bareVotes.length; n++) if (n !== best && bareVotes[n]! > second) second = bareVotes[n]!
  const isClear = bareVotes[best]! >= 2 && bareVotes[best]! >= second * 2 && bareVotes[best]! * 5 >= words
  return isClear ? latinLanguages[best] : undefined
}

/** Reads what `countLetters` found; the detector is asked only where that settles nothing. */
function detectLatin(text: string): Language {
  if (isVietnamese) return 'vi'
  if (isEnglish()) return 'en'
  const clear = detectBySmallWords()
  if (clear !== undefined) return clear
  const whole = latinWords(text)
  const guesses = detectAll(whole)
  const best = guesses[0]
  if (best === undefined) return sureBare > 0 ? 'en' : 'und'
  if (sureBare > 0 && guesses.some(guess => guess.lang === 'en') && best.accuracy < 0.5) return 'en'
  if (words < 2 && sureBare === 0) return whole.length >= 4 && best.accuracy >= 0.5 ? best.lang : 'und'
  return best.lang
}
