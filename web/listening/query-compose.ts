/** Pure: a query written from groups of chips, and chips sorted into the slots of a topic. */
import type { QueryGroups, TopicSlots } from '../../contract/listening.ts'

export type Slot = keyof TopicSlots
/** Slots of what is found; what is left out has a group of its own. */
export const findSlots = ['brand', 'products', 'campaigns', 'people', 'rivals', 'handles', 'hashtags', 'pages'] as const
export type FindSlot = (typeof findSlots)[number]

export const noSlots: TopicSlots = {
  brand: [],
  products: [],
  campaigns: [],
  handles: [],
  hashtags: [],
  people: [],
  pages: [],
  rivals: [],
  exclusions: [],
}

/** The query that the groups say; empty where they ask for nothing. */
export const composeQuery = (groups: QueryGroups): string => {
  const wanted = [groups.find, ...groups.with].filter(terms => terms.length > 0)
  const isAlone = wanted.length === 1 && groups.without.length === 0
  const parts = wanted.map(terms => (terms.length > 1 && !isAlone ? `(${terms.join(' OR ')})` : terms.join(' OR ')))
  return [...parts, ...groups.without.map(term => `NOT ${term}`)].join(' AND ')
}

/** What a person typed into a slot, as a term; empty where there is nothing to look for. */
export const termOf = (slot: Slot | 'with', typed: string): string => {
  const text = typed.trim().replace(/["“”„＂]/g, '')
  if (text === '' || !/[\p{L}\p{N}]/u.test(text)) return ''
  if (slot === 'handles') return `@${text.replace(/^@/, '').replace(/\s/g, '')}`
  if (slot === 'hashtags') return `#${text.replace(/^#/, '').replace(/\s/g, '')}`
  if (slot === 'pages') return `"${/^https?:/i.test(text) ? text : `https://${text}`}"`
  if (/^[#@]\S+$/.test(text) || /^[a-z]+:\S+$/i.test(text) || /^\S+\*$/.test(text)) return text
  return /^[\p{L}\p{N}]+$/u.test(text) && !/^(AND|OR|NOT)$/.test(text) ? text : `"${text}"`
}

const plain = (term: string): string => term.replace(/["*]/g, '').toLowerCase()

/** Each slot's chips: signs say what is an account, a tag or an address; the rest is where it was put, or the brand's. */
export const slotsOfTerms = (terms: readonly string[], slots: TopicSlots): { slot: FindSlot; terms: string[] }[] => {
  const placed = new Map<string, FindSlot>()
  for (const slot of findSlots) for (const name of slots[slot]) placed.set(plain(name), slot)
  const slotOf = (term: string): FindSlot => {
    if (term.startsWith('@')) return 'handles'
    if (term.startsWith('#')) return 'hashtags'
    if (/^"https?:/i.test(term)) return 'pages'
    return placed.get(plain(term)) ?? 'brand'
  }
  return findSlots
    .map(slot => ({ slot, terms: terms.filter(term => slotOf(term) === slot) }))
    .filter(one => one.terms.length > 0)
}

/** A query that finds one term more; into its first group where it has groups. */
export const withTerm = (query: string, groups: QueryGroups | null, term: string): string =>
  groups === null ? `(${query}) OR ${term}` : composeQuery({ ...groups, find: [...groups.find, term] })

/** A query that leaves terms out. */
export const withoutTerms = (query: string, groups: QueryGroups | null, terms: readonly string[]): string =>
  groups === null
    ? [`(${query})`, ...terms.map(term => `NOT ${term}`)].join(' ')
    : composeQuery({ ...groups, without: [...groups.without, ...terms.filter(term => !groups.without.includes(term))] })

/** A query that asks for one of the terms beside all that it asks for. */
export const narrowedBy = (query: string, groups: QueryGroups | null, terms: readonly string[]): string =>
  groups === null
    ? `(${query}) AND (${terms.join(' OR ')})`
    : composeQuery({ ...groups, with: [...groups.with, [...terms]] })
