/** Finds what a verb or adjective is made from: the noun before 하다 and 되다, or a rough stem that its forms share. */

const set = (syllables: string) => new Set(syllables.replace(/\s/g, ''))

/** Syllables in which 하다, 되다, 시키다 and 당하다 begin. */
const lightVerbs = set('하해했한할함합핸햇돼됐되된될됨됩됬시당')
/** Syllables that endings are made of; a tail that holds any other syllable is no ending. */
const endingSyllables = set(`
  가거건걸것게겠겟고구군기길까나난남냐네는늘니다단달당대더던데도든듯따때라락란람랍래랬러런려력렬로록료르른를름리린릴림마만면며므미믄
  서선세셔셨스습시신실심십아았어언얼었엇여였예오와요용우운울워으은을음읍이인일임있자잖재져졌죠죵주지진질짐집쩌처쳐켜켰키킨킬킴킵켰키
  하한할함합해했혀혔히까요봐봤보본볼봄줘줬준줄줌함햇돼됐되된될됨됩됬당템텐텔테염욤긴`)
/** Syllables in which an ending may begin behind a stem. */
const endingStarts = set('었았어아는은을음습고지네게기던더으잖거다자면니냐나군구죠요도서야길며든듯데')

const base = 0xac00
const vowels = { a: 0, ae: 1, eo: 4, yeo: 6, o: 8, wa: 9, wae: 10, oe: 11, u: 13, wo: 14, eu: 18, i: 20 }

/** The noun of a verb that 하다 or 되다 makes: 환불 of 환불했어요, 배송 of 배송됐는데; undefined where there is none. */
export function nounOfVerb(word: string): string | undefined {
  for (let i = 2; i < word.length && i <= 8; i++) {
    if (!lightVerbs.has(word[i] as string) || !isEnding(word, i + 1)) continue
    if (word[i] === '시' && !isCausative(word, i)) continue
    if (word[i] === '당' && !lightVerbs.has(word[i + 1] ?? '')) continue
    // 유통기한이 is a noun with a particle: no ending begins so behind 한 and its kin.
    if ('한할된될'.includes(word[i] as string) && '이은을의에도'.includes(word[i + 1] ?? '?')) continue
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
  while (first < word.length && !startsEnding(word, first)) first++
  if (first === word.length) return bareStem(word)
  return withoutHonour(contract(word.slice(0, first), word[first] as string))
}

function startsEnding(word: string, at: number): boolean {
  const code = word[at] as string
  const next = word[at + 1] ?? ''
  if (code === '대') return closesHearsay(word[at - 1] as string)
  if (code === '려') return next !== '' && '고면는다니'.includes(next)
  // 끝나서 is made of 끝나다, 넘어졌네 of 넘어지다.
  if (code === '나' && next !== '' && '서면니고네는'.includes(next)) return false
  if ((code === '어' || code === '아') && next !== '' && '졌져지진질짐'.includes(next)) return false
  return endingStarts.has(code)
}

/** 싸웠대요 and 쓰신대요 tell what was heard: 대 behind a syllable that closes with ㅆ or ㄴ. */
export function closesHearsay(before: string): boolean {
  const final = (before.charCodeAt(0) - base) % 28
  return final === 20 || (final === 4 && !'군연순선전'.includes(before))
}

/** 주시 of 주셨어요 → 주; 마시, 모시, 부시 and 적시 are verbs of their own. */
function withoutHonour(stem: string): string {
  return stem.length > 1 && stem.endsWith('시') && !'마모부적'.includes(stem[stem.length - 2] as string)
    ? stem.slice(0, -1)
    : stem
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
  const stem = contract(word, '')
  return stem === word ? undefined : stem
}

/** What may follow a syllable that closes with a sound of the ending: 가 of 갈게요, 갑니다, 간다. */
const shedBefore: Readonly<Record<number, string>> = { 4: '다데대지가', 8: '게까래거', 16: '', 17: '니' }

/**
 * Takes back what an ending did to the last syllable: 느렸 → 느리, 더워 → 덥, 빨라 → 빠르, 예쁜 → 예쁘.
 * @param next the syllable in which the rest of the ending begins, '' where there is none.
 */
function contract(stem: string, next: string): string {
  const order = stem.charCodeAt(stem.length - 1) - base
  const final = order % 28
  const open = order - final
  const isShed =
    final === 20 ? !isBeing(order) : next === '' ? stem.length > 1 && final in shedBefore : isShedBefore(final, next)
  if (final !== 0 && !isShed) return stem
  const initial = Math.floor(open / 588)
  const vowel = Math.floor((open % 588) / 28)
  const before = stem.slice(0, -1)
  if (initial === 11 && vowel === vowels.wo && before.length > 0) return withBieup(before)
  const isRieul = initial === 5 && (vowel === vowels.a || vowel === vowels.eo) && endsInRieul(before)
  if (isRieul) return `${before.slice(0, -1)}${String.fromCharCode(before.charCodeAt(before.length - 1) - 8)}르`
  if (vowel === vowels.eo && (initial === 10 || initial === 16))
    return before + String.fromCharCode(base + initial * 588 + vowels.eu * 28)
  return before + uncontracted(before, initial, vowel, final)
}

function isShedBefore(final: number, next: string): boolean {
  return final in shedBefore && (shedBefore[final] as string).includes(next)
}

/** 있 and 밌: their ㅆ is no past. */
function isBeing(order: number): boolean {
  const open = order - (order % 28)
  return open === 0xc774 - base || open === 0xbbf8 - base
}

/** Syllables before 우 in verbs that have it of their own: 배우다, 싸우다. */
const ownU = set('배싸키비세태깨채지피외메치때재띄씌데끼틔')

/** 더워 → 덥, but 배워 → 배우. */
function withBieup(before: string): string {
  const last = before[before.length - 1] as string
  const code = last.charCodeAt(0)
  if (ownU.has(last) || (code - base) % 28 !== 0) return `${before}우`
  return before.slice(0, -1) + String.fromCharCode(code + 17)
}

function endsInRieul(before: string): boolean {
  return before.length > 0 && (before.charCodeAt(before.length - 1) - base) % 28 === 8
}

function uncontracted(before: string, initial: number, vowel: number, final: number): string {
  const syllable = (v: number) => String.fromCharCode(base + initial * 588 + v * 28)
  if (vowel === vowels.yeo) return syllable(vowels.i)
  if (vowel === vowels.wae) return syllable(vowels.oe)
  if (vowel === vowels.ae && initial === 18) return syllable(vowels.a)
  if (vowel === vowels.wa) return syllable(vowels.o)
  if (vowel === vowels.wo) return syllable(vowels.u)
  const isTense = initial === 8 || initial === 17 || initial === 15 || initial === 1 || initial === 4
  if (
    isTense &&
    (before.length > 0 || vowel === vowels.eo) &&
    (vowel === vowels.a || vowel === vowels.eo) &&
    final !== 16
  )
    return syllable(vowels.eu)
  return syllable(vowel)
}
