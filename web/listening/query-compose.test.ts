import { describe, expect, it } from 'vitest'
import { composeQuery, narrowedBy, noSlots, slotsOfTerms, termOf, withoutTerms, withTerm } from './query-compose.ts'

const groups = { find: ['a', '"b c"'], with: [['d', 'e'], ['lang:ko']], without: ['#ad', 'x'] }

describe('a query from groups', () => {
  it('asks for one of each group and for none of what is left out', () => {
    expect(composeQuery(groups)).toBe('(a OR "b c") AND (d OR e) AND lang:ko AND NOT #ad AND NOT x')
    expect(composeQuery({ find: ['a', 'b'], with: [], without: [] })).toBe('a OR b')
    expect(composeQuery({ find: [], with: [], without: [] })).toBe('')
  })
  it('takes a term more, leaves one out, and is narrowed, also where it has no groups', () => {
    expect(withTerm('a OR b', { find: ['a', 'b'], with: [], without: [] }, 'c')).toBe('a OR b OR c')
    expect(withTerm('a b OR c', null, 'd')).toBe('(a b OR c) OR d')
    expect(withoutTerms('a', { find: ['a'], with: [], without: [] }, ['"b c"'])).toBe('a AND NOT "b c"')
    expect(withoutTerms('a b OR c', null, ['d'])).toBe('(a b OR c) NOT d')
    expect(narrowedBy('a', { find: ['a'], with: [], without: [] }, ['b', 'c'])).toBe('a AND (b OR c)')
  })
})

describe('chips', () => {
  it('become terms by their slot', () => {
    expect(termOf('handles', 'haneul.shop')).toBe('@haneul.shop')
    expect(termOf('hashtags', '#하늘 하울')).toBe('#하늘하울')
    expect(termOf('pages', 'blog.example.com/x')).toBe('"https://blog.example.com/x"')
    expect(termOf('brand', '하늘 상점')).toBe('"하늘 상점"')
    expect(termOf('brand', 'AND')).toBe('"AND"')
    expect(termOf('exclusions', '중고*')).toBe('중고*')
    expect(termOf('brand', ' "👍" ')).toBe('')
  })
  it('are sorted by their sign, and by where they were put', () => {
    const slots = { ...noSlots, products: ['하늘컵'], rivals: ['바다 상점'] }
    expect(slotsOfTerms(['하늘상점', '@haneul', '하늘컵', '"바다 상점"', '#하늘', '"https://a.kr"'], slots)).toEqual([
      { slot: 'brand', terms: ['하늘상점'] },
      { slot: 'products', terms: ['하늘컵'] },
      { slot: 'rivals', terms: ['"바다 상점"'] },
      { slot: 'handles', terms: ['@haneul'] },
      { slot: 'hashtags', terms: ['#하늘'] },
      { slot: 'pages', terms: ['"https://a.kr"'] },
    ])
  })
})
