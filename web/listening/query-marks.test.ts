import { describe, expect, it } from 'vitest'
import { complete, completionAt, marksOf } from './query-marks.ts'

const marked = (query: string) => marksOf(query).map(({ from, to, kind }) => [query.slice(from, to), kind])
const known = { channels: ['bluesky', 'blog'], names: ['#하늘하울', '@haneul', '@haneul.shop'] }
const at = (query: string) => completionAt(query.replace('|', ''), query.indexOf('|'), known)?.options ?? []

describe('marks of a query', () => {
  it('are operators, conditions, phrases, tags, handles and beginnings', () => {
    expect(marked('(배송 OR "무료 배송") NOT #광고 @maeari 택배* lang:ko near/3')).toEqual([
      ['(', 'operator'],
      ['OR', 'operator'],
      ['"무료 배송"', 'phrase'],
      [')', 'operator'],
      ['NOT', 'operator'],
      ['#광고', 'tag'],
      ['@maeari', 'handle'],
      ['택배*', 'prefix'],
      ['lang:ko', 'field'],
      ['near/3', 'operator'],
    ])
  })
  it('take small letters for words, an open phrase to the end, and a quoted value into its condition', () => {
    expect(marked('a or b')).toEqual([])
    expect(marked('"무료 배')).toEqual([['"무료 배', 'phrase']])
    expect(marked('author:"하늘 상점" x')).toEqual([['author:"하늘 상점"', 'field']])
    expect(marked('10:30')).toEqual([])
  })
})

describe('completion', () => {
  it('offers operators after a word, and conditions', () => {
    expect(at('배송 A|')).toEqual(['AND', 'author:'])
    expect(at('배송 n|')).toEqual(['NOT', 'near/5'])
    expect(at('s|')).toEqual(['sentiment:'])
    expect(at('배송 AND |')).toEqual([])
  })
  it('offers the values of a condition, and the names that the topic knows', () => {
    expect(at('channel:b|')).toEqual(['channel:bluesky', 'channel:blog'])
    expect(at('sentiment:neg|')).toEqual(['sentiment:negative'])
    expect(at('(배송 OR @|)')).toEqual(['@haneul', '@haneul.shop'])
    expect(at('#하|')).toEqual(['#하늘하울'])
  })
  it('keeps quiet inside a phrase, inside a word, and where all is written', () => {
    expect(at('"A|')).toEqual([])
    expect(at('A|BC')).toEqual([])
    expect(at('배송 AND|')).toEqual([])
  })
  it('writes the option and goes on after it', () => {
    const query = '배송 A'
    expect(complete(query, { from: 3, to: 4, options: [] }, 'AND')).toEqual({ query: '배송 AND ', caret: 7 })
    expect(complete(query, { from: 3, to: 4, options: [] }, 'author:')).toEqual({ query: '배송 author:', caret: 10 })
    expect(complete('배송 A 환불', { from: 3, to: 4, options: [] }, 'AND')).toEqual({
      query: '배송 AND 환불',
      caret: 7,
    })
  })
})
