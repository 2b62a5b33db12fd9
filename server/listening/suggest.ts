/** Makes a working query from what a person knows of a topic, a name alone if need be. */
import { otherMeaning } from './meanings.ts'
import { parseQuery } from './query.ts'
import { printQuery } from './query-text.ts'
import { spellingsOf, termOf } from './spellings.ts'

/** What else the person knows; each as people say it, handles and tags with or without their sign. */
export type Known = {
  readonly also?: readonly string[]
  readonly products?: readonly string[]
  readonly campaigns?: readonly string[]
  readonly people?: readonly string[]
  readonly rivals?: readonly string[]
  readonly handles?: readonly string[]
  readonly hashtags?: readonly string[]
  readonly pages?: readonly string[]
  readonly exclusions?: readonly string[]
}

/**
 * `query` is ready to use; `variants` are the terms of which it asks for one and `exclusions` those it leaves out, as they
 * stand in it. `offers` may be added: nicknames, and words that narrow an ambiguous name when they are asked for beside it.
 */
export type Suggestion = {
  readonly query: string
  readonly variants: readonly string[]
  readonly exclusions: readonly string[]
  readonly offers: { readonly short: readonly string[]; readonly narrowing: readonly string[] }
}

const nothing: Suggestion = { query: '', variants: [], exclusions: [], offers: { short: [], narrowing: [] } }

/**
 * Suggests a query. The result always reads, and asks for nothing where the name holds no letters (`query` is then
 * empty). A name that is also a common word leaves out what the word usually means.
 */
export function suggestQuery(name: string, known: Known = {}): Suggestion {
  const { sure, slips, short } = spellingsOf([name, ...(known.also ?? [])])
  const more = [...(known.products ?? []), ...(known.campaigns ?? []), ...(known.people ?? []), ...(known.rivals ?? [])]
  const variants = readable([
    ...sure,
    ...(known.handles ?? []).map(handle => `@${handle.trim().replace(/^@/, '')}`),
    ...(known.hashtags ?? []).map(tag => `#${tag.trim().replace(/^#/, '').replaceAll(' ', '')}`),
    ...(known.pages ?? []).flatMap(pageTerms),
    ...more.flatMap(one => spellingsOf([one]).sure),
    ...slips,
  ])
  if (variants.length === 0) return nothing
  const meanings = variants.flatMap(term => otherMeaning(term) ?? [])
  const exclusions = readable([
    ...meanings.flatMap(meaning => meaning.others),
    ...(known.exclusions ?? []).map(one => (/^[#@]/.test(one.trim()) ? one.trim() : termOf(one))),
  ])
  const source = [`(${variants.join(' OR ')})`, ...exclusions.map(term => `NOT ${term}`)].join(' ')
  const parsed = parseQuery(source)
  if (!parsed.ok) return nothing
  return {
    query: printQuery(parsed.query),
    variants,
    exclusions,
    offers: {
      short: readable(short).filter(term => !variants.includes(term)),
      narrowing: readable(meanings.flatMap(meaning => meaning.narrowing)),
    },
  }
}

/** Terms that read, as they are written back, each once. */
function readable(terms: readonly string[]): string[] {
  const read = terms.map(term => {
    const parsed = parseQuery(term)
    return parsed.ok && !['and', 'or', 'not'].includes(parsed.query.kind) ? printQuery(parsed.query) : ''
  })
  return [...new Set(read)].filter(term => term !== '')
}

/** A page is found by its address, however it is linked, and by the account that the address names. */
function pageTerms(page: string): string[] {
  const address = page
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '')
  if (!/^[^\s/"]+\.[^\s"]+$/.test(address)) return [termOf(page)]
  const account = /\/@?([\w.-]{2,})$/.exec(address)?.[1]
  const links = ['https://', 'http://'].flatMap(scheme => [`"${scheme}${address}"`, `"${scheme}${address}/"`])
  return account === undefined ? links : [...links, `@${account}`]
}
