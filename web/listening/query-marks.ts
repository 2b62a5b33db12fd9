/** Pure: the parts of a query as it is typed, and what may be written at the caret. */

export type MarkKind = 'operator' | 'field' | 'phrase' | 'tag' | 'handle' | 'prefix'
export interface Mark {
  readonly from: number
  readonly to: number
  readonly kind: MarkKind
}

const piece = /["“”„＂][^"“”„＂]*(?:["“”„＂]|$)|[()（）]|[^\s()（）"“”„＂]+(?:["“”„＂][^"“”„＂]*["“”„＂]?)?/g
const fieldNames = ['author', 'channel', 'lang', 'sentiment', 'intent', 'followers']

/** What is more than a word: operators and parentheses, conditions, phrases, tags, handles, beginnings. In order. */
export const marksOf = (query: string): Mark[] =>
  [...query.matchAll(piece)].flatMap(match => {
    const kind = kindOf(match[0])
    return kind === null ? [] : [{ from: match.index, to: match.index + match[0].length, kind }]
  })

const kindOf = (text: string): MarkKind | null => {
  if (/^([()（）]|AND|OR|NOT|near\/\d*)$/.test(text)) return 'operator'
  if (/^["“”„＂]/.test(text)) return 'phrase'
  if (fieldNames.includes(text.slice(0, Math.max(0, text.indexOf(':'))).toLowerCase())) return 'field'
  if (/^[#＃]./.test(text)) return 'tag'
  if (/^[@＠]./.test(text)) return 'handle'
  return /.[*＊]$/.test(text) ? 'prefix' : null
}

export interface Known {
  readonly channels: readonly string[]
  /** Tags and handles that the topic knows, with their sign. */
  readonly names: readonly string[]
}

export interface Completion {
  /** What it takes the place of. */
  readonly from: number
  readonly to: number
  readonly options: readonly string[]
}

const values: Readonly<Record<string, readonly string[]>> = {
  lang: ['ko', 'en', 'ja', 'zh'],
  sentiment: ['positive', 'neutral', 'negative', 'mixed'],
  intent: ['question', 'complaint', 'suggestion', 'praise', 'purchase', 'recommendation', 'other'],
  followers: ['>1000', '>10000', '>100000'],
}
const optionsKept = 7

/** What may stand at the caret, given what has been typed of it; null where nothing fits, or all of it is written. */
export const completionAt = (query: string, caret: number, known: Known): Completion | null => {
  const before = query.slice(0, caret)
  if (isInPhrase(before) || /[^\s()]/.test(query.slice(caret, caret + 1))) return null
  const typed = /[^\s()（）"]*$/.exec(before)?.[0] ?? ''
  const from = caret - typed.length
  const options = optionsFor(typed, before.slice(0, from).trimEnd(), known).slice(0, optionsKept)
  return options.length === 0 ? null : { from, to: caret, options }
}

const isInPhrase = (before: string): boolean => (before.match(/["“”„＂]/g)?.length ?? 0) % 2 === 1

const optionsFor = (typed: string, before: string, known: Known): string[] => {
  const colon = typed.indexOf(':')
  if (colon > 0) {
    const field = typed.slice(0, colon).toLowerCase()
    const of = field === 'channel' ? known.channels : (values[field] ?? [])
    return beginning(of, typed.slice(colon + 1)).map(value => `${field}:${value}`)
  }
  if (/^[#@]/.test(typed)) return beginning(known.names, typed)
  if (typed.length < 1) return []
  const isAfterTerm = before !== '' && !/(^|[\s(])(AND|OR|NOT|near\/\d+)$/.test(before) && !before.endsWith('(')
  const operators = isAfterTerm ? ['AND', 'OR', 'NOT', 'near/5'] : ['NOT']
  return [...beginning(operators, typed), ...beginning(fieldNames, typed).map(field => `${field}:`)]
}

const beginning = (all: readonly string[], typed: string): string[] =>
  all.filter(one => one.toLowerCase().startsWith(typed.toLowerCase()) && one !== typed)

/** The query with an option written at its place, and where the caret then stands: ready for the next word. */
export const complete = (query: string, { from, to }: Completion, option: string): { query: string; caret: number } => {
  const isOpen = option.endsWith(':')
  const written = isOpen || query[to] === ' ' ? option : `${option} `
  return {
    query: query.slice(0, from) + written + query.slice(to),
    caret: from + written.length + (isOpen || query[to] !== ' ' ? 0 : 1),
  }
}
