/** Reads the query language of topics: words, "phrases", AND OR NOT, #tags, @handles, fields, near/n and prefix*. */
import { normalise, type Token, tokenise } from '../understanding/index.ts'
import { type Field, isField, looksLikeField, meantField, readValue } from './query-fields.ts'
import { isPlace, type Place, type Query } from './query-tree.ts'

export type { Place, Query } from './query-tree.ts'

export type Expected =
  | 'term'
  | 'empty group'
  | 'closing parenthesis'
  | 'opening parenthesis'
  | 'closing quotation mark'
  | 'word'
  | 'word before *'
  | 'value'
  | 'field'
  | 'sentiment'
  | 'intent'
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
  const reading: Reading = { source: narrowed(source), at: 0, depth: 0, words: 0, error: undefined }
  const query = readOr(reading)
  if (query !== undefined && peek(reading) === ')') refuse(reading, reading.at, 1, 'opening parenthesis', `(${source}`)
  if (reading.error !== undefined) return reading.error
  return query === undefined ? refusalOf(source, 0, source.length, 'term', '') : { ok: true, query }
}

/** Signs typed in full width mean the same; nothing moves. */
function narrowed(source: string): string {
  return source.replace(/[\uff01-\uff5e]/g, char => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
}

/** What an error says, in English: for command lines and logs. */
export function describeQueryError({ at, expected, hint }: QueryError): string {
  return `at ${at + 1}: expected ${expected}${hint === '' ? '' : `; did you mean: ${hint}`}`
}

type Reading = { readonly source: string; at: number; depth: number; words: number; error: QueryError | undefined }

function refusalOf(source: string, at: number, length: number, expected: Expected, hint: string): QueryError {
  return {
    ok: false,
    at,
    to: Math.min(source.length, at + length),
    expected,
    hint: hint.length > 2000 ? '' : hint.trim(),
  }
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

function readTerm(reading: Reading): Query | undefined {
  const at = skipSpace(reading)
  const { source } = reading
  const char = source[at]
  if (char === undefined || char === ')' || isAnyOperator(reading)) {
    const length = char === undefined ? 0 : wordEnd(source, at) - at || 1
    const before = withoutOperator(source.slice(0, at))
    const hint =
      char === undefined || char === ')'
        ? before + source.slice(at)
        : source.slice(0, at) + source.slice(at + length).trimStart()
    return refuse(reading, at, length, 'term', before.trim() === '' && char === ')' ? '' : hint)
  }
  if (char === '(') return readGroup(reading, at)
  if (++reading.words > wordLimit) return refuse(reading, at, source.length - at, 'fewer words')
  if (isQuote(char)) return readQuoted(reading, at)
  if (char === '-' && wordEnd(source, at) > at + 1) {
    return refuse(reading, at, 1, 'NOT', `${source.slice(0, at)}NOT ${source.slice(at + 1)}`)
  }
  const end = wordEnd(source, at)
  const colon = source.slice(at, Math.min(end, at + 14)).indexOf(':')
  if (colon > 0) {
    const field = source.slice(at, at + colon).toLowerCase()
    if (isField(field)) return readField(reading, at, field, at + colon + 1)
    if (looksLikeField(field, source.slice(at + colon + 1, at + colon + 3))) {
      return refuseField(reading, at, at + colon, end)
    }
  }
  reading.at = end
  return readWord(reading, at, source.slice(at, end))
}

function readGroup(reading: Reading, at: number): Query | undefined {
  if (!enter(reading, at)) return undefined
  reading.at = at + 1
  if (peek(reading) === ')') return refuseEmptyGroup(reading, at)
  const query = readOr(reading)
  if (query === undefined) return undefined
  if (peek(reading) !== ')') return refuse(reading, at, 1, 'closing parenthesis', `${reading.source.trimEnd()})`)
  reading.at++
  reading.depth--
  return query
}

/** The hint is the query without the group and the operator that joined it. */
function refuseEmptyGroup(reading: Reading, at: number): undefined {
  const { source } = reading
  const after = source.slice(reading.at + 1).trimStart()
  const before = withoutOperator(source.slice(0, at))
  const operator = before === '' ? /^(AND|OR) /.exec(after)?.[0].length : 0
  return refuse(reading, at, reading.at + 1 - at, 'empty group', besides(before, after.slice(operator ?? 0)))
}

/** Two halves with a space between words, and none at a parenthesis. */
function besides(before: string, after: string): string {
  return before.endsWith('(') || after.startsWith(')') ? before + after : `${before} ${after}`
}

/** A beginning without the operator that it ends in. */
function withoutOperator(before: string): string {
  const kept = before.trimEnd()
  const operator = ['AND', 'OR', 'NOT'].find(
    one => kept.endsWith(one) && /^$|[\s(]/.test(kept.at(-one.length - 1) ?? ''),
  )
  return operator === undefined ? kept : withoutOperator(kept.slice(0, -operator.length))
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

/** A condition on the post: what follows the colon, quoted or not. */
function readField(reading: Reading, at: number, field: Field, from: number): Query | undefined {
  const { source } = reading
  const isQuoted = isQuote(source[from] ?? ' ')
  const close = isQuoted ? quoteEnd(source, from + 1) : wordEnd(source, from)
  if (close < 0) return refuse(reading, from, 1, 'closing quotation mark', `${source}"`)
  const given = normalise(source.slice(isQuoted ? from + 1 : from, close)).text.replaceAll('"', '')
  reading.at = isQuoted ? close + 1 : close
  const value = field === 'author' ? given.replace(/^[@ ]+/, '') : given
  if (value === '') return refuse(reading, at, reading.at - at, 'value')
  const read = readValue(field, value)
  if ('kind' in read) return Object.freeze(read)
  return refuse(
    reading,
    from,
    close - from,
    read.expected,
    `${source.slice(0, from)}${read.hint}${source.slice(reading.at)}`,
  )
}

/** A name before a colon that is no condition; the hint is the one that was meant, or the words as a phrase. */
function refuseField(reading: Reading, at: number, colon: number, end: number): undefined {
  const { source } = reading
  const meant = meantField(source.slice(at, colon))
  const hint =
    meant === undefined
      ? `${source.slice(0, at)}"${source.slice(at, colon)} ${source.slice(colon + 1, end)}"${source.slice(end)}`
      : `${source.slice(0, at)}${meant}${source.slice(colon)}`
  return refuse(reading, at, colon - at, 'field', isQuote(source[end] ?? ' ') && meant === undefined ? '' : hint)
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
