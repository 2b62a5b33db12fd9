import { describe, expect, it } from 'vitest'
import { chipsOf, faultPlace, plainChips } from './query-chips.ts'

describe('a query as chips', () => {
  it('tells what is looked for, what is left out and what joins them', () => {
    const chips = chipsOf('(하늘상점 OR "하늘 상점") NOT (하늘상점가 OR 채용) AND #리필')
    expect(chips.map(chip => [chip.kind, chip.text])).toEqual([
      ['operator', '('],
      ['term', '하늘상점'],
      ['operator', 'OR'],
      ['term', '"하늘 상점"'],
      ['operator', ')'],
      ['operator', 'NOT'],
      ['operator', '('],
      ['not', '하늘상점가'],
      ['operator', 'OR'],
      ['not', '채용'],
      ['operator', ')'],
      ['operator', 'AND'],
      ['term', '#리필'],
    ])
  })

  it('leaves out the one word after NOT alone, and survives what cannot be read', () => {
    expect(chipsOf('a NOT b c').map(chip => chip.kind)).toEqual(['term', 'operator', 'not', 'term'])
    expect(chipsOf('"a b').map(chip => chip.text)).toEqual(['"a b'])
    expect(chipsOf(')) NOT').length).toBe(3)
  })
})

describe('a query in plain chips', () => {
  it('says words and an AND between them, and leaves the rest to their look', () => {
    const said = (query: string) => plainChips(chipsOf(query)).map(chip => chip.text)
    expect(said('(a OR "b c") AND NOT #ad AND NOT x')).toEqual(['a', '"b c"', '#ad', 'x'])
    expect(said('(a OR b) AND (c OR d)')).toEqual(['a', 'b', 'AND', 'c', 'd'])
  })
})

describe('the place of a fault', () => {
  it('is the one that the sentence names', () => {
    expect(faultPlace('3번째 글자에서 연 괄호가 닫히지 않았습니다.', 'a (b')).toBe(2)
    expect(faultPlace('A word is missing at character 5.', 'a OR')).toBe(4)
    expect(faultPlace('검색식이 너무 깁니다. 낱말은 10,000개까지 쓸 수 있습니다.', 'a')).toBeNull()
    expect(faultPlace('Write a query.', 'a')).toBeNull()
  })
})
