/** Reads the query language of topics: words, "phrases", AND OR NOT, #tags, @handles, fields, near/n and prefix*. */
import { normalise, type Token, tokenise } from '../understanding/index.ts'

/** What stands at a place in a text: one 어절, or several in a row of which only the last may carry particles. */
export type Place =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'prefix'; readonly text: string }
  | { readonly kind: 'tag'; readonly text: string }
  | { readonly kind: 'handle'; readonly text: string }
  /** Tags and handles inside a phrase keep their sign: `#무료`, `@maeari`. */
  | { readonly kind: 'phrase'; readonly words: readonly string[] }

export type Comparison = '>' | '>=' | '<' | '<='
export type Sentiment = 'positive' | 'neutral' | 'negative' | 'mixed'

/** A condition on the post and not on its words. */
export type Filter =
  | { readonly kind: 'author'; readonly text: string }
  | { readonly kind: 'channel'; readonly text: string }
  | { readonly kind: 'lang'; readonly text: string }
  | { readonly kind: 'sentiment'; readonly is: Sentiment }
  | { readonly kind: 'followers'; readonly compare: Comparison; readonly count: number }

/** At most `distance` 어절 apart, in either order; several places on a side are alternatives. */
export type Near = {
  readonly kind: 'near'
  readonly distance: number
  readonly left: readonly Place[]
  readonly right: readonly Place[]
}

/** A frozen tree in canonical form: no `and` directly in an `and`, no `or` directly in an `or`, none with one member. */
export type Query =
  | Place
  | Filter
  | Near
  | { readonly kind: 'and'; readonly of: readonly Query[] }
  | { readonly kind: 'or'; readonly of: readonly Query[] }
  | { readonly kind: 'not'; readonly of: Query }

export type Expected =
  | 'term'
  | 'closing parenthesis'
  | 'opening parenthesis'
  | 'closing quotation mark'
  | 'word'
  | 'word before *'
  | 'value'
  | 'field'
  | 'sentiment'
  | 'number of followers'
  | 'distance'
  | 'words around near'
  | 'NOT'
  | 'fewer words'
  | 'less nesting'

/** `at` and `to` are offsets in the source; `hint` is the whole query as it may have been meant, or empty. */
export type QueryError = {
  readonly ok: false
  readonly at: number
  readonly to: number
  readonly expected: Expected
  readonly hint: string
}
export type Parsed = { readonly ok: true; readonly query: Query } | QueryError

export const wordLimit = 10_000
export const depthLimit = 100
export const distanceLimit = 1000

/** Reads a query; a refusal points at its place. NOT binds tighter than AND, AND than OR; side by side means AND. */
export function parseQuery(source: string): Parsed {
  const reading: Reading = { source, at: 0, depth: 0, words: 0, error: undefined }
  const query = readOr(reading)
  if (query !== undefined && peek(reading) === ')') refuse(reading, reading.at, 1, 'opening parenthesis', `(${source}`)
  if (reading.error !== undefined) return reading.error
  return query === undefined ? refusalOf(source, 0, source.length, 'term', '') : { ok: true, query }
}

/** What an error says, in English: for command lines and logs. */
export function describeQueryError({ at, expected, hint }: QueryError): string {
  return `at ${at + 1}: expected ${expected}${hint === '' ? '' : `; did you mean: ${hint}`}`
}

type Reading = { readonly source: string; at: number; depth: number; words: number; error: QueryError | undefined }

function refusalOf(source: string, at: number, length: number, expected: Expected, hint: string): QueryError {
  return { ok: false, at, to: Math.min(source.length, at + length), expected, hint: hint.length > 2000 ? '' : hint }
}

function refuse(reading: Reading, at: number, length: number, expected: Expected, hint = ''): undefined {
  reading.error ??= refusalOf(reading.source, at, length, expected, hint)
  return undefined
}

function readOr(reading: Reading): Query | undefined {
  const members: Query[] = []
  for (;;) {
    const member = readAnd(reading)
    if (member === undefined) return undefined
    members.push(member)
    if (!takeOperator(reading, 'OR')) return joined('or', members)
  }
}

function readAnd(reading: Reading): Query | undefined {
  const members: Query[] = []
  for (;;) {
    const member = readNot(reading)
    if (member === undefined) return undefined
    members.push(member)
    const isTold = takeOperator(reading, 'AND')
    if (!isTold && (isAtEnd(reading) || peek(reading) === ')' || isOperator(reading, 'OR')))
      return joined('and', members)
  }
}

function readNot(reading: Reading): Query | undefined {
  const at = reading.at
  if (!takeOperator(reading, 'NOT')) return readNear(reading)
  if (!enter(reading, at)) return undefined
  const of = readNot(reading)
  reading.depth--
  return of === undefined ? undefined : Object.freeze({ kind: 'not', of })
}

function readNear(reading: Reading): Query | undefined {
  const start = skipSpace(reading)
  const left = readTerm(reading)
  if (left === undefined) return undefined
  const at = skipSpace(reading)
  const end = wordEnd(reading.source, at)
  const sign = reading.source.slice(at, end).toLowerCase()
  if (!sign.startsWith('near/')) return left
  const distance = Number(sign.slice(5))
  if (!/^\d+$/.test(sign.slice(5)) || distance < 1 || distance > distanceLimit) {
    const hint = `${reading.source.slice(0, at)}near/5${reading.source.slice(end)}`
    return refuse(reading, at, end - at, 'distance', hint)
  }
  reading.at = end
  const right = readTerm(reading)
  if (right === undefined) return undefined
  const places = [placesOf(left), placesOf(right)] as const
  if (places[0] === undefined || places[1] === undefined || isNearNext(reading)) {
    return refuse(reading, start, reading.at - start, 'words around near')
  }
  return Object.freeze({ kind: 'near', distance, left: places[0], right: places[1] })
}

function isNearNext(reading: Reading): boolean {
  return reading.source.slice(skipSpace(reading), reading.at + 5).toLowerCase() === 'near/'
}

/** The places that may stand on a side of near/n: one, or several joined by OR. */
function placesOf(query: Query): readonly Place[] | undefined {
  if (query.kind === 'or') {
    const places = query.of.filter(isPlace)
    return places.length === query.of.length ? Object.freeze(places) : undefined
  }
  return isPlace(query) ? Object.freeze([query]) : undefined
}

/** True for what stands at a place in a text. */
export function isPlace(query: Query): query is Place {
  return ['word', 'prefix', 'tag', 'handle', 'phrase'].includes(query.kind)
}

function readTerm(reading: Reading): Query | undefined {
  const at = skipSpace(reading)
  const { source } = reading
  const char = source[at]
  if (char === undefined || char === ')' || isAnyOperator(reading)) {
    return refuse(reading, at, char === undefined ? 0 : wordEnd(source, at) - at || 1, 'term')
  }
  if (char === '(') return readGroup(reading, at)
  if (++reading.words > wordLimit) return refuse(reading, at, source.length - at, 'fewer words')
  if (isQuote(char)) return readQuoted(reading, at)
  if (char === '-' && wordEnd(source, at) > at + 1) {
    return refuse(reading, at, 1, 'NOT', `${source.slice(0, at)}NOT ${source.slice(at + 1)}`)
  }
  const end = wordEnd(source, at)
  const colon = source.slice(at, Math.min(end, at + 12)).indexOf(':')
  if (colon > 0) {
    const field = source.slice(at, at + colon).toLowerCase()
    if (isField(field)) return readField(reading, at, field, at + colon + 1)
    const meant = nearestField(field)
    if (meant !== undefined) {
      return refuse(reading, at, colon, 'field', `${source.slice(0, at)}${meant}${source.slice(at + colon)}`)
    }
  }
  reading.at = end
  return readWord(reading, at, source.slice(at, end))
}

function readGroup(reading: Reading, at: number): Query | undefined {
  if (!enter(reading, at)) return undefined
  reading.at = at + 1
  const query = readOr(reading)
  if (query === undefined) return undefined
  if (peek(reading) !== ')') return refuse(reading, at, 1, 'closing parenthesis', `${reading.source.trimEnd()})`)
  reading.at++
  reading.depth--
  return query
}

function enter(reading: Reading, at: number): boolean {
  if (++reading.depth > depthLimit) refuse(reading, at, 1, 'less nesting')
  return reading.depth <= depthLimit
}

function readQuoted(reading: Reading, at: number): Query | undefined {
  const { source } = reading
  const close = quoteEnd(source, at + 1)
  if (close < 0) return refuse(reading, at, 1, 'closing quotation mark', `${source}"`)
  const tokens = tokenise(source.slice(at + 1, close))
  if (tokens.length === 0) return refuse(reading, at, close + 1 - at, 'word')
  reading.at = close + 1
  reading.words += tokens.length - 1
  if (reading.words > wordLimit) return refuse(reading, at, close - at, 'fewer words')
  return placeOf(tokens)
}

/** Letters typed in one go: usually one 어절; punctuation inside (e-mail) makes it a phrase. */
function readWord(reading: Reading, at: number, typed: string): Query | undefined {
  const star = typed.indexOf('*')
  const isPrefix = star >= 0 && star === typed.length - 1
  const isLink = /^(https?:\/\/|www\.)/i.test(typed)
  if (star >= 0 && !isPrefix && !isLink) return refuse(reading, at + star, 1, 'word before *')
  const tokens = tokenise(isPrefix ? typed.slice(0, -1) : typed)
  const only = tokens.length === 1 ? tokens[0] : undefined
  if (isPrefix && !isLink) {
    if (only?.kind !== 'word') return refuse(reading, at, typed.length, 'word before *')
    return Object.freeze({ kind: 'prefix', text: only.surface })
  }
  if (tokens.length === 0) return refuse(reading, at, typed.length, 'word')
  return placeOf(tokens)
}

function placeOf(tokens: readonly Token[]): Place {
  const [first] = tokens
  if (first !== undefined && tokens.length === 1) {
    if (first.kind === 'tag' || first.kind === 'handle') return Object.freeze({ kind: first.kind, text: first.exact })
    return Object.freeze({ kind: 'word', text: first.surface })
  }
  return Object.freeze({ kind: 'phrase', words: Object.freeze(tokens.map(signed)) })
}

function signed(token: Token): string {
  if (token.kind === 'tag') return `#${token.exact}`
  return token.kind === 'handle' ? `@${token.exact}` : token.surface
}

const fields = ['author', 'channel', 'lang', 'sentiment', 'followers'] as const
type Field = (typeof fields)[number]

function isField(name: string): name is Field {
  return (fields as readonly string[]).includes(name)
}

const sentiments: Readonly<Record<string, Sentiment>> = Object.freeze({
  positive: 'positive',
  negative: 'negative',
  neutral: 'neutral',
  mixed: 'mixed',
  긍정: 'positive',
  부정: 'negative',
  중립: 'neutral',
  혼합: 'mixed',
})

function readField(reading: Reading, at: number, field: Field, from: number): Query | undefined {
  const { source } = reading
  const isQuoted = isQuote(source[from] ?? ' ')
  const close = isQuoted ? quoteEnd(source, from + 1) : wordEnd(source, from)
  if (close < 0) return refuse(reading, from, 1, 'closing quotation mark', `${source}"`)
  const value = normalise(source.slice(isQuoted ? from + 1 : from, close)).text.replaceAll('"', '')
  reading.at = isQuoted ? close + 1 : close
  const length = reading.at - at
  const text = field === 'author' ? value.replace(/^[@ ]+/, '') : value
  if (text === '') return refuse(reading, at, length, 'value')
  if (field === 'sentiment') {
    const is = Object.hasOwn(sentiments, value) ? sentiments[value] : undefined
    if (is !== undefined) return Object.freeze({ kind: 'sentiment', is })
    return refuse(
      reading,
      from,
      value.length,
      'sentiment',
      `${source.slice(0, from)}negative${source.slice(reading.at)}`,
    )
  }
  if (field !== 'followers') return Object.freeze({ kind: field, text })
  const sign = /^(>=|<=|>|<)(\d{1,12})$/.exec(value)
  if (sign !== null) {
    return Object.freeze({ kind: 'followers', compare: sign[1] as Comparison, count: Number(sign[2]) })
  }
  const digits = value.replace(/\D/g, '').slice(0, 12) || '1000'
  return refuse(
    reading,
    from,
    value.length,
    'number of followers',
    `${source.slice(0, from)}>${digits}${source.slice(reading.at)}`,
  )
}

/** The field that a mistyped name of Latin letters was meant to be, one or two letters off. */
function nearestField(name: string): Field | undefined {
  if (!/^[a-z]{3,10}$/.test(name)) return undefined
  return fields.find(
    field => Math.abs(field.length - name.length) <= 2 && lettersOff(field, name) <= (field.length > 4 ? 2 : 1),
  )
}

function lettersOff(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const swap = (row[j - 1] as number) + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1))
    }
    row = next
  }
  return row[other.length] as number
}

function joined(kind: 'and' | 'or', members: readonly Query[]): Query {
  const flat = members.flatMap(member => (member.kind === kind ? member.of : [member]))
  return flat.length === 1 ? (flat[0] as Query) : Object.freeze({ kind, of: Object.freeze(flat) })
}

type Operator = 'AND' | 'OR' | 'NOT'

function takeOperator(reading: Reading, operator: Operator): boolean {
  if (!isOperator(reading, operator)) return false
  reading.at += operator.length
  return true
}

function isAnyOperator(reading: Reading): boolean {
  return isOperator(reading, 'AND') || isOperator(reading, 'OR') || isOperator(reading, 'NOT')
}

/** Operators are written in capitals; small letters are words. */
function isOperator(reading: Reading, operator: Operator): boolean {
  const at = skipSpace(reading)
  const end = at + operator.length
  return reading.source.startsWith(operator, at) && wordEnd(reading.source, at) === end
}

function peek(reading: Reading): string | undefined {
  return reading.source[skipSpace(reading)]
}

function isAtEnd(reading: Reading): boolean {
  return skipSpace(reading) >= reading.source.length
}

function skipSpace(reading: Reading): number {
  while (reading.at < reading.source.length && isSpace(reading.source[reading.at] as string)) reading.at++
  return reading.at
}

function isSpace(char: string): boolean {
  return char <= ' ' || char === '\u3000' || char === '\u00a0' || char === '\u200b' || char === '\ufeff'
}

function isQuote(char: string): boolean {
  return char === '"' || char === '“' || char === '”' || char === '„' || char === '＂'
}

function quoteEnd(source: string, from: number): number {
  for (let i = from; i < source.length; i++) if (isQuote(source[i] as string)) return i
  return -1
}

/** The end of what was typed in one go: up to a space, a parenthesis or a quotation mark. */
function wordEnd(source: string, from: number): number {
  let end = from
  while (end < source.length) {
    const char = source[end] as string
    if (isSpace(char) || char === '(' || char === ')' || isQuote(char)) break
    end++
  }
  return end
}
