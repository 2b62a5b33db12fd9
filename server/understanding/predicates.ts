/** Finds what a verb or adjective is made from: the noun before 하다 and 되다, or a rough stem that its forms share. */

const set = (syllables: string) => new Set(syllables.replace(/\s/g, ''))

/** Syllables in which 하다, 되다, 시키다 and 당하다 begin. */
const lightVerbs = set('하해했한할함합핸햇돼됐되된될됨됩됬시당')
/** Syllables that endings are made of; a tail that holds any other syllable is no ending. */
const endingSyllables = set(`
  가거건걸것게겠겟고구군기길까나난남냐네는늘니다단달당대던데도든듯따때라락란람랍래랬러런려력렬로록료르른를름리린릴림마만면며므미믄
  서선세셔셨스습시신실심십아았어언얼었엇여였예오와요용우운울워으은을음읍이인일임있자잖재져졌죠죵주지진질짐집쩌처쳐켜켰키킨킬킴킵켰키
  하한할함합해했혀혔히까요봐봤보본볼봄줘줬준줄줌함햇돼됐되된될됨됩됬당템텐텔테염욤긴`)
/** Syllables in which an ending may begin behind a stem. */
const endingStarts = set('었았어아는은을음습고지네게기던더으잖거다자면니냐나군구죠요도서야길며든듯데')

const base = 0xac00
const vowels = { a: 0, ae: 1, eo: 4, yeo: 6, o: 8, wa: 9, u: 13, wo: 14, eu: 18, i: 20 }

/** The noun of a verb that 하다 or 되다 makes: 환불 of 환불했어요, 배송 of 배송됐는데; undefined where there is none. */
export function nounOfVerb(word: string): string | undefined {
  for (let i = 2; i < word.length && i <= 8; i++) {
    if (!lightVerbs.has(word[i] as string) || !isEnding(word, i + 1)) continue
    if (word[i] === '시' && !isCausative(word, i)) continue
    if (word[i] === '당' && !lightVerbs.has(word[i + 1] ?? '')) continue
    return word.slice(0, i)
  }
  return undefined
}

/**
 * A stem that the forms of one verb or adjective share (느리 of 느려요, 느린, 느렸는데), good for finding and not for
 * reading: where two verbs look alike they get one stem. Undefined where the word shows no ending.
 */
export function stemOfVerb(word: string): string | undefined {
  if (word.length < 2 || !isHangul(word)) return undefined
  let first = word.length
  while (first > 1 && endingSyllables.has(word[first - 1] as string)) first--
  while (first < word.length && !endingStarts.has(word[first] as string)) first++
  if (first === word.length) return bareStem(word)
  const stem = word.slice(0, first)
  return contract(stem, true)
}

function isEnding(word: string, from: number): boolean {
  for (let i = from; i < word.length; i++) if (!endingSyllables.has(word[i] as string)) return false
  return true
}

function isCausative(word: string, i: number): boolean {
  return '키켜켰킨킬킴킵'.includes(word[i + 1] ?? '?')
}

function isHangul(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i)
    if (code < base || code > 0xd7a3) return false
  }
  return true
}

/** Last syllables that seldom close a noun. */
const bareEnds = set('린쁜픈른려져쳐켜워라러빠퍼뻐')

/** A form with no ending of its own: 느린, 느릴, 느려. */
function bareStem(word: string): string | undefined {
  if (!bareEnds.has(word[word.length - 1] as string)) return undefined
  const stem = contract(word, false)
  return stem === word ? undefined : stem
}

/** Takes back what an ending did to the last syllable: 느렸 → 느리, 더워 → 덥, 빨라 → 빠르, 예쁜 → 예쁘. */
function contract(stem: string, hasEnding: boolean): string {
  const order = stem.charCodeAt(stem.length - 1) - base
  const final = order % 28
  const open = order - final
  const isShed =
    final === 20 || ((final === 4 || final === 8 || final === 16 || final === 17) && (stem.length > 1 || hasEnding))
  if (final !== 0 && !isShed) return stem
  if (final === 17 && hasEnding && stem.length === 1) return stem
  const initial = Math.floor(open / 588)
  const vowel = Math.floor((open % 588) / 28)
  const before = stem.slice(0, -1)
  const isRieul = initial === 5 && (vowel === vowels.a || vowel === vowels.eo) && endsInRieul(before)
  if (isRieul) return `${before.slice(0, -1)}${String.fromCharCode(before.charCodeAt(before.length - 1) - 8)}르`
  return before + uncontracted(before, initial, vowel, final)
}

function endsInRieul(before: string): boolean {
  return before.length > 0 && (before.charCodeAt(before.length - 1) - base) % 28 === 8
}

function uncontracted(before: string, initial: number, vowel: number, final: number): string {
  const syllable = (v: number) => String.fromCharCode(base + initial * 588 + v * 28)
  if (vowel === vowels.yeo) return syllable(vowels.i)
  if (vowel === vowels.wa) return syllable(vowels.o)
  if (vowel === vowels.wo) return syllable(vowels.u)
  const isTense = initial === 8 || initial === 17 || initial === 15 || initial === 1 || initial === 4
  if (isTense && before.length > 0 && (vowel === vowels.a || vowel === vowels.eo) && final !== 16)
    return syllable(vowels.eu)
  return syllable(vowel)
}
