/**
 * Takes out of a text what says who it is about, before it leaves the house: mail addresses, links, handles, names and every number.
 * The same thing gets the same mark everywhere in one question, so that what comes back can be read with the real words.
 */

/** Marks by what they stand for; letters instead of numbers, since numbers are what is taken out. */
const kinds = { mail: 'MAIL', link: 'LINK', handle: 'HANDLE', name: 'NAME', number: 'NUMBER' } as const
type Kind = keyof typeof kinds

/** Marks of one question and what they stand for: `⟦NAME_A⟧` → `김민지`. */
export type Marks = Record<string, string>

export interface Mask {
  readonly hide: (text: string) => string
  readonly marks: Marks
}

/** Lengths are those of RFC 5321 § 4.5.3.1; without them a long text of nothing but letters would be looked at over and over. */
const mail = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
const link = /(?:https?:\/\/|www\.)[^\s<>"'⟦⟧]+/giu
const handle = /[@＠][\p{L}\p{N}_.-]*[\p{L}\p{N}_]/gu
/** Any run of digits of any script, with what people write between them. */
const number = /[+(]?\p{N}+(?:[.,:\-–/() ]{1,3}\p{N}+)*/gu
const surnames =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용'
const titles =
  '님|씨|기사|상담|매니저|대리|과장|차장|부장|점장|사장|팀장|실장|직원|간호사|선생|교수|원장|주임|사원|담당|기자|작가|배우|고객'
const koreanNamed = new RegExp(`(?<![가-힣])([${surnames}][가-힣]{1,3}?)(?=\\s?(?:${titles}))`, 'gu')
const koreanTold = new RegExp(
  `(?<=(?:이름은|성함은|예금주는?|성명은?|이름:|성함:|성명:|예금주:)\\s{0,2})([${surnames}][가-힣]{1,3})`,
  'gu',
)
const englishNamed =
  /\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.?\s{1,3}(\p{Lu}[\p{L}'-]+(?:\s{1,3}\p{Lu}[\p{L}'-]+)?)|\b(?:my name is|name's|named|called|agent|rep|representative|manager)\s{1,3}(\p{Lu}[\p{L}'-]+(?:\s{1,3}\p{Lu}[\p{L}'-]+)?)/gu
/** What stands before 님 and is nobody: 고객님, 사장님, 기사님 are no names. */
const nobody = new Set(
  (
    '고객 손님 사장 기사 점장 원장 실장 팀장 대표 부장 과장 선생 하느 임금 주인 이모 여러분 회원 기자 지점장 매니저 상담원 상담사 직원 ' +
    '여기 이번 이런 우리 저희 한분 전화 주문 제품 안내 문의 상품 오늘 어제 지금 배송 하나 모든 어떤 다른 담당 현장 전담 방문 설치'
  ).split(' '),
)

/** @param names what is known: authors, their handles, people of the team. Longer ones are looked for first. */
export function makeMask(names: readonly string[]): Mask {
  const marks: Marks = {}
  const known = new Map<string, string>()
  const counts: Record<Kind, number> = { mail: 0, link: 0, handle: 0, name: 0, number: 0 }
  const mark = (kind: Kind, text: string): string => {
    const key = `${kind} ${text.toLowerCase()}`
    const there = known.get(key)
    if (there !== undefined) return there
    const made = `⟦${kinds[kind]}_${lettersOf(counts[kind]++)}⟧`
    known.set(key, made)
    marks[made] = text
    return made
  }
  const given = [...new Set(names.map(name => name.trim()).filter(name => name.length > 1))].sort(
    (a, b) => b.length - a.length || (a < b ? -1 : 1),
  )
  const named = given.length === 0 ? null : new RegExp(given.map(edged).join('|'), 'giu')
  const hide = (text: string): string => {
    // A mark that somebody wrote themselves stands for nothing.
    let out = text.replace(/[⟦⟧]/g, ' ')
    out = out.replace(mail, found => mark('mail', found))
    out = out.replace(link, found => mark('link', found))
    if (named !== null) out = outside(out, part => part.replace(named, found => mark('name', found)))
    out = outside(out, part => part.replace(handle, found => mark('handle', found)))
    out = outside(out, part =>
      part
        .replace(koreanTold, found => mark('name', found))
        .replace(koreanNamed, found => (nobody.has(found) ? found : mark('name', found)))
        .replace(englishNamed, (whole, first?: string, second?: string) => {
          const name = first ?? second!
          return whole.slice(0, whole.length - name.length) + mark('name', name)
        }),
    )
    return outside(out, part => part.replace(number, found => mark('number', found)))
  }
  return { hide, marks }
}

/** Puts the real words back where an answer names marks; a mark that was never given stays as it is. */
export function unmask(text: string, marks: Marks): string {
  return text.replace(/⟦[A-Z]+_[A-Z]+⟧/g, found => marks[found] ?? found)
}

/** Changes what stands between marks, never the marks. */
function outside(text: string, change: (part: string) => string): string {
  return text
    .split(/(⟦[A-Z]+_[A-Z]+⟧)/)
    .map((part, n) => (n % 2 === 1 ? part : change(part)))
    .join('')
}

/** A name as it may stand in a text: a Latin one as a whole word, a Korean one with whatever particle follows. */
function edged(name: string): string {
  const plain = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return /^[\p{Script=Latin}\p{N}_]/u.test(name) ? `(?<![\\p{L}\\p{N}])${plain}(?![\\p{Script=Latin}\\p{N}])` : plain
}

/** 0 → A, 25 → Z, 26 → AA. */
function lettersOf(n: number): string {
  const rest = Math.floor(n / 26)
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (n % 26))
}
