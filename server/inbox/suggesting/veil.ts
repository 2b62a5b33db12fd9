/** Takes out of an old answer what says who it was given to; prices, dates and terms stay, for they are what is wanted of it. */
import { makeMask } from '../../understanding/index.ts'

/** Where the other customer was named, the name of whoever is answered now is put. */
export const nameField = '{고객명}'
const hole = '○○○'

/** What makes of a run of digits an amount, a term or a time, and of nobody. */
const unit =
  /^\s*(?:원|만|천|백|억|일|주|달|개월|월|년|시|분|초|개|건|명|번|회|차|층|호|%|퍼센트|퍼|점|배|장|병|박스|세트|km|kg|g|ml|cm|mm|시간|영업일|won|days?|hours?|hrs?|minutes?|mins?|weeks?|months?|years?|business|working|percent|am|pm|items?|pieces?|st|nd|rd|th)/iu
const afterSign = /(?:[$₩€£]|USD|KRW)\s*$/u
/** 뒷자리 1234 is a piece of somebody's number. */
const pieceOf =
  /(?:자리|끝번호|digits|ending(?: in| with)?|number|번호|송장|주문|order|#)\s*(?:는|은|가|이|:|：|no\.?)?\s*$/iu
const shortest = 5

/**
 * @param names of the other customer: they become `{고객명}`; other names, numbers of somebody, mail addresses, handles and
 *   links become ○○○.
 */
export const veil = (text: string, names: readonly string[]): string => {
  const { hide, marks } = makeMask(names)
  const own = new Set(names.map(name => name.trim().toLowerCase()))
  const hidden = hide(withoutGiven(text, names))
  return hidden
    .replace(/⟦([A-Z]+)_[A-Z]+⟧/g, (mark, kind: string, at: number) => {
      const real = marks[mark] ?? ''
      if (kind === 'NAME' || kind === 'HANDLE')
        return own.has(real.toLowerCase().replace(/^@/, '')) ? nameField : kind === 'HANDLE' ? `@${hole}` : hole
      if (kind !== 'NUMBER') return hole
      return isHarmless(real, hidden.slice(Math.max(0, at - 16), at), hidden.slice(at + mark.length)) ? real : hole
    })
    .replaceAll(`@${nameField}`, nameField)
}

/** 민지 님 is 김민지 too; a given name alone may be any word, so only where it is spoken to. */
const withoutGiven = (text: string, names: readonly string[]): string =>
  names
    .filter(name => /^[가-힣]{3,4}$/.test(name))
    .reduce(
      (said, name) =>
        said.replace(new RegExp(`(?<![가-힣])${name.slice(-2)}(?=\\s?(?:님|씨|고객))`, 'g'), () => nameField),
      text,
    )

const isHarmless = (number: string, before: string, after: string): boolean => {
  const digits = number.replace(/\P{N}/gu, '').length
  if (pieceOf.test(before)) return false
  return digits < shortest || (digits < 10 && (unit.test(after) || afterSign.test(before)))
}
