/** A name that is not the customer's, a name left as a gap, and the customer's own name without its due address. */
import type { Fault } from '../../../contract/voice/drafts.ts'
import { type Check, faultAt, type Parted } from './draft.ts'
import {
  commonWords,
  doubleSurnames,
  given,
  givenNames,
  nicknames,
  notNames,
  roleBefore,
  surnames,
  titles,
  verbal,
} from './name-lists.ts'

const isName = (word: string): boolean => {
  if (commonWords.has(word) || titles.test(word)) return false
  if (word.length === 4 && doubleSurnames.includes(word.slice(0, 2)))
    return [...word.slice(2)].every(one => given.has(one))
  if (word.length === 3) return surnames.has(word[0]!) && [...word.slice(1)].every(one => given.has(one))
  if (word.length === 2) return [...word].every(one => given.has(one))
  return false
}

/** A slip of the pen: as long as the name, and half of its syllables in their places. */
const isNear = (word: string, name: string): boolean =>
  word.length === name.length &&
  word !== name &&
  [...word].filter((one, at) => one === name[at]).length * 2 >= word.length

const normal = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[\s.·_-]+/g, '')
    .replace(/(?:고객님|고객|회원님|님|씨)$/, '')

/** True where `written` may stand for the customer: the name, its given part, its surname, or a masked form. */
const stands = (written: string, name: string): boolean => {
  const a = normal(written)
  const b = normal(name)
  if (a === b || a.length === 0 || b.length === 0) return true
  if (/[*○●]/.test(a)) return new RegExp(`^${a.replace(/[*○●]/g, '.')}$`, 'u').test(b) || b.startsWith(a[0]!)
  if (/[가-힣]/.test(a) && /[가-힣]/.test(b))
    return (
      (b.length >= 3 && b.endsWith(a) && a.length >= 2) ||
      (a.length === 1 && b.startsWith(a)) ||
      (b.length === 2 && a.length === 1) ||
      (a.length > b.length && (a.startsWith(b) || (a.endsWith(b) && b.length >= 2)))
    )
  return false
}

const wrongWhy = (name: string) => `고객의 이름은 ‘${name}’입니다.`

const ko = (draft: Parted): Fault[] => {
  const { text } = draft
  const name = draft.customer.name.trim()
  const faults: Fault[] = []
  const add = (from: number, to: number, why: string, better: string) => {
    if (!faults.some(one => one.span[0] < to && from < one.span[1]))
      faults.push(faultAt('wrong_name', from, to, why, better))
  }
  for (const match of text.matchAll(
    /(?:\{\{?\s*[^{}]*(?:고객|이름|성함|name)[^{}]*\}?\}|\[\s*[^\][]*(?:고객|이름|성함|name)[^\][]*\]|<\s*[^<>]*(?:고객명|이름|성함|name)[^<>]*>|#\{[^}]*\}|(?:[O○0ㅇ]{2,3}|[Xx]{2,3}|\*{2,3}|_{2,})(?=\s?(?:고객|님|회원|씨)))(?:\s?(?:고객님|님))?/g,
  )) {
    add(
      match.index,
      match.index + match[0].length,
      '이름 자리가 채워지지 않았습니다.',
      name && /[가-힣]/.test(name) ? `${name} 고객님` : '고객님',
    )
  }
  if (name.length === 0) return faults
  const isHangulName = /^[가-힣]{2,4}$/.test(normal(name)) && isName(normal(name))
  for (const match of text.matchAll(
    /(?<![가-힣A-Za-z@#])([가-힣]{1,5})(\s?)(고객님|회원님|손님|고객(?=[,.!\s]|$)|님|씨(?=[,.!\s]|께|가|는|의|$))(?!들|\s*(?:여러분|중에|가운데))/g,
  )) {
    const [whole, word, gap, suffix] = match as unknown as [string, string, string, string]
    const from = match.index
    const near = isNear(word, normal(name))
    if (/^(?:고객|회원)$/.test(word) || ((titles.test(word) || commonWords.has(word)) && !near)) continue
    if (roleBefore.test(text.slice(Math.max(0, from - 12), from))) continue
    if (stands(word, name)) {
      if (suffix === '씨') continue
      continue
    }
    if (draft.thread.some(one => one.includes(word)) && word.length >= 2) continue
    const full = word.length >= 3 && (isName(word) || near)
    const opens = /^(?:안녕하(?:세요|십니까)[,.!~^\s]*|네[,.]?\s*)?$|[.!?\n,]\s*$/.test(
      text.slice(Math.max(0, from - 9), from),
    )
    const short = word.length === 2 && isName(word) && !(gap === ' ' && (verbal.test(word) || !opens))
    const single = word.length === 1 && surnames.has(word) && gap === ' ' && suffix === '고객님'
    if (gap === ' ' && verbal.test(word) && !full) continue
    if (
      gap === ' ' &&
      full &&
      verbal.test(word) &&
      !/^(?:안녕하세요[,.!~]*\s*|[,.!]\s*)?$/.test(text.slice(Math.max(0, from - 8), from)) &&
      !surnames.has(word[0]!)
    )
      continue
    const isCalled = suffix !== '고객' || full
    // A nickname is compared too where it is glued to 님: 별이님 for a customer called 달토끼.
    const nick = gap === '' && suffix === '님' && word.length >= 2 && !isHangulName && /[가-힣]/.test(name)
    if (isCalled && (full || short || single || nick) && (isHangulName || /[가-힣]/.test(name) || full)) {
      if (!/[가-힣]/.test(name) && !full) continue
      add(from, from + whole.length, wrongWhy(name), `${name}${gap}${suffix}`)
    }
  }
  for (const match of text.matchAll(/(?<![A-Za-z@./])([A-Z][a-z]+(?:\s[A-Z][a-z]+)?)\s?(?:고객님|님(?![가-힣]{2}))/g)) {
    if (
      /^(?:VIP|Gold|Silver|Platinum|Diamond|Black|Family)$/i.test(match[1]!) ||
      englishStands(match[1]!, name) ||
      normal(name).includes(normal(match[1]!))
    )
      continue
    add(match.index, match.index + match[0].length, wrongWhy(name), `${name} 고객님`)
  }
  return faults
}

const englishStands = (written: string, name: string): boolean => {
  const words = name
    .toLowerCase()
    .split(/[\s._-]+/)
    .filter(Boolean)
  const said = written
    .toLowerCase()
    .split(/[\s-]+/)
    .filter(Boolean)
  return said.every(one =>
    words.some(
      word =>
        word === one ||
        normal(name) === one ||
        (word.length > 3 && word.startsWith(one) && one.length > 2) ||
        nicknames.some(group => group.includes(one) && group.includes(word)),
    ),
  )
}

const en = (draft: Parted): Fault[] => {
  const { text } = draft
  const name = draft.customer.name.trim()
  const faults: Fault[] = []
  const add = (from: number, to: number, why: string, better: string) => {
    if (!faults.some(one => one.span[0] < to && from < one.span[1]))
      faults.push(faultAt('wrong_name', from, to, why, better))
  }
  const firstName = name.split(/\s+/)[0] ?? ''
  for (const match of text.matchAll(
    /\{\{?\s*[^{}]*name[^{}]*\}?\}|\[\s*[^\][]*(?:name|customer)[^\][]*\]|<\s*[^<>]*name[^<>]*>|%[A-Z_]*NAME%|\*\|[A-Z]*NAME\|\*|\b(?:Dear|Hi|Hello) (?:X{2,}|_{2,}|FIRSTNAME|FNAME|Customer Name|First Name)\b/gi,
  )) {
    add(
      match.index,
      match.index + match[0].length,
      'The place of the name is still empty.',
      /^(?:Dear|Hi|Hello)/i.test(match[0]) ? `${match[0].split(' ')[0]} ${firstName || 'there'}` : firstName || 'there',
    )
  }
  if (name.length === 0 || !/[A-Za-z]/.test(name)) return faults
  const why = `The customer's name is ${name}.`
  const check = (written: string, at: number, titled: boolean) => {
    const words = written.split(/\s+/)
    while (words.length > 0 && notNames.test(words[words.length - 1]!)) words.pop()
    const said = words.join(' ')
    if (said.length === 0 || notNames.test(words[0]!) || englishStands(said, name)) return
    if (draft.thread.some(one => new RegExp(`\\b${words[0]}\\b`, 'i').test(one))) return
    add(at, at + said.length, why, titled ? (name.split(/\s+/).at(-1) ?? name) : words.length > 1 ? name : firstName)
  }
  const namePart = "([A-Z][a-zé'’-]+(?:\\s[A-Z][a-zé'’-]+)?)"
  const calls: readonly (readonly [RegExp, boolean])[] = [
    [
      new RegExp(
        `(?:^|[\\n.!?]\\s*)(?:Hi|Hello|Hey|Dear|Greetings|Good (?:morning|afternoon|evening|day)|Welcome(?: back)?),?\\s+(?!Mr|Ms|Mrs|Dr)${namePart}`,
        'gd',
      ),
      false,
    ],
    [new RegExp(`\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.?\\s+${namePart}`, 'gd'), true],
    [new RegExp(`^${namePart}\\s*[,!]\\s+(?=[a-zA-Z])`, 'gd'), false],
    [
      new RegExp(
        `\\b(?:[Tt]hanks|[Tt]hank you(?: so much| again| very much)?|[Ss]orry(?: about (?:that|this)| to hear (?:that|this)| for (?:that|the \\w+))?|[Uu]nderstood|[Aa]bsolutely|[Oo]f course|[Gg]reat (?:question|news)|[Nn]o problem|[Yy]ou'?re welcome|[Cc]ongratulations|[Cc]ertainly|[Ss]ure),?\\s+${namePart}(?=[,.!?])`,
        'gd',
      ),
      false,
    ],
    [new RegExp(`,\\s+${namePart}(?=[.!?](?:\\s|$))`, 'gd'), false],
  ]
  for (const [find, titled] of calls) {
    for (const match of text.matchAll(find)) {
      const at = match.indices![1]![0]
      // The writer's own name closes a letter.
      const isSigned =
        at + match[1]!.length >= text.trimEnd().length - 1 &&
        /(?:\n|regards,?|sincerely,?|cheers,?|best,?|wishes,?|thanks,?)\s*$/i.test(
          text.slice(Math.max(0, at - 16), at),
        ) &&
        text.length > 40
      const isBare = find.source.startsWith('^') || find.source.startsWith(',')
      if (isSigned || (isBare && !givenNames.has(match[1]!.split(' ')[0]!.toLowerCase()))) continue
      check(match[1]!, at, titled)
    }
  }
  return faults
}

export const wrongName: Check = draft => (draft.language === 'ko' ? ko(draft) : en(draft))
